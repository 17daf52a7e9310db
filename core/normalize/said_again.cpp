#include "core/normalize/said_again.hpp"

#include <algorithm>
#include <vector>

namespace musubi::normalize {

Chars without_said_again(View text) {
  constexpr View ends = U"都道府県市区町村";
  std::vector<size_t> starts{0};
  for (size_t space = text.find(U' '); space != View::npos && starts.size() < 8; space = text.find(U' ', space + 1)) {
    if (space == 0 || ends.find(text[space - 1]) == View::npos) break;
    View behind = text.substr(space + 1);
    for (size_t start : starts) {
      Chars said(text.substr(start, space - start));
      std::erase(said, U' ');
      if (behind.starts_with(said)) return Chars(text.substr(0, start)).append(without_said_again(behind));
    }
    starts.push_back(space + 1);
  }
  return Chars(text);
}

}  // namespace musubi::normalize
