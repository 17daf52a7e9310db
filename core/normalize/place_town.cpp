#include "core/normalize/place_town.hpp"

#include <algorithm>

#include "core/normalize/numeral.hpp"

namespace musubi::normalize {
namespace {

constexpr size_t longest_town = 24;

/// A short form counts only where the number follows that makes it an address, or where only its middle was
/// left out.
bool ends_short_form(const Folded& text, size_t last, const Town& town) {
  if (number_follows(text, last)) return true;
  return fold_place(read(town.name)).view().back() == text.chars[last];
}

/// The longest town whose name has ケ, ツ or ノ where the text has none, or the other way round.
FoundTown find_joined(const Folded& text, size_t from, uint32_t city) {
  const Towns& all = Towns::all();
  FoundTown found;
  uint64_t hash = Towns::start_in(city);
  bool dropped = false;
  for (size_t i = from; i < text.size && i < from + longest_town && text.chars[i] != name_end; ++i) {
    if (i > from && is_joint(text.view(), i)) {
      dropped = true;
      continue;
    }
    hash = hash_add(hash, text.chars[i]);
    if (!text.ends[i]) continue;
    uint32_t t = dropped ? all.find(hash, false) : Towns::none;
    if (t == Towns::none) t = all.find_joined(hash);
    if (t != Towns::none) found = {&all.town(t), i + 1 - from};
  }
  return found;
}

/// Whether the number at `at` is small enough for a 丁目.
bool may_be_chome(const Folded& text, size_t at) {
  constexpr int64_t most = 20;
  const int64_t n = scan_number(text.view(), at);
  return n > 0 && n <= most;
}

/// Whether three numbers with hyphens follow at `at`: of 平岡1-1-2-1, the first counts 条.
bool three_numbers_follow(const Folded& text, size_t at) {
  int numbers = 0;
  while (at + 1 < text.size && is_hyphen(text.chars[at]) && is_numeral(text.chars[at + 1])) {
    ++numbers;
    for (++at; at < text.size && is_numeral(text.chars[at]);) ++at;
  }
  return numbers >= 3;
}

}  // namespace

bool number_follows(const Folded& text, size_t last) {
  const size_t next = last + 1;
  if (next >= text.size || is_numeral(text.chars[next]) || is_hyphen(text.chars[next])) return true;
  return text.chars[next] == U'ノ' && next + 1 < text.size && text.is_from_digits(next + 1);  // 平岸3の5の4の22
}

bool begins_block(const Folded& text, size_t at) {
  if (at >= text.size || is_hyphen(text.chars[at])) return true;
  size_t end = at;
  while (end < text.size && is_numeral(text.chars[end])) ++end;
  if (end == at) return false;
  if (end == text.size) return true;
  const char32_t next = text.chars[end];
  if (text.is_from_digits(at)) return View(U"条丁筋").find(next) == View::npos;
  return is_hyphen(next) || next == U'番' || next == U'号' ||
         (next == U'ノ' && end + 1 < text.size && is_numeral(text.chars[end + 1]));
}

FoundTown find_town(const Folded& text, size_t from, uint32_t city, Altered altered) {
  const Towns& all = Towns::all();
  FoundTown exact, alias, headless;
  uint64_t hash = Towns::start_in(city);
  for (size_t i = from; i < text.size && i < from + longest_town; ++i) {
    if (text.chars[i] == name_end) break;
    if (i == altered.at && !altered.as) continue;
    hash = hash_add(hash, i == altered.at ? altered.as : text.chars[i]);
    if (!text.ends[i]) continue;
    if (uint32_t t = all.find(hash, false); t != Towns::none)
      exact = {.town = &all.town(t), .size = i + 1 - from, .whole = true};
    else if (uint32_t s = all.find(hash, true); s != Towns::none && ends_short_form(text, i, all.town(s)))
      alias = {&all.town(s), i + 1 - from};
    else if (!number_follows(text, i))
      continue;
    else if (uint32_t h = all.find_headless(hash); h != Towns::none)
      headless = {.town = &all.town(h), .size = i + 1 - from, .headless = true};
  }
  const bool by_row = exact.town && !exact.town->chome && alias.size > exact.size && alias.town->chome &&
                      is_numeral(text.chars[from + alias.size - 1]) && three_numbers_follow(text, from + alias.size);
  if (exact.town && !by_row && number_follows(text, from + exact.size - 1)) return exact;
  if (altered.at == View::npos) {
    FoundTown joined = find_joined(text, from, city);
    if (joined.size > std::max(exact.size, alias.size)) return joined;
    if (!exact.town && alias.town && joined.size == alias.size && joined.town != alias.town &&
        joined.town->chome) {
      joined.guessed = alias.guessed = true;
      return may_be_chome(text, from + alias.size) ? joined : alias;
    }
  }
  if (!exact.town && alias.town) return alias;
  if (alias.size > exact.size && is_numeral(text.chars[from + alias.size - 1]))
    return alias;  // 花川北6-1 is 花川北六条1
  return exact.town ? exact : headless;
}

}  // namespace musubi::normalize
