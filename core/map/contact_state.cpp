#include "core/map/contact_state.hpp"

#include <algorithm>

#include "core/normalize/key.hpp"
#include "core/record/contact_state.hpp"

namespace musubi::map {
namespace {

constexpr size_t contact = 0, value = 1, shown_as = 2, state = 3, said_at = 4, latest_at = 7;

/// A word on an area would be one on all who are known by their town alone, and on nobody who lives in it.
bool names_an_area(const Reading& address) { return !address.problem && !address.empty() && !normalize::names_a_house(address.parts); }

}  // namespace

std::string field_of(const FactProgram& program, size_t cell) {
  const auto& expr = program.cells[cell].value;
  return expr && !expr->shown.empty() ? expr->shown : program.name + "." + std::string(program.kind->columns[cell].name);
}

std::optional<std::string> latest_moment(bool opt_out, const std::optional<std::string>& at, const Scope& scope) {
  const std::optional<Time> begun = opt_out && at ? time_of(*at) : std::nullopt;
  const std::optional<Time> end = begun ? end_of_day(*begun, scope.context.zone) : std::nullopt;
  return end ? std::optional(cell(*end)) : std::nullopt;
}

std::optional<Held> settle_value(const FactProgram& program, const Scope& scope, const FieldDef& def, size_t value_cell, size_t shown_cell, Fact& out) {
  Reading reading = read(reader_of(def.type), {*out.cells[value_cell], {}}, scope.context.zone);
  if (reading.problem || reading.empty())
    return Held{reading.problem.value_or(Message{"map.required_empty", {{"field", field_of(program, value_cell)}}}), "normalize", field_of(program, value_cell)};
  for (Message& said : reading.notes) scope.notes.push_back({field_of(program, value_cell), std::move(said)});
  Stated stated{def.field, std::move(reading.parts), {}, {}};
  std::string key = normalize::keys(type_word(def.type), stated.parts).strict;
  out.cells[shown_cell] = shown(stated);
  out.cells[value_cell] = key.empty() ? *out.cells[shown_cell] : std::move(key);
  return {};
}

std::optional<Held> settle_contact_state(const FactProgram& program, const Scope& scope, Fact& out) {
  const FieldDef* def = find_field(*out.cells[contact]);
  if (!def || !def->contact) return Held{{"map.no_contact", {}}, "map", field_of(program, contact)};
  if (!contact_state_of(*out.cells[state])) return Held{{"map.no_contact_state", {}}, "map", field_of(program, state)};
  out.cells[latest_at] = latest_moment(contact_state_of(*out.cells[state]) == ContactState::opted_out, out.cells[said_at], scope);
  if (def->type == FieldType::address && names_an_area(read(Reader::address, {*out.cells[value], {}}, scope.context.zone)))
    return Held{{"map.address_without_number", {}}, "map", field_of(program, value)};
  return settle_value(program, scope, *def, value, shown_as, out);
}

}  // namespace musubi::map
