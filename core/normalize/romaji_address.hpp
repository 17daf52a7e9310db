// Addresses in Latin letters: 4-5-6 Ginza, Chuo-ku, Tokyo 104-0061, Japan.
#pragma once
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// Where `text` is in Latin letters alone and holds the postal code of one town, at any place: the code to
/// `code`, the block (the first hyphened numbers) alone stays in `text`, the other words with digits (3F) go
/// to `building`. Names are not read; the code tells them. Anything else stays as it is. Linear.
void take_romaji(Chars& text, std::string& code, Chars& building);

}  // namespace musubi::normalize
