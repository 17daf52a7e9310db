// matching.yaml:
//   bands: {match: 0.95, review: 0.1}              probabilities from which a pair merges / is shown to a
//   steward block_limit: 50 shared: {phone: [0312345678], email: [eigyo@example.co.jp]} schemes: {pos_member:
//   {identifies: party, one_per_party: yes}}
#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <cmath>

#include "core/base/error.hpp"
#include "core/base/nearest.hpp"
#include "core/resolve/contact.hpp"
#include "core/resolve/hash.hpp"
#include "core/resolve/model.hpp"

namespace musubi {
namespace {

using namespace resolving;

struct Reader {
  const std::string& file;
  Model::Impl& model;

  [[noreturn]] void fail(std::string id, const YAML::Node& at,
                         std::vector<std::pair<std::string, std::string>> args) const {
    args.insert(args.begin(), {{"file", file}, {"line", fmt::to_string(at.Mark().line + 1)}});
    throw Error(std::move(id), std::move(args));
  }

  // A mapping whose keys are all among `known` (any key where it is empty).
  void each(const YAML::Node& node, const std::vector<std::string>& known, auto&& take) const {
    if (node.IsNull()) return;
    if (!node.IsMap()) fail("resolve.not_a_map", node, {});
    for (const auto& entry : node) {
      const std::string& name = entry.first.Scalar();
      if (!known.empty() && std::find(known.begin(), known.end(), name) == known.end())
        fail("resolve.unknown_setting", entry.first,
             {{"name", name}, {"nearest", nearest_or_all(name, known)}});
      take(name, entry.second);
    }
  }

  static std::string nearest_or_all(const std::string& name, const std::vector<std::string>& known) {
    std::string near = nearest(name, known);
    return near.empty() ? fmt::format("{}", fmt::join(known, ", ")) : near;
  }

  double probability(const YAML::Node& node, const std::string& name) const {
    double p = 0;
    if (!node.IsScalar() || !read_number(node.Scalar(), p) || p <= 0 || p >= 1)
      fail("resolve.bad_probability", node, {{"name", name}});
    return p;
  }

  static bool read_number(const std::string& text, double& out) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc() && end == text.data() + text.size();
  }

  bool yes_no(const YAML::Node& node, const std::string& name) const {
    bool yes = node.IsScalar() && (node.Scalar() == "yes" || node.Scalar() == "true");
    if (!yes && !(node.IsScalar() && (node.Scalar() == "no" || node.Scalar() == "false")))
      fail("resolve.not_yes_no", node, {{"name", name}});
    return yes;
  }

  void bands(const YAML::Node& node) const {
    each(node, {"match", "review"}, [&](const std::string& name, const YAML::Node& value) {
      double p = probability(value, name);
      (name == "match" ? model.match_from : model.review_from) = bits_of(p);
    });
    if (model.review_from > model.match_from) fail("resolve.bands_crossed", node, {});
  }

  static double bits_of(double probability) { return std::log2(probability / (1 - probability)); }

  void limit(const YAML::Node& node) const {
    double n = 0;
    if (!node.IsScalar() || !read_number(node.Scalar(), n) || n < 2 || n > 10'000 || n != std::floor(n))
      fail("resolve.bad_block_limit", node, {});
    model.block_limit = size_t(n);
  }

  void shared(const YAML::Node& node) const {
    each(node, {"phone", "email"}, [&](const std::string& name, const YAML::Node& list) {
      if (!list.IsSequence()) fail("resolve.not_a_list", list, {{"name", name}});
      for (const YAML::Node& one : list) {
        if (!one.IsScalar()) fail("resolve.not_a_list", one, {{"name", name}});
        if (name == "phone")
          model.shared_phones.insert(phone_number(one.Scalar()));
        else
          model.shared_emails.insert(hash_of(lower(one.Scalar())));
      }
    });
  }

  void schemes(const YAML::Node& node) const {
    each(node, {}, [&](const std::string& scheme, const YAML::Node& rules) {
      each(rules, {"identifies", "one_per_party"}, [&](const std::string& name, const YAML::Node& value) {
        if (name == "one_per_party") {
          if (yes_no(value, name)) model.one_per_party.insert(scheme);
        } else {
          if (!value.IsScalar() || value.Scalar() != "party")
            fail("resolve.bad_identifies", value, {{"scheme", scheme}});
          model.identifying.insert(scheme);
        }
      });
    });
  }

  void read(const YAML::Node& root) const {
    each(root, {"bands", "block_limit", "shared", "schemes", "matcher", "columns"},
         [&](const std::string& name, const YAML::Node& value) {
           if (name == "bands")
             bands(value);
           else if (name == "block_limit")
             limit(value);
           else if (name == "shared")
             shared(value);
           else if (name == "schemes")
             schemes(value);  // matcher and columns are load_list_settings()'s
         });
  }
};

}  // namespace

Model load_model(std::string_view yaml, const std::string& file) {
  auto model = std::make_shared<Model::Impl>();
  constexpr double levels[][2] = {
#define LEVEL(id, field, level, m, u) {m, u},
#include "core/resolve/tables/model.inc"
#undef LEVEL
  };
  for (size_t i = 0; i < std::size(levels); ++i)
    model->bits[i] = rounded(std::log2(levels[i][0] / levels[i][1]));
  model->match_from = Reader::bits_of(0.95);
  model->review_from = Reader::bits_of(0.1);
  try {
    YAML::Node root = YAML::Load(std::string(yaml));
    if (root.IsDefined()) Reader{file, *model}.read(root);
  } catch (const YAML::Exception& e) {
    throw Error("resolve.bad_yaml", {{"file", file}, {"line", fmt::to_string(e.mark.line + 1)}});
  }
  return Model(std::move(model));
}

size_t block_limit(const Model& model) {
  return model.impl().block_limit;
}

}  // namespace musubi
