#include "connectors/mail/card_owner.hpp"

#include <algorithm>
#include <set>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

std::string bare(std::string_view name) {
  static const RE2 between(R"([^\pL\pM\pN]+)", pattern_options());
  std::string out = lower(folded_line(name));
  RE2::GlobalReplace(&out, between, "");
  return out;
}

std::string value_of(const Card& card, std::string_view name) {
  auto at = std::find_if(card.begin(), card.end(), [&](const auto& field) { return field.first == name; });
  return at == card.end() ? std::string() : at->second;
}

/// Its words, and each run of them: 小林 健 (青空商事) → 小林, 小林健, 小林健青空商事, 健, …
std::set<std::string> names_in(const std::string& shown) {
  static const RE2 word(R"(([\pL\pM\pN]+))", pattern_options());
  const std::string folded = folded_line(shown);
  re2::StringPiece rest(folded), hit;
  std::vector<std::string> begun;
  std::set<std::string> out;
  constexpr size_t most_words = 12;
  while (begun.size() < most_words && RE2::FindAndConsume(&rest, word, &hit)) {
    begun.emplace_back();
    for (std::string& run : begun) out.insert(run += lower(hit.as_string()));
  }
  return out;
}

/// 小林 健 is not 林, and not 林 健.
bool bears_its_name(const Person& sender, const Card& card) {
  std::string family = bare(value_of(card, "N_FAMILY")), given = bare(value_of(card, "N_GIVEN"));
  const std::set<std::string> shown = names_in(sender.name);
  for (const std::string& name : {bare(value_of(card, "FN")), family + given, given + family})
    if (shown.contains(name)) return true;
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
