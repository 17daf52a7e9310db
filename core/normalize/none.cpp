// What lists write where there is nothing.
#include <algorithm>
#include <array>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {

bool says_none(std::string_view text) {
  static constexpr std::array<View, 14> none{U"なし",     U"無し",   U"無",     U"ナシ", U"ない",
                                             U"未登録",   U"未設定", U"未入力", U"不明", U"該当なし",
                                             U"特になし", U"none",   U"n/a",    U"null"};
  Chars value = read(text);
  std::transform(value.begin(), value.end(), value.begin(), lower);
  return std::all_of(value.begin(), value.end(), is_hyphen) ||
         std::find(none.begin(), none.end(), value) != none.end();
}

}  // namespace musubi::normalize
