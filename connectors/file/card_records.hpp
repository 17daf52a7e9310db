// Cards → records: the key is the card's UID, or the columns that the settings name, or its content.
#pragma once
#include <string_view>
#include <vector>

#include "connectors/file/delivery.hpp"
#include "connectors/file/settings.hpp"
#include "core/text/encoding.hpp"

namespace musubi::file {

/// Throws Failure MU_DATA where the file holds no card.
void deliver_cards(std::string_view bytes, text::Encoding encoding, const StreamSettings& settings,
                   Delivery& delivery);

/// The names of the members of all cards, in order of their first appearance.
std::vector<std::string> card_members(std::string_view bytes, text::Encoding encoding);

}  // namespace musubi::file
