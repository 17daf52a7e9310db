#include "core/map/said_once.hpp"

#include <algorithm>

#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::map {
namespace {

using View = std::u32string_view;

bool is_digit(char32_t c) { return c >= U'0' && c <= U'9'; }

/// ４丁目５番６号 → 4-5-6, so that numbers compare however they are written.
std::u32string plain(const std::string& text) {
  std::u32string out;
  const std::u32string chars = text::to_code_points(text::fold_hyphens(text::nfkc(text)));
  for (size_t i = 0; i < chars.size(); ++i) {
    if (chars[i] == U' ' || chars[i] == U'　') continue;
    const bool behind_number = !out.empty() && is_digit(out.back());
    const View rest = View(chars).substr(i);
    const size_t word = !behind_number ? 0 : rest.starts_with(U"丁目") || rest.starts_with(U"番地") ? 2 : View(U"番号の").find(chars[i]) != View::npos ? 1 : 0;
    out += word ? U'-' : chars[i];
    i += word ? word - 1 : 0;
  }
  while (!out.empty() && out.back() == U'-') out.pop_back();
  return out;
}

bool holds(View whole, View part) {
  if (part.empty() || part.size() >= whole.size()) return false;
  if (std::all_of(whole.begin(), whole.end(), [](char32_t c) { return is_digit(c) || c == U'-'; })) return false;
  for (size_t at = whole.find(part); at != View::npos; at = whole.find(part, at + 1)) {
    const size_t end = at + part.size();
    const bool cut = at > 0 && is_digit(part.front()) && is_digit(whole[at - 1]);
    const bool goes_on = end < whole.size() && (is_digit(part.back()) ? is_digit(whole[end]) : View(U"都道府県市区郡").find(whole[end]) != View::npos);
    if (!cut && !goes_on) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> said_once(const std::vector<std::string>& texts) {
  std::vector<std::u32string> plains;
  for (const std::string& text : texts) plains.push_back(plain(text));
  std::vector<std::string> out;
  for (size_t i = 0; i < texts.size(); ++i)
    if (std::none_of(plains.begin(), plains.end(), [&](const std::u32string& whole) { return holds(whole, plains[i]); })) out.push_back(texts[i]);
  return out;
}

}  // namespace musubi::map
