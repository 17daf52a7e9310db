// One column of any list, made ready for comparison: every different cell once, read by what the column holds.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::resolving {

/// What a column holds, and so how two of its cells are compared.
enum class ColumnKind : uint8_t {
  ignored,  // says nothing, or only names the row
  text,     // a name, a town, a word: letter by letter
  words,    // a title, an address, a description: word by word
  code,     // a postal code, a phone, an id: mostly digits
  date,     // year, month and day in any usual order
  number    // an amount: by its distance
};

/// A date by its digits, so that an impossible one (month 89) is compared too. year 0: none could be read.
struct Day {
  uint16_t year = 0;
  uint8_t month = 0, day = 0;
  friend bool operator==(const Day&, const Day&) = default;
};

/// One cell, read. Beside `text` only what its column's kind needs is filled.
struct Value {
  std::u32string text;          // folded, at most kLongestCell letters; of codes letters and digits alone
  uint64_t letters = 0;         // which letters stand in it; one bit for several
  std::vector<uint32_t> words;  // places in ListTable::words, ascending, each once
  Day day;
  double number = 0;
};
inline constexpr size_t kLongestCell = 1000;

struct Column {
  std::string heading;
  ColumnKind kind = ColumnKind::ignored;
  std::vector<uint32_t> cells;    // by row: place in values; 0 is the empty cell
  std::vector<Value> values;      // sorted by text
  std::vector<uint32_t> holders;  // by value: how many rows of the file
  uint32_t filled = 0;            // rows of the file with a cell
};

/// Code points of UTF-8; bytes that are none become U+FFFD.
std::u32string letters_of(std::string_view utf8);
/// Runs of letters and digits; where a script sets no spaces (kanji, kana, Thai), every two neighbours.
std::vector<std::u32string> words_of(std::u32string_view text);
bool is_spaceless(char32_t c);
/// Letters and digits alone.
std::u32string without_signs(std::u32string_view text);

/// Reads a day in any usual way of writing (1630-08-01, 19560409, 1.8.1990, 8/1/90, a time may follow); `day_first`
/// decides between day and month where the year stands last. False where there is none.
bool read_day(std::u32string_view text, bool day_first, Day& out);
bool is_possible(const Day& day);
/// Reads 1,234.50 or 1.234,50, with a sign and a unit of at most three letters. False where it is none.
bool read_number(std::u32string_view text, double& out);

}  // namespace musubi::resolving
