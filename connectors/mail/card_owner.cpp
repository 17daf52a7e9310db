#include "connectors/mail/card_owner.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

std::string bare(std::string_view name) {
  return lower(without_blanks(folded_line(name)));
}

std::string value_of(const Card& card, std::string_view name) {
  auto at = std::find_if(card.begin(), card.end(), [&](const auto& field) { return field.first == name; });
  return at == card.end() ? std::string() : at->second;
}

bool bears_its_name(const Person& sender, const Card& card) {
  std::string family = bare(value_of(card, "N_FAMILY")), given = bare(value_of(card, "N_GIVEN")), shown = bare(sender.name);
  for (const std::string& name : {bare(value_of(card, "FN")), family + given, given + family})
    if (!name.empty() && shown.find(name) != shown.npos) return true;
  return false;
}

}  // namespace

CardOwner owner_of(const Card& card, const Mail& mail, const Ours& ours, bool alone) {
  std::vector<Person> addresses;
  for (const auto& [name, value] : card)
    if (name.starts_with("EMAIL")) addresses.push_back({"", value});
  if (std::any_of(addresses.begin(), addresses.end(), ours)) return CardOwner::ours;
  if (ours.wrote(mail)) return addresses.empty() ? CardOwner::ours : CardOwner::other;
  if (mail.from.empty()) return CardOwner::other;
  const Person& sender = mail.from[0];
  bool same_address = std::any_of(addresses.begin(), addresses.end(), [&](const Person& p) { return same(p.address, sender.address); });
  bool nothing_tells = addresses.empty() && alone && sender.name.empty();
  return same_address || nothing_tells || bears_its_name(sender, card) ? CardOwner::sender : CardOwner::other;
}

}  // namespace musubi::mail
