// Words on values: pin and unpin.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/base/nearest.hpp"
#include "core/flow/steward_step.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

const FieldDef& known_field(const std::string& name) {
  std::vector<std::string> known;
  for (const FieldDef& f : fields()) {
    if (f.name == name || f.ja == name) return f;
    known.emplace_back(f.name);
    known.emplace_back(f.ja);
  }
  throw Error("flow.no_such_field", {{"field", name}, {"nearest", nearest(name, known)}});
}

}  // namespace

std::vector<std::string> value_as_read(const Hub& hub, const FieldDef& f, const std::string& name, Kind kind, const std::string& text) {
  if (text.empty()) return std::vector<std::string>(f.parts.size());
  std::string yaml = fmt::format("source: steward.pin\nparties:\n  pinned: {{kind: {}, key: k, {}: v}}\n", word(kind), f.name);
  RawRecord record;
  record.id = {"steward", "pin", "1"};
  record.json = nlohmann::json{{"k", "1"}, {"v", text}}.dump();
  MapContext context;
  context.zone = hub.rules.zone;
  Mapped mapped = map_record(read_mapping(yaml, "pin"), record, context);
  for (const Profile& p : mapped.profiles)
    if (const Stated* s = p.value(f.field)) return s->parts;
  throw Error("flow.bad_pin", {{"field", name}});
}

WordOutcome pin_field(Hub& hub, int64_t id, const std::string& name, const std::string& text, const Speaker& speaker, const Clock& clock) {
  const FieldDef& f = known_field(name);
  StewardStep step(hub, speaker, clock);
  int64_t customer = step.customer(id);
  KeptPin pin;
  pin.party = step.anchor(customer);
  pin.field = f.field;
  pin.parts = value_as_read(hub, f, name, step.profiles_of(customer).front().kind, text);
  pin.event = step.say("pin", {fmt::to_string(customer), std::string(f.name)});
  keep_pin(step.session(), pin);
  return step.finish(pin.event, {{pin.party}, {}}, {std::string(f.name)});
}

WordOutcome unpin_field(Hub& hub, int64_t id, const std::string& name, const Speaker& speaker, const Clock& clock) {
  const FieldDef& f = known_field(name);
  StewardStep step(hub, speaker, clock);
  int64_t customer = step.customer(id);
  std::vector<PartyKey> parties;
  for (const Profile& p : step.profiles_of(customer)) parties.push_back(p.key);
  std::vector<KeptPin> pins = kept_pins(step.session(), parties);
  std::erase_if(pins, [&](const KeptPin& p) { return p.field != f.field; });
  if (pins.empty()) throw Error("flow.not_pinned", {{"id", fmt::to_string(customer)}, {"field", name}});
  int64_t event = step.say("unpin", {fmt::to_string(customer), std::string(f.name)});
  Concerned about;
  for (KeptPin& off : pins) {
    if (!about.parties.empty() && about.parties.back() == off.party) continue;
    off.parts.reset();
    off.since.clear();
    off.event = event;
    keep_pin(step.session(), off);
    about.parties.push_back(off.party);
  }
  return step.finish(event, about, {std::string(f.name)});
}

}  // namespace musubi
