#include "core/map/consent.hpp"

#include <algorithm>

#include "core/map/contact_state.hpp"

namespace musubi::map {
namespace {

constexpr size_t contact = 0, value = 1, shown_as = 2, answer = 3, said_at = 4, standing = 8, latest_at = 9;

/// The party of this record that the word hangs on; nullptr where it is another record's or nobody's.
const Profile* own_party(const Fact& word, const std::vector<MadeParty>& parties) {
  if (!word.of) return nullptr;
  auto at = std::find_if(parties.begin(), parties.end(), [&](const MadeParty& made) { return made.profile.key == *word.of; });
  return at == parties.end() ? nullptr : &at->profile;
}

}  // namespace

bool consent_says_nothing(const FactProgram& program, const Scope& scope) {
  if (program.kind->table != TableId::consent) return false;
  Value said = evaluate(*program.cells[answer].value, scope);
  return said.empty() && !said.problem;
}

std::optional<Held> settle_consent(const FactProgram& program, const Scope& scope, const std::vector<MadeParty>& parties, Fact word,
                                   std::vector<Fact>& out) {
  if (!word.cells[contact]) word.cells[contact] = "email";
  const FieldDef* def = find_field(*word.cells[contact]);
  if (!def || !def->contact) return Held{{"map.no_contact", {}}, "map", field_of(program, contact)};
  if (*word.cells[answer] != "opt_in" && *word.cells[answer] != "opt_out") return Held{{"map.no_answer", {}}, "map", field_of(program, answer)};
  word.cells[standing] = "t";
  word.cells[latest_at] = latest_moment(word.cells[answer] == "opt_out", word.cells[said_at], scope);
  word.cells[shown_as].reset();
  if (word.cells[value]) {
    auto held = settle_value(program, scope, *def, value, shown_as, word);
    if (!held) {
      out.push_back(std::move(word));
      return {};
    }
    if (!word.of) return held;
    scope.notes.push_back({held->field, std::move(held->message)});
    word.cells[value].reset();
  }
  if (!word.of) return Held{{"map.consent_of_nobody", {{"field", field_of(program, value)}}}, "map", field_of(program, value)};
  size_t before = out.size();
  if (const Profile* party = own_party(word, parties))
    for (const Stated& stated : party->values) {
      if (stated.field != def->field || stated.key.empty()) continue;
      Fact one = word;
      one.cells[value] = stated.key;
      one.cells[shown_as] = shown(stated);
      if (out.size() > before) one.key += " " + stated.key;
      out.push_back(std::move(one));
    }
  if (out.size() == before) out.push_back(std::move(word));
  return {};
}

}  // namespace musubi::map
