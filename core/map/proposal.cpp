#include "core/map/proposal.hpp"

#include <set>

#include "core/map/contact_state.hpp"
#include "core/record/proposal.hpp"

namespace musubi::map {
namespace {

constexpr size_t field_cell = 0, value_cell = 1, shown_cell = 2;

}  // namespace

bool proposal_says_nothing(const FactProgram& program, const Scope& scope) {
  if (program.kind->table != TableId::proposal) return false;
  Value said = evaluate(*program.cells[value_cell].value, scope);
  return said.empty() && !said.problem;
}

std::optional<Held> settle_proposal(const FactProgram& program, const Scope& scope, Fact proposal, std::vector<Fact>& out) {
  proposal.cells[shown_cell].reset();
  if (*proposal.cells[field_cell] == employment_field) {
    if (!employment_news_of(*proposal.cells[value_cell])) return Held{{"map.no_employment_news", {}}, "map", field_of(program, value_cell)};
    out.push_back(std::move(proposal));
    return {};
  }
  if (*proposal.cells[field_cell] == opt_out_field) {
    proposal.cells[shown_cell] = other_address;
    out.push_back(std::move(proposal));
    return {};
  }
  const FieldDef* def = find_field(*proposal.cells[field_cell]);
  if (!def) return Held{{"map.no_proposed_field", {}}, "map", field_of(program, field_cell)};
  std::set<std::string> seen;
  for (const Text& text : evaluate(*program.cells[value_cell].value, scope).texts) {
    Fact one = proposal;
    one.cells[value_cell] = text.text;
    if (auto unread = settle_value(program, scope, *def, value_cell, shown_cell, one)) {
      scope.notes.push_back({unread->field, std::move(unread->message)});
      continue;
    }
    if (!seen.insert(*one.cells[value_cell]).second) continue;
    if (seen.size() > 1) one.key += " " + *one.cells[value_cell];
    out.push_back(std::move(one));
  }
  return {};
}

}  // namespace musubi::map
