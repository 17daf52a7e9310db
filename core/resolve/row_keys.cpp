#include "core/resolve/row_keys.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "core/resolve/hash.hpp"

namespace musubi::resolving {
namespace {

// What a key is made of; the same part of the same kind of cell makes the same key.
enum Part : uint64_t { whole_words = 1, word, beginning, ending, skeleton, code, code_start, code_end, day, year_month, year_day, month_day, year, number, size_class };
constexpr size_t kWordsOfText = 4, kWordsOfWords = 6;

uint64_t hash_of_letters(Part part, std::u32string_view text, uint64_t column = 0) {
  uint64_t h = uint64_t(part) << 8 | column;
  for (char32_t c : text) h = joined(h, c);
  return h;
}

// The first letter and the consonants behind it: what is left of a Latin name that was heard.
std::u32string sounds_of(std::u32string_view text) {
  constexpr std::u32string_view soft = U"aeiouyhw";
  std::u32string out;
  for (char32_t c : text)
    if (out.empty() || (soft.find(c) == soft.npos && out.back() != c && out.size() < 6)) out += c;
  return out;
}

struct Adding {
  std::vector<RowKey>& out;
  const ListTable& table;
  uint8_t column;

  void add(uint64_t hash) { out.push_back({hash, column}); }
  void add_number(Part part, uint64_t value) { add(joined(uint64_t(part) << 8 | column, value)); }

  void text(const Value& v) {
    std::u32string_view t = v.text;
    bool spaceless = is_spaceless(t[0]);
    if (v.words.size() != 1) add(hash_of_letters(whole_words, t));
    for (size_t i = 0; i < v.words.size() && i < kWordsOfText; ++i) add(hash_of_letters(word, table.words[v.words[i]]));
    if (t.size() > (spaceless ? 1u : 3u)) add(hash_of_letters(beginning, t.substr(0, spaceless ? 1 : 3)));
    if (t.size() > 5) add(hash_of_letters(ending, t.substr(t.size() - 4)));
    if (!spaceless && t.size() > 3) add(hash_of_letters(skeleton, sounds_of(t)));
  }

  void words(const Value& v) {
    std::vector<uint32_t> rarest = v.words;
    std::sort(rarest.begin(), rarest.end(), [&](uint32_t a, uint32_t b) {
      return table.word_bits[a] != table.word_bits[b] ? table.word_bits[a] > table.word_bits[b] : a < b;
    });
    add(hash_of_letters(whole_words, v.text));
    for (size_t i = 0; i < rarest.size() && i < kWordsOfWords; ++i) add(hash_of_letters(word, table.words[rarest[i]]));
  }

  void codes(const Value& v) {
    std::u32string_view t = v.text;
    add(hash_of_letters(code, t, column));
    if (t.size() < 4) return;
    add(hash_of_letters(code_start, t.substr(0, t.size() / 2), column));
    add(hash_of_letters(code_end, t.substr(t.size() / 2), column));
  }

  void days(const Value& v) {
    if (v.day.year == 0) return add(hash_of_letters(code, v.text, column));
    uint64_t y = v.day.year, m = v.day.month, d = v.day.day;
    add_number(day, y * 10000 + m * 100 + d);
    if (m != d) add_number(day, y * 10000 + d * 100 + m);
    add_number(year_month, y * 100 + m);
    add_number(year_day, y * 100 + d);
    add_number(month_day, m * 100 + d);
    add_number(year, y);
  }

  // Steps of a tenth, and the same steps moved by half, so that neighbours share one.
  void numbers(double value) {
    double step = std::copysign(std::log1p(std::abs(value)) * 10, value);
    add_number(number, std::bit_cast<uint64_t>(value));
    add_number(size_class, uint64_t(int64_t(std::floor(step)) * 2));
    add_number(size_class, uint64_t(int64_t(std::floor(step + 0.5)) * 2 + 1));
  }
};

}  // namespace

void add_keys(std::vector<RowKey>& out, const ListTable& table, const Column& column, const Value& value, uint8_t place) {
  Adding adding{out, table, place};
  switch (column.kind) {
    case ColumnKind::text: return adding.text(value);
    case ColumnKind::words: return adding.words(value);
    case ColumnKind::code: return adding.codes(value);
    case ColumnKind::date: return adding.days(value);
    case ColumnKind::number: return adding.numbers(value.number);
    case ColumnKind::ignored: return;
  }
}

}  // namespace musubi::resolving
