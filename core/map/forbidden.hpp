// What is never stored: by its name, and card numbers by name and content together.
#pragma once
#include <string>
#include <string_view>

namespace musubi::map {

/// True for the name of a field that is refused by default whatever it holds: credit card numbers and security codes,
/// マイナンバー (個人番号), passwords. A path ("customer.password") is judged as a whole.
bool is_forbidden_name(std::string_view name);

/// True for a name that may mean a payment card or a shop's own card ("カード番号"): there the content decides.
bool is_card_name(std::string_view name);

/// 14 to 16 digits (spaces and hyphens between them) of a payment card: first digit 3 to 6 and the right check digit.
bool is_card_number(std::string_view text);

}  // namespace musubi::map
