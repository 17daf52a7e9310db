// What is never stored: by its name, and card numbers by name and content together.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace musubi::map {

/// What a field's name says of it. `forbidden`: refused whatever it holds: credit card numbers and security
/// codes, マイナンバー (個人番号), passwords. `card`: a payment card's number or a shop's own ("カード番号"):
/// the content decides.
enum class Refusal : uint8_t { none, card, forbidden };

/// Judges a name; a path ("customer.password") as a whole. About 50 ns for names that have nothing of the
/// kind.
Refusal refusal_of(std::string_view name);

/// 14 to 16 digits (spaces and hyphens between them) of a payment card: first digit 3 to 6 and the right
/// check digit.
bool is_card_number(std::string_view text);

}  // namespace musubi::map
