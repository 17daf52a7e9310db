// Addresses in Latin letters: 4-5-6 Ginza, Chuo-ku, Tokyo 104-0061, Japan.
#pragma once
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Whether it has Latin letters and no Japanese ones.
bool is_latin_alone(View text);

/// Where `text` is in Latin letters alone and `code`, or a word of it, is the postal code of one town: the
/// code to `code`, the block (hyphened numbers) alone stays in `text`, all other words go to `building`.
/// Names are not read; the code tells them. A code in the middle counts where a word is Japan or its
/// prefecture. With chome in it, or several hyphened numbers or none, everything stays as it is. Linear.
void take_romaji(Chars& text, std::string& code, Chars& building);

}  // namespace musubi::normalize
