// Texts that name nothing, as read() gives them.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// says_none of normalize.hpp.
bool is_none(View text);
/// 同上, 〃 and such, which stand for what the row above has: the value is not known.
bool is_ditto(View text);
/// is_none, marks alone, and what people and lists write for a company where somebody has none: 個人, 主婦, フリーランス.
bool names_no_company(View text);

}  // namespace musubi::normalize
