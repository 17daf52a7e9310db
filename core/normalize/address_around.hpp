// What stands around an address in the text: postal codes, labels, phone numbers, remarks of address forms.
#pragma once
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// The postal code's digits at the front, taken off with its marks and brackets: 〒150-0001,
/// 郵便番号:1500001, [150-0001], or bare before the address; "" if there is none. A mark without seven digits
/// goes as well, and sets `bad` if other digits stand there.
std::string take_postal_code(View& text, bool& bad);
/// The same further back, where 〒 marks it: 渋谷区道玄坂1-2-3 (〒150-0043).
std::string take_marked_code(Chars& text);
/// 150-0043 and such: the digits of a code with its hyphen.
std::string shown_code(std::string_view digits);
std::string shown_code(uint32_t code);

/// Takes labels and brackets off the front: 住所:, 本社:, (後期), 日本.
void take_labels(View& text);
/// Takes phone and fax numbers off the end, in brackets, behind TEL or a space; a postal code there, with or without its hyphen, goes to
/// `code` if that is empty.
void take_numbers_behind(Chars& text, std::string& code);
/// `text` with the commas and colons before the block as spaces, and without what forms for addresses fill in
/// (以下に掲載がない場合).
Chars without_fillers(View text);

/// `text` without the spaces inside a block (4 丁目 2 番 8 号, 2 - 8), and with a space for a slash between two.
Chars without_loose_spaces(Chars text);

/// Where the address begins if no place is named at the front: at a prefecture, or behind a space at a
/// municipality, within the first characters; 0 if nowhere. Looks places up several times: for texts that
/// could not be read.
size_t address_start(View text);

}  // namespace musubi::normalize
