#include "connectors/file/card_records.hpp"

#include <algorithm>

#include "connectors/file/fail.hpp"
#include "connectors/file/json_key.hpp"
#include "connectors/file/vcard.hpp"

namespace musubi::file {
namespace {

void deliver(const Card& card, text::Encoding encoding, const StreamSettings& settings, Delivery& delivery) {
  if (card.cut_off) return delivery.unreadable(card.number, card.raw, "card_cut_off");
  if (card.undecodable)
    return delivery.unreadable(card.number, card.raw, "undecodable",
                               {{"encoding", std::string(text::encoding_name(encoding))}});
  std::string json = card.json();
  if (settings.key.empty() && !card.uid.empty()) return delivery.record(card.number, card.uid, json);
  if (settings.key.empty()) return delivery.record(card.number, json);
  auto key = json_key(json, settings.key);
  if (!key)
    return delivery.unreadable(card.number, json, "empty_key", {{"column", key_names(settings.key)}});
  delivery.record(card.number, *key, json);
}

}  // namespace

void deliver_cards(std::string_view bytes, text::Encoding encoding, const StreamSettings& settings,
                   Delivery& delivery) {
  std::vector<Card> cards = read_cards(bytes, encoding);
  if (cards.empty()) data_failure("no_card", {{"file", delivery.file()}, {"stream", settings.name}});
  for (const auto& card : cards) deliver(card, encoding, settings, delivery);
}

std::vector<std::string> card_members(std::string_view bytes, text::Encoding encoding) {
  std::vector<std::string> out;
  for (const auto& card : read_cards(bytes, encoding))
    for (const auto& [name, value] : card.members)
      if (std::find(out.begin(), out.end(), name) == out.end()) out.push_back(name);
  return out;
}

}  // namespace musubi::file
