#include "connectors/http/read/expand.hpp"

#include "connectors/http/messages.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/reader.hpp"
#include "connectors/http/read/transform.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

using Path = std::vector<std::string>;

Path single_path(const std::vector<Interpolated>& of, const Scope& scope) {
  Path out;
  for (const Interpolated& step : of) {
    out.push_back(step.text(scope));
    if (out.back().find_first_of("*?[") != std::string::npos) trouble("a path of a record_expander that must name one value is a pattern");
  }
  return out;
}

std::string name_of(const JsonMember& member) {
  if (member.name.find('\\') == member.name.npos) return std::string(member.name);
  return parse_json("\"" + std::string(member.name) + "\"").get<std::string>();
}

/// The lists at a path whose steps may be patterns.
void add_lists(std::string_view value, const Path& path, size_t at, std::vector<std::string_view>& out) {
  const char kind = json_kind(value);
  if (at == path.size()) {
    if (kind == '[') out.push_back(value);
  } else if (kind == '{') {
    for (const JsonMember& member : json_members(value))
      if (fits_step(name_of(member), path[at])) add_lists(member.value, path, at + 1, out);
  } else if (kind == '[') {
    size_t index = 0;
    for (std::string_view element : json_elements(value))
      if (fits_step(std::to_string(index++), path[at])) add_lists(element, path, at + 1, out);
  }
}

/// The same lists, taken out.
void take_out_lists(Json& in, const Path& path, size_t at) {
  const bool last = at + 1 == path.size();
  auto is_out = [&](Json& value) {
    if (!last) take_out_lists(value, path, at + 1);
    return last && value.is_array();
  };
  if (in.is_array()) {
    for (size_t i = in.size(); i-- > 0;)
      if (fits_step(std::to_string(i), path[at]) && is_out(in[i])) in.erase(i);
  } else if (in.is_object()) {
    std::vector<std::string> out;
    for (auto& [name, value] : in.items())
      if (fits_step(name, path[at]) && is_out(value)) out.push_back(name);
    for (const std::string& name : out) in.erase(name);
  }
}

/// What stands at a path, counted from the end where an index is negative; null where nothing does.
Json looked_up(const Json& in, const Path& path) {
  const Json* found = value_at(in, path, true);
  return found ? *found : Json(nullptr);
}

std::string dotted(const Path& path) {
  std::string out;
  for (const std::string& step : path) out += (out.empty() ? "" : ".") + step;
  return out;
}

}  // namespace

/// A record that is expanded, as a tree where something of it goes on with the elements.
struct Expanding::Parent {
  std::string_view text;
  Json tree, merged;
};

Expanding::Expanding(Session& session, const Expander& of, const std::string& stream) : session_(session), of_(of), stream_(stream) {
  const Names names = session.names();
  const Scope scope{names, session.clock()};
  for (const Interpolated& step : of.path) path_.push_back(step.text(scope));
  cut_at_ = single_path(of.cut_at, scope);
  for (const Expander::Copied& one : of.copied) copied_.push_back({single_path(one.from, scope), single_path(one.to, scope)});
  if (!of.whole_list) return;
  single_path(of.path, scope);
  list_ = std::make_unique<Reader>(session, *of.whole_list);
}

Expanding::~Expanding() = default;

void Expanding::expand(std::string_view record, const Each& each) {
  if (json_kind(record) != '{' || path_.empty()) return each(record);
  Parent parent{record, nullptr, nullptr};
  const bool goes_on = of_.keeps_parent || of_.merges_parent || !copied_.empty();
  if (goes_on || list_) parent.tree = parse_json(record);
  if (of_.merges_parent) take_out_lists(parent.merged = parent.tree, path_, 0);
  const bool is_cut = !cut_at_.empty() && is_true(Record(record).find(cut_at_).value_or(nullptr));
  if (is_cut && list_ && give_whole_list(parent, each) > 0) return;
  std::vector<std::string_view> lists, items;
  add_lists(record, path_, 0, lists);
  for (std::string_view list : lists)
    for (std::string_view item : json_elements(list)) items.push_back(item);
  if (is_cut && !list_) tell_short(cut_, "list_cut", parent, items.size());
  for (std::string_view item : items) goes_on ? give(parent, item, each) : each(item);
  if (items.empty() && of_.gives_parent) each(record);
}

size_t Expanding::give_whole_list(const Parent& parent, const Each& each) {
  size_t count = 0;
  SliceRead read(
      *list_, Slice{Json{{"parent_record", parent.tree}}}, nullptr,
      [&](Record& record) {
        record.need();
        ++count;
        give(parent, record.text(), each);
      },
      [](const Json&) { return true; });
  while (!read.move()) {
    const Waiting waits[] = {read.waits()};
    pass_time(session_, waits);
  }
  Path beside = cut_at_;
  beside.back() = "total_count";
  const Json total = looked_up(parent.tree, beside);
  if (total.is_number_integer() && static_cast<int64_t>(count) < total.get<int64_t>()) tell_short(short_, "list_short", parent, count);
  return count;
}

void Expanding::give(const Parent& parent, std::string_view item, const Each& each) const {
  Json own = parse_json(item);
  if (!own.is_object()) own = of_.keeps_parent || of_.merges_parent || !copied_.empty() ? Json{{"value", std::move(own)}} : std::move(own);
  if (of_.merges_parent) {
    Json merged = parent.merged;
    merged.update(own);
    own = std::move(merged);
  }
  for (const Copied& one : copied_) put_at(own, one.to, looked_up(parent.tree, one.from));
  if (of_.keeps_parent) own["original_record"] = parent.tree;
  each(own.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void Expanding::tell_short(Tally& tally, const char* id, const Parent& parent, size_t count) {
  Path beside = cut_at_;
  beside.back() = "total_count";
  const Json total = Record(parent.text).find(beside).value_or(nullptr);
  tally.add(session_.host(), id,
            {{"stream", stream_}, {"path", dotted(path_)}, {"items", std::to_string(count)}, {"total", total.is_number_integer() ? total.dump() : "?"}});
}

}  // namespace musubi::http
