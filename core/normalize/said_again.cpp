#include "core/normalize/said_again.hpp"

#include <algorithm>
#include <vector>

namespace musubi::normalize {
namespace {

/// Whether `name` is said at the beginning of `text`, and is not the beginning of another one: 養父市 of
/// 養父市場.
bool says(View text, View name) {
  return text.starts_with(name) && !(name.ends_with(U'市') && text.substr(name.size()).starts_with(U'場'));
}

}  // namespace

Chars without_twin(View text) {
  constexpr View ends = U"都道府県市区町村";
  constexpr size_t longest = 14, shortest_name = 3;
  std::vector<size_t> starts{0};
  for (size_t i = 1; i < std::min(longest, text.size()); ++i) {
    if (ends.find(text[i]) == View::npos) continue;
    for (size_t start : starts) {
      const View name = text.substr(start, i + 1 - start);
      if (name.size() < shortest_name || !says(text.substr(i + 1), name)) continue;
      return Chars(text).erase(start, name.size());
    }
    starts.push_back(i + 1);
  }
  return {};
}

Chars without_said_again(View text) {
  constexpr View ends = U"都道府県市区町村";
  std::vector<size_t> starts{0};
  for (size_t space = text.find(U' '); space != View::npos && starts.size() < 8; space = text.find(U' ', space + 1)) {
    if (space == 0 || ends.find(text[space - 1]) == View::npos) break;
    View behind = text.substr(space + 1);
    for (size_t start : starts) {
      Chars said(text.substr(start, space - start));
      std::erase(said, U' ');
      if (says(behind, said)) return Chars(text.substr(0, start)).append(without_said_again(behind));
    }
    starts.push_back(space + 1);
  }
  return Chars(text);
}

}  // namespace musubi::normalize
