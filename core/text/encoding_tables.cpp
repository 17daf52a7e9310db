#include "core/text/encoding_tables.hpp"

#include <bit>
#include <iterator>

namespace musubi::text {
namespace {

#include "core/text/encoding_tables.inc"

static_assert(std::endian::native == std::endian::little,
              "packed characters are stored as they lie in memory");

constexpr int kUserRows = 95;  // Shift_JIS rows 95–114: F040–F9FC, user-defined

// Where the JIS encodings differ from Microsoft, by number in the plane (see encoding.hpp).
struct Sign {
  uint16_t jis;
  char16_t c;
};
constexpr std::array<Sign, 6> kJis0208Own{
    {{0x2141, 0x301C}, {0x2142, 0x2016}, {0x215D, 0x2212}, {0x2171, 0xA2}, {0x2172, 0xA3}, {0x224C, 0xAC}}};
constexpr Sign kJis0212Bar{0x2243, 0xA6};  // ¦

size_t index(uint16_t jis) {
  return ((jis >> 8) - 0x21u) * 94u + (jis & 0xFF) - 0x21u;
}

// Where Shift_JIS puts a row and cell (both from 1).
uint16_t shift_jis(int row, int cell) {
  const int lead = (row + 1) / 2 + (row <= 62 ? 0x80 : 0xC0);
  const int trail = row % 2 == 0 ? cell + 0x9E : cell + (cell <= 63 ? 0x3F : 0x40);
  return static_cast<uint16_t>(lead << 8 | trail);
}

template <class F>
void each_cp932(F take) {
  for (size_t at = 0; at < std::size(kJis0208Rows); ++at) {
    for (int cell = 1; cell <= 94; ++cell) {
      if (const char16_t c = kJis0208[at][cell - 1]) take(kJis0208Rows[at], cell, c);
    }
  }
  for (int row = kUserRows; row < kUserRows + 20; ++row) {
    for (int cell = 1; cell <= 94; ++cell) take(row, cell, 0xE000 + (row - kUserRows) * 94 + cell - 1);
  }
}

std::unique_ptr<const Tables> unfold() {
  auto made = std::make_unique<Tables>();
  each_cp932([&](int row, int cell, char32_t c) {
    const Packed packed = pack(c);
    const uint16_t code = shift_jis(row, cell);
    made->cp932[code - 0x8000u] = packed;
    if (row <= 94) made->jis0208[(row - 1) * 94 + cell - 1] = packed;
  });
  for (size_t at = 0; at < std::size(kJis0212Rows); ++at) {
    for (int cell = 0; cell < 94; ++cell) {
      if (const char16_t c = kJis0212[at][cell]) made->jis0212[(kJis0212Rows[at] - 1) * 94 + cell] = pack(c);
    }
  }
  for (const Sign& sign : kJis0208Own) made->jis0208[index(sign.jis)] = pack(sign.c);
  made->jis0212[index(kJis0212Bar.jis)] = pack(kJis0212Bar.c);
  return made;
}

std::unique_ptr<const std::array<uint16_t, 0x10000>> invert() {
  auto made = std::make_unique<std::array<uint16_t, 0x10000>>();
  auto rank = [](unsigned code) {  // smaller wins
    const unsigned lead = code >> 8;
    return lead == 0x87 ? 1 : lead >= 0xFA ? 2 : lead == 0xED || lead == 0xEE ? 3 : 0;
  };
  for (unsigned c = 1; c < 0x80; ++c) (*made)[c] = static_cast<uint16_t>(c);
  for (unsigned c = 0; c < 63; ++c) (*made)[0xFF61 + c] = static_cast<uint16_t>(0xA1 + c);
  each_cp932([&](int row, int cell, char32_t c) {
    const uint16_t code = shift_jis(row, cell);
    uint16_t& slot = (*made)[c];
    if (slot == 0 || rank(code) < rank(slot)) slot = code;
  });
  // The same signs by the code points that JIS and Unicode's own tables give them.
  const std::array<std::pair<char16_t, char16_t>, 8> others{{{0x301C, 0xFF5E},
                                                             {0x2016, 0x2225},
                                                             {0x2212, 0xFF0D},
                                                             {0x00A2, 0xFFE0},
                                                             {0x00A3, 0xFFE1},
                                                             {0x00AC, 0xFFE2},
                                                             {0x2014, 0x2015},
                                                             {0x00A6, 0xFFE4}}};
  for (const auto& [other, own] : others) (*made)[other] = (*made)[own];
  (*made)[0x00A5] = '\\';
  (*made)[0x203E] = '~';
  return made;
}

}  // namespace

Packed pack(char32_t c) {
  if (c < 0x80) return c | 1u << 24;
  if (c < 0x800) return (0xC0 | c >> 6) | (0x80 | (c & 0x3F)) << 8 | 2u << 24;
  return (0xE0 | c >> 12) | (0x80 | (c >> 6 & 0x3F)) << 8 | (0x80 | (c & 0x3F)) << 16 | 3u << 24;
}

const Tables& tables() {
  static const std::unique_ptr<const Tables> made = unfold();
  return *made;
}

const std::array<uint16_t, 0x10000>& cp932_codes() {
  static const std::unique_ptr<const std::array<uint16_t, 0x10000>> made = invert();
  return *made;
}

}  // namespace musubi::text
