#include "core/map/party.hpp"

#include <algorithm>

#include "core/map/element.hpp"
#include "core/map/key.hpp"
#include "core/map/party_field.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::map {
namespace {

EnteredBy entered_by(const EnteredByProgram& program, const Scope& scope, EnteredBy otherwise) {
  if (program.word) return *program.word;
  Value value = evaluate(*program.value, scope);
  return musubi::entered_by_of(value.text()).value_or(otherwise);
}

std::string iso_date(const std::optional<ValueExpr>& expr, const Scope& scope, const std::string& name) {
  if (!expr) return {};
  Value value = evaluate(*expr, scope);
  if (value.problem) note(scope, *expr, name, *value.problem);
  if (value.empty()) return {};
  Reading reading = read(Reader::date, value.texts[0], scope.context.zone);
  for (Message& said : reading.notes) note(scope, *expr, name, std::move(said));
  if (reading.problem) note(scope, *expr, name, *reading.problem);
  return reading.problem ? std::string() : reading.parts[0];
}

void add_ids(const PartyProgram& program, const Scope& scope, Profile& out) {
  for (const IdProgram& id : program.ids) {
    Value value = evaluate(id.value, scope);
    std::string name = program.name + "." + id.scheme;
    if (value.problem) note(scope, id.value, name, *value.problem);
    for (const Text& text : value.texts) {
      Reading reading = read(Reader::text, text, scope.context.zone);
      if (reading.empty() || normalize::says_none(reading.parts[0])) continue;
      if (normalize::is_rounded_number(reading.parts[0])) {
        note(scope, id.value, name, {"map.rounded_number", {}});
        continue;
      }
      bool somebodys = !normalize::is_shared_id(reading.parts[0]);
      ExternalId made{id.scheme, reading.parts[0], somebodys && id.identifies, iso_date(id.since, scope, name),
                      iso_date(id.until, scope, name), somebodys && id.device};
      if (std::find(out.ids.begin(), out.ids.end(), made) == out.ids.end())
        out.ids.push_back(std::move(made));
    }
  }
}

std::optional<Time> updated_at(const PartyProgram& program, const Scope& scope) {
  if (!program.updated_at) return {};
  std::string name = program.name + ".updated_at";
  Value value = evaluate(*program.updated_at, scope);
  if (value.problem) note(scope, *program.updated_at, name, *value.problem);
  if (value.empty()) return {};
  Reading reading;
  std::optional<Time> out = read_time(value.texts[0], scope.context.zone, reading);
  for (Message& said : reading.notes) note(scope, *program.updated_at, name, std::move(said));
  if (reading.problem) note(scope, *program.updated_at, name, *reading.problem);
  return out;
}

bool states_anything(const Profile& profile) {
  auto said = [](const Stated& s) {
    return std::any_of(s.parts.begin(), s.parts.end(), [](const std::string& part) { return !part.empty(); });
  };
  return !profile.ids.empty() || std::any_of(profile.values.begin(), profile.values.end(), said);
}

std::optional<Profile> make_party(const Mapping::Impl& mapping, const PartyProgram& program, size_t element,
                                  const Scope& scope) {
  Profile out;
  out.key = {scope.record.id, party_name(program, element)};
  out.kind = program.kind;
  EnteredBy mapped = entered_by(mapping.entered_by, scope, EnteredBy::import);
  out.entered_by = program.entered_by ? entered_by(*program.entered_by, scope, mapped) : mapped;
  for (const FieldProgram& field : program.fields) add_field(field, program.name, scope, out.values);
  add_kana_of_name(out.values);
  add_ids(program, scope, out);
  if (!program.when && !states_anything(out)) return {};
  out.updated_at = updated_at(program, scope);
  out.valid_since = iso_date(program.valid_since, scope, program.name + ".valid_since");
  return out;
}

Held empty_key(const std::vector<ValueExpr>& key) {
  std::string fields;
  for (const ValueExpr& one : key) fields += (fields.empty() ? "" : ", ") + one.shown;
  return {{"map.empty_key", {{"field", fields}}}, "map", fields};
}

}  // namespace

std::string party_name(const PartyProgram& program, size_t element) {
  return element ? program.name + "#" + std::to_string(element) : program.name;
}

std::optional<Held> make_parties(const Mapping::Impl& mapping, const Scope& top,
                                 std::vector<MadeParty>& out) {
  for (size_t p = 0; p < mapping.parties.size(); ++p) {
    const PartyProgram& program = mapping.parties[p];
    const std::vector<Element> places = elements(program.each, top);
    for (size_t i = 0; i < places.size(); ++i) {
      Scope scope = places[i].inside(top);
      size_t element = program.each ? i + 1 : 0;
      if (!holds(program.when, scope)) continue;
      if (!program.key.empty() && key_text(program.key, scope).empty()) {
        if (p == 0) return empty_key(program.key);
        continue;
      }
      if (auto made = make_party(mapping, program, element, scope))
        out.push_back({p, element, std::move(*made)});
    }
  }
  return {};
}

}  // namespace musubi::map
