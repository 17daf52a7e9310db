// musubi quarantine edit: a held row put right by hand.
#include <fmt/format.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/app/print.hpp"
#include "core/app/stewards.hpp"
#include "core/flow/quarantine_edit.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

std::string whole_file(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw Error("app.cannot_read", {{"file", file}});
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// The held row with some members set anew.
std::string with_members(const std::string& payload, const std::vector<std::string>& set, int64_t id) {
  Json row = Json::parse(payload, nullptr, false);
  if (!row.is_object()) row = Json::object();
  for (const std::string& one : set) {
    size_t equals = one.find('=');
    if (equals == std::string::npos || equals == 0) throw Error("app.bad_set", {{"text", one.substr(0, equals)}, {"id", fmt::to_string(id)}});
    row[one.substr(0, equals)] = one.substr(equals + 1);
  }
  return row.dump();
}

}  // namespace

int run_quarantine_edit(Context& context, const HeldEditOptions& o) {
  Hub hub = opened(context);
  std::string json;
  if (!o.json_file.empty()) {
    json = whole_file(o.json_file);
  } else {
    Session session = hub.store.begin();
    std::optional<Held> held = held_row(session, o.id);
    if (!held) throw Error("flow.no_such_held", {{"id", fmt::to_string(o.id)}});
    if (o.set.empty()) throw Error("app.bad_set", {{"text", ""}, {"id", fmt::to_string(o.id)}});
    json = with_members(held->payload, o.set, o.id);
  }
  EditOutcome outcome = edit_held(hub, {{o.id, json}}, speaker(context), *context.clock);
  bool good = outcome.still_held.empty();
  if (context.json) fmt::print("{{\"id\": {}, \"closed\": {}}}\n", o.id, good);
  else if (good) fmt::print("{} {}\n", context.say("直りました。保留から外しました:", "Good now, no longer held:"), o.id);
  else fmt::print("{} {}  → musubi quarantine list\n", context.say("直しましたが、まだ保留です:", "Edited, but still held:"), o.id);
  return good ? 0 : 1;
}

}  // namespace musubi
