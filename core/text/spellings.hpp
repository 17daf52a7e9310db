// How a text may stand written within others.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::text {

/// `text` as it is, within JSON (in UTF-8, and in ASCII with \uXXXX as Python writes it) and within URLs; of a text of several
/// lines also each line of at least `shortest_line` bytes, since programs write line by line. Some may be alike; none is
/// empty but of an empty text. Ill-formed UTF-8 within JSON is U+FFFD. Pure, linear, any thread.
std::vector<std::string> spellings(std::string_view text, size_t shortest_line = 8);

}  // namespace musubi::text
