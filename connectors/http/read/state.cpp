#include "connectors/http/read/state.hpp"

#include <algorithm>

#include "connectors/http/read/content_hash.hpp"

namespace musubi::http {
namespace {

constexpr int kVersion = 1;

std::optional<std::string> text_at(const Json& json, const std::string& name) {
  if (!json.is_object() || name.empty()) return std::nullopt;
  auto at = json.find(name);
  if (at == json.end() || at->is_null() || at->is_structured()) return std::nullopt;
  return at->is_string() ? at->get<std::string>() : at->dump();
}

int64_t whole(const Json& json, const char* name) {
  auto at = json.find(name);
  return at != json.end() && at->is_number_integer() ? at->get<int64_t>() : 0;
}

std::optional<State::Place> read_place(const Json& json) {
  if (!json.is_object() || !json.contains("token")) return std::nullopt;
  State::Place out{json["token"], whole(json, "time")};
  if (auto partition = json.find("partition"); partition != json.end()) out.partition = partition_name(*partition);
  auto slice = json.find("slice");
  if (slice == json.end()) return out;
  auto start = text_at(*slice, "start");
  if (!start) return std::nullopt;
  out.slice = State::Stretch{whole(*slice, "from"), whole(*slice, "until"), *start, std::nullopt};
  if (slice->contains("latest")) out.slice->latest = whole(*slice, "latest");
  return out;
}

Json written(const State::Place& place) {
  Json out = {{"token", place.token}, {"time", place.time}};
  if (!place.partition.empty()) out["partition"] = Json::parse(place.partition);
  if (!place.slice) return out;
  out["slice"] = Json{{"from", place.slice->from}, {"until", place.slice->until}, {"start", place.slice->start}};
  if (place.slice->latest) out["slice"]["latest"] = *place.slice->latest;
  return out;
}

void read_done(const Json& json, State::Done& out) {
  auto names = json.find("partitions");
  if (!json.is_object() || names == json.end() || !names->is_array()) return;
  out.time = whole(json, "time");
  for (const Json& name : *names)
    if (name.is_string()) out.partitions.insert(name.get<std::string>());
}

}  // namespace

std::string partition_name(const Json& partition) {
  return nlohmann::json(partition).dump();  // its objects are sorted
}

std::string short_name(const std::string& partition_name) {
  return content_hash(partition_name).substr(0, 16);
}

State State::read(std::string_view text, const std::string& field) {
  State out;
  Json json = Json::parse(text, nullptr, false);
  if (!json.is_object() || json.value("v", 0) != kVersion) return out;
  const Json state = json.value("state", Json::object());
  out.cursor = text_at(state, field);
  if (auto states = state.find("states"); states != state.end() && states->is_array())
    for (const Json& one : *states) {
      if (!one.is_object() || !one.contains("partition") || !one.contains("cursor")) continue;
      auto cursor = text_at(one["cursor"], field);
      if (!cursor) continue;
      std::string name = partition_name(one["partition"]);
      out.cursors[name] = *cursor;
      out.partitions[name] = one["partition"];
    }
  if (auto parents = state.find("parent_state"); parents != state.end() && parents->is_object())
    for (const auto& [name, parent] : parents->items()) out.parents[name] = parent;
  if (auto at = json.find("at"); at != json.end()) out.at = read_place(*at);
  if (auto pages = json.find("pages"); pages != json.end() && pages->is_object()) out.last_pages = std::max<int64_t>(0, whole(*pages, "last"));
  if (auto done = json.find("done"); done != json.end()) read_done(*done, out.done);
  return out;
}

std::string State::write(const std::string& field) const {
  Json state = Json::object();
  const Json number = cursor && counts ? Json::parse(*cursor, nullptr, false) : Json();
  if (cursor) state[field] = number.is_number() ? number : Json(*cursor);
  if (!cursors.empty()) {
    Json states = Json::array();
    for (const auto& [name, value] : cursors)
      states.push_back(Json{{"partition", partitions.at(name)}, {"cursor", Json{{field, value}}}});
    state["states"] = std::move(states);
  }
  for (const auto& [name, parent] : parents) state["parent_state"][name] = parent;
  if (state.empty() && !at && done.partitions.empty()) return "";
  Json out = {{"v", kVersion}};
  if (!state.empty()) out["state"] = std::move(state);
  if (at) out["at"] = written(*at);
  if (!done.partitions.empty()) out["done"] = Json{{"time", done.time}, {"partitions", done.partitions}};
  if (last_pages) out["pages"] = Json{{"last", last_pages}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace musubi::http
