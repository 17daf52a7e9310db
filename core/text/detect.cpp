// Which encoding? Each candidate reads the bytes, and what it read is priced: the negative logarithm (in
// hundredths) of how likely a list of Japanese customers holds such a character there. The cheapest reading
// wins.
#include <algorithm>
#include <array>
#include <bitset>
#include <memory>
#include <vector>

#include "core/text/encoding.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

#include "core/text/detect_kana.inc"
#include "core/text/detect_kanji.inc"

constexpr size_t kSample = 256 * 1024, kBlock = 4096, kWholeText = 64 * 1024;
constexpr uint64_t kBadPrice = 2000, kCutPrice = 800;

bool is_frequent(char32_t c) {
  static const std::unique_ptr<const std::bitset<0x10000>> frequent = [] {
    auto made = std::make_unique<std::bitset<0x10000>>();
    for (const char32_t kanji : kFrequentKanji) made->set(kanji);
    return made;
  }();
  return frequent->test(c);
}

// JIS X 0208 keeps its common kanji in rows 16–47, that is below 0x989F in CP932.
uint64_t kanji_price(char32_t c) {
  if (c > 0xFFFF) return 1500;
  if (is_frequent(c)) return 700;
  static const std::unique_ptr<const std::bitset<0x10000>> common = [] {
    auto made = std::make_unique<std::bitset<0x10000>>();
    std::string two(2, '\0');
    for (int code = 0x889F; code <= 0x9872; ++code) {
      two[0] = static_cast<char>(code >> 8);
      two[1] = static_cast<char>(code);
      const Decoded read = decode(two, Encoding::cp932);
      if (read.bad == 0) made->set(code_point_at(read.text, 0).value);
    }
    return made;
  }();
  return common->test(c) ? 950 : 1250;
}

bool among(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}
bool is_half(char32_t c) {
  return among(c, 0xFF61, 0xFF9F);
}
bool is_ascii_letter(char32_t c) {
  return among(c | 0x20, 'a', 'z');
}

// Half-width kana come in runs in which one letter calls for the next; other encodings' kanji, read as kana,
// don't keep to that.
uint64_t half_kana_price(char32_t c, char32_t before) {
  constexpr char32_t kFirst = 0xFF66;  // ｦ; before it ｡｢｣､･
  const bool starts = before < kFirst || !is_half(before);
  const uint64_t start = is_half(before) ? 0 : is_ascii_letter(before) ? 550 : 250;
  if (c < kFirst) return start + 700;
  const char step = kKanaAfter[starts ? 0 : before - kFirst + 1][c - kFirst];
  return start + static_cast<uint64_t>(step - '0') * 15;
}

uint64_t ascii_price(char32_t c) {
  if (c == 0) return 1500;
  if (c < 0x20) return c == '\n' || c == '\r' || c == '\t' ? 350 : 1200;
  if (c == 0x7F) return 1200;
  return is_ascii_letter(c) || among(c, '0', '9') || c == ' ' || c == ',' || c == '"' ? 350 : 450;
}

uint64_t price(char32_t c, char32_t before) {
  if (c < 0x80) return ascii_price(c);
  if (among(c, 0x3041, 0x3096) || among(c, 0x30A1, 0x30FA) || c == 0x3000) return 500;
  if (c == 0x30FC) return is_katakana(before) ? 400 : 700;
  if (is_kanji(c)) return kanji_price(c);
  if (is_half(c)) return half_kana_price(c, before);
  constexpr std::u32string_view kMarks = U"、。・（）「」－，．：";
  if (kMarks.find(c) != std::u32string_view::npos) return 580;
  if (among(c, 0xFF10, 0xFF19) || among(c | 0x20, 0xFF41, 0xFF5A)) return 600;
  if (among(c, 0x2460, 0x2473) || c == 0x3231) return 800;  // ①–⑳ ㈱
  if (among(c, 0x3000, 0x303F) || among(c, 0xFF00, 0xFFEF) || among(c, 0x2010, 0x22FF)) return 800;
  if (among(c, 0x2160, 0x217F) || among(c, 0x3200, 0x33FF)) return 1100;
  if (among(c, 0x80, 0x9F)) return 1500;
  if (among(c, 0xC0, 0xFF)) return is_ascii_letter(before) ? 700 : 1000;
  if (among(c, 0xE000, 0xF8FF)) return 1600;
  if (among(c, 0x1F300, 0x1FAFF)) return 1100;
  return 1300;
}

uint64_t price(std::string_view text) {
  uint64_t sum = 0;
  char32_t before = ' ';
  for (size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (c != kReplacement) sum += price(c, before);
    before = c;
  }
  return sum;
}

