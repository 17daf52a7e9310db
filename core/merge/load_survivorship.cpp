// survivorship.yaml:
//   order: [entered_by, source, recency, agreement, completeness]
//   entered_by: [self, other, staff, import, system]
//   sources: [crm, pos.members]
//   fields:
//     title: {order: [recency, entered_by]}          any of the three above, for one field
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>

#include "core/base/error.hpp"
#include "core/base/nearest.hpp"
#include "core/merge/survivorship.hpp"

namespace musubi {
namespace {

using namespace merging;

using Names = std::vector<std::string>;

Names criteria() {
  return {"entered_by", "source", "recency", "agreement", "completeness"};
}  // as in Criterion

Names enterers() {
  Names out;
  for (EnteredBy by : Rules{}.entered_by) out.emplace_back(musubi::word(by));
  return out;
}

struct Reader {
  const std::string& file;

  [[noreturn]] void fail(std::string id, const YAML::Node& at,
                         std::vector<std::pair<std::string, std::string>> args) const {
    args.insert(args.begin(), {{"file", file}, {"line", fmt::to_string(at.Mark().line + 1)}});
    throw Error(std::move(id), std::move(args));
  }

  [[noreturn]] void unknown(const YAML::Node& at, const std::vector<std::string>& known) const {
    std::string near = nearest(at.Scalar(), known);
    fail("merge.unknown_setting", at,
         {{"name", at.Scalar()},
          {"nearest", near.empty() ? fmt::format("{}", fmt::join(known, ", ")) : near}});
  }

  size_t word(const YAML::Node& node, const std::vector<std::string>& known) const {
    auto at = std::find(known.begin(), known.end(), node.IsScalar() ? node.Scalar() : "");
    if (at == known.end()) unknown(node, known);
    return size_t(at - known.begin());
  }

  void each(const YAML::Node& list, const std::string& name, auto&& take) const {
    if (!list.IsSequence()) fail("merge.not_a_list", list, {{"name", name}});
    for (const YAML::Node& one : list) take(one);
  }

  // The words of `list` first, those it leaves out behind them in the order they had.
  template <class E>
  void reorder(const YAML::Node& list, const std::string& name, const std::vector<std::string>& known,
               std::vector<E>& order) const {
    std::vector<E> out;
    each(list, name, [&](const YAML::Node& one) {
      E value = E(word(one, known));
      if (std::find(out.begin(), out.end(), value) != out.end())
        fail("merge.twice", one, {{"name", one.Scalar()}});
      out.push_back(value);
    });
    for (E value : order)
      if (std::find(out.begin(), out.end(), value) == out.end()) out.push_back(value);
    order = std::move(out);
  }

  // True if `key` was one of the settings that may stand at the top and under a field.
  bool read_rule(const std::string& key, const YAML::Node& value, Rules& rules) const {
    if (key == "order")
      reorder(value, key, criteria(), rules.order);
    else if (key == "entered_by")
      reorder(value, key, enterers(), rules.entered_by);
    else if (key == "sources") {
      rules.sources.clear();
      each(value, key, [&](const YAML::Node& one) {
        if (!one.IsScalar()) fail("merge.not_a_list", one, {{"name", key}});
        rules.sources.push_back(one.Scalar());
      });
    } else {
      return false;
    }
    return true;
  }

  void read_field(const YAML::Node& name, const YAML::Node& settings, Survivorship::Impl& out) const {
    const FieldDef* def = find_field(name.Scalar());
    if (!def) {
      std::vector<std::string> known;
      for (const FieldDef& f : fields()) known.emplace_back(f.name);
      unknown(name, known);
    }
    if (!settings.IsMap()) fail("merge.not_a_map", settings, {});
    Rules& rules = out.fields.emplace(def->field, out.common).first->second;
    for (const auto& entry : settings)
      if (!read_rule(entry.first.Scalar(), entry.second, rules))
        unknown(entry.first, {"order", "entered_by", "sources"});
  }

  void read(const YAML::Node& root, Survivorship::Impl& out) const {
    if (root.IsNull()) return;
    if (!root.IsMap()) fail("merge.not_a_map", root, {});
    YAML::Node by_field;
    for (const auto& entry : root) {
      if (entry.first.Scalar() == "fields")
        by_field = entry.second;
      else if (!read_rule(entry.first.Scalar(), entry.second, out.common))
        unknown(entry.first, {"order", "entered_by", "sources", "fields"});
    }
    if (by_field.IsNull()) return;
    if (!by_field.IsMap()) fail("merge.not_a_map", by_field, {});
    for (const auto& entry : by_field) read_field(entry.first, entry.second, out);
  }
};

}  // namespace

Survivorship load_survivorship(std::string_view yaml, const std::string& file) {
  auto out = std::make_shared<Survivorship::Impl>();
  try {
    Reader{file}.read(YAML::Load(std::string(yaml)), *out);
  } catch (const YAML::Exception& e) {
    throw Error("merge.bad_yaml", {{"file", file}, {"line", fmt::to_string(e.mark.line + 1)}});
  }
  return Survivorship(std::move(out));
}

}  // namespace musubi
