// The extension that stands beside a phone number.
#pragma once
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// How many digits stand at `at`.
size_t digits_from(View text, size_t at);
/// Where the digits of an extension begin whose word stands at `at`: 内線123, 【内線】123, 内線番号は123, ext→123; 0 if none does.
size_t extension_at(View text, size_t at);
/// Whether a word for an extension, without digits of its own, stands behind the digits that end at `end`: (49)内線, -2589(内線).
bool is_called_extension(View text, size_t end);
/// The digits at `at`, with hyphens between them.
std::string take_extension(View text, size_t at);
/// Behind an extension that stands before the number, which becomes `ext`: 内線123 03-…; `text` as it is if none does.
View behind_extension(View text, std::string& ext);

}  // namespace musubi::normalize