bool is_plain(char c) {
  return static_cast<unsigned char>(c) < 0x80 && c != '\0' && c != '\x1B';
}

// Blocks from where there is more than plain ASCII. They are cut before a byte that ends a character in every
// encoding.
std::string sample_of(std::string_view bytes) {
  if (bytes.size() <= kWholeText) return std::string(bytes);
  const auto* const odd = std::find_if_not(bytes.begin(), bytes.end(), is_plain);
  if (odd != bytes.end() && (*odd == '\0' || *odd == '\x1B' || bytes.substr(0, kBlock).find('\0') < kBlock)) {
    // UTF-16 must keep its pairs, ISO-2022-JP its designations.
    return std::string(bytes.substr(static_cast<size_t>(odd - bytes.begin()) & ~size_t{1}, kSample));
  }
  std::string sample;
  for (size_t at = 0; sample.size() < kSample;) {
    const auto* const from =
        std::find_if_not(bytes.begin() + static_cast<ptrdiff_t>(at), bytes.end(), is_plain);
    if (from == bytes.end()) break;
    const auto begin = static_cast<size_t>(from - bytes.begin());
    size_t end = std::min(begin + kBlock, bytes.size());
    while (end < bytes.size() && static_cast<unsigned char>(bytes[end]) >= 0x30) ++end;
    sample.append(bytes.substr(begin, end - begin));
    at = end;
  }
  return sample;
}

bool has_escape(std::string_view bytes) {
  constexpr std::array<std::string_view, 5> kShifts = {"\x1B$B", "\x1B$@", "\x1B(I", "\x1B(J", "\x1B$("};
  return std::any_of(kShifts.begin(), kShifts.end(),
                     [&](std::string_view shift) { return bytes.find(shift) != std::string_view::npos; });
}

/// Four small letters in a row are a word of a text in bytes; as UTF-16 without a single zero they would be two rare kanji.
bool has_ascii_word(std::string_view bytes) {
  size_t run = 0;
  for (const char c : bytes) {
    run = c >= 'a' && c <= 'z' ? run + 1 : 0;
    if (run == 4) return true;
  }
  return false;
}

struct Candidate {
  Encoding encoding;
  uint64_t prior;
};

uint64_t price_of(const Candidate& candidate, std::string_view bytes, bool whole, uint64_t& bad) {
  Decoder decoder(candidate.encoding);
  std::string text;
  decoder.decode(bytes, text);
  const uint64_t before = decoder.bad();
  if (whole) decoder.finish(text);
  bad = decoder.bad();  // a sample may end inside a character
  return candidate.prior + price(text) + before * kBadPrice + (bad - before) * kCutPrice;
}

std::string_view reason(Encoding encoding, uint64_t bad, bool zeros) {
  if (encoding == Encoding::iso_2022_jp) return "escape";
  if (encoding == Encoding::utf8 && bad == 0) return "valid";
  if (zeros && (encoding == Encoding::utf16le || encoding == Encoding::utf16be)) return "zeros";
  return "likely";
}

}  // namespace

Detection detect(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) return {Encoding::utf8_bom, "bom"};
  if (bytes.starts_with("\xFF\xFE")) return {Encoding::utf16le, "bom"};
  if (bytes.starts_with("\xFE\xFF")) return {Encoding::utf16be, "bom"};
  const std::string sample = sample_of(bytes);
  if (std::all_of(sample.begin(), sample.end(), is_plain)) return {Encoding::utf8, "ascii"};

  const bool zeros = sample.find('\0') != std::string::npos, escapes = has_escape(sample);
  std::vector<Candidate> candidates = {{Encoding::utf8, 0}, {Encoding::cp932, 100}, {Encoding::euc_jp, 250}};
  if (escapes) candidates.insert(candidates.begin(), {Encoding::iso_2022_jp, 0});
  if (bytes.size() % 2 == 0 || bytes.size() > kWholeText) {
    const uint64_t prior = zeros ? 600 : has_ascii_word(sample) ? 6000 : 1000;
    candidates.push_back({Encoding::utf16le, prior});
    candidates.push_back({Encoding::utf16be, prior + 50});
  }
  Detection best{Encoding::utf8, "likely"};
  uint64_t cheapest = UINT64_MAX;
  for (const Candidate& candidate : candidates) {
    uint64_t bad = 0;
    const uint64_t cost = price_of(candidate, sample, bytes.size() <= kWholeText, bad);
    if (cost >= cheapest) continue;
    cheapest = cost;
    best.encoding = candidate.encoding;
    best.why = reason(candidate.encoding, bad, zeros);
  }
  return best;
}

}  // namespace musubi::text
