// Three passes in one: clean characters are copied in runs; what Japanese lists are full of (full-width
// ASCII, half-width kana, spaces) is mapped here; the rest goes to ICU in pieces. A piece takes along the
// character before it, which it may change (か + mark), and ends before a character that can't be changed by
// it.
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/stringoptions.h>

#include <array>
#include <stdexcept>

#include "core/text/fold.hpp"
#include "core/text/scan.hpp"
#include "core/text/utf8.hpp"

namespace musubi::text {
namespace {

constexpr char32_t kVoiced = 0x3099, kHalfVoiced = 0x309A;

bool among(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Characters that stay what they are, and stop what stands before them from changing.
bool is_clean(char32_t c) {
  if (c < 0x80) return c >= 0x20 ? c != 0x7F : among(c, '\t', '\r');
  return among(c, 0x3041, 0x3096) || among(c, 0x30A0, 0x30FE) || among(c, 0x4E00, 0x9FFF) ||
         among(c, 0x3001, 0x3020) || among(c, 0x3400, 0x4DBF) || c == kReplacement;
}

// The same by bytes, without decoding: how many bytes of clean character begin with `lead`, 0 if it has to be
// looked at.
size_t clean_size(std::string_view text, size_t at) {
  const auto lead = static_cast<uint8_t>(text[at]);
  if (lead < 0x80) return is_clean(lead) ? 1 : 0;
  if (lead < 0xE3 || lead > 0xE9 || at + 3 > text.size()) return 0;
  const auto second = static_cast<uint8_t>(text[at + 1]), third = static_cast<uint8_t>(text[at + 2]);
  if ((second & 0xC0) != 0x80 || (third & 0xC0) != 0x80) return 0;
  if (lead > 0xE3 || second >= 0x90) return 3;                        // 3400–9FFF
  if (second == 0x80) return third >= 0x81 && third <= 0xA0 ? 3 : 0;  // 、 to U+3020
  if (second == 0x81) return third >= 0x81 ? 3 : 0;                   // ぁ–み
  if (second == 0x82) return third <= 0x96 || third >= 0xA0 ? 3 : 0;  // む–ゖ ゠–タ
  return second == 0x83 && third <= 0xBE ? 3 : 0;                     // チ–ヾ
}

size_t skip_clean(std::string_view text, size_t at) {
  while ((at = skip_printing(text, at)) < text.size()) {
    const size_t begin = at;
    while (at < text.size()) {
      const size_t size = clean_size(text, at);
      at += size;
      if (size < 3) break;
    }
    if (at == begin) break;
  }
  return at;
}

// U+FF61–FF9D → the full-width characters.
constexpr std::u32string_view kFullKana =
    U"。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモ"
    U"ヤユヨラリルレロワン";

// CJK radicals that are characters of their own, as text copied from PDF has them, and those characters.
constexpr std::u32string_view kRadicals =
    U"\u2E92巳\u2E93幺\u2E9D月\u2EA0民\u2EAC示\u2EB6羊\u2EBB聿\u2EBD臼\u2EC1虎\u2EC4西\u2EC6角\u2ED1長\u2ED7雨\u2ED8青\u2EDD食"
    U"\u2EE3骨\u2EE4鬼\u2EE8麦\u2EE9黄\u2EEB斉\u2EED歯\u2EEF竜\u2EF1龜\u2EF2亀";

char32_t character_of(char32_t radical) {
  const size_t at = kRadicals.find(radical);
  return at == kRadicals.npos ? radical : kRadicals[at + 1];
}

// U+3220–3243 in brackets: ㈠ to ㉃.
constexpr std::u32string_view kBracketed = U"一二三四五六七八九十月火水木金土日株有社名特財祝労代呼学監企資協祭休自至";

enum class Fold : uint8_t { keep, drop, replace, bracket, voiced, half_voiced, icu };

const icu::Normalizer2& normalizer() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU cannot normalize: its data is missing");
  return *nfkc;
}

// ´ and its like, which NFKC takes apart into a space and a combining mark.
bool becomes_spaced(char32_t c) {
  icu::UnicodeString parts;
  return normalizer().getDecomposition(static_cast<UChar32>(c), parts) && parts.length() > 1 &&
         parts[0] == u' ';
}

// What becomes of one character that is not clean; `c` is changed for Fold::replace and Fold::bracket.
Fold fold_one(char32_t& c) {
  if (among(c, 0xFF01, 0xFF5D) && c != 0xFF0D) return c -= 0xFEE0, Fold::replace;
  if (among(c, 0xFF61, 0xFF9D)) return c = kFullKana[c - 0xFF61], Fold::replace;
  if (among(c, 0x3220, 0x3243)) return c = kBracketed[c - 0x3220], Fold::bracket;
  if (among(c, 0x2E80, 0x2EF2) && character_of(c) != c) return c = character_of(c), Fold::replace;
  switch (c) {
    case 0xFF9E:
    case 0x309B:
    case kVoiced:
      return Fold::voiced;
    case 0xFF9F:
    case 0x309C:
    case kHalfVoiced:
      return Fold::half_voiced;
    case 0xFF5E:
      return c = 0x301C, Fold::replace;
    case 0x85:
    case 0x2028:
    case 0x2029:
      return c = '\n', Fold::replace;
    case 0xFF0D:
    case 0x2212:
    case 0x2225:
      return Fold::keep;
    default:
      break;
  }
  if (is_space(c)) return c = ' ', Fold::replace;
  if (is_invisible(c)) return Fold::drop;
  return becomes_spaced(c) ? Fold::keep : Fold::icu;
}

// The kana with its mark, 0 if there is none.
char32_t with_mark(char32_t kana, bool voiced) {
  const char32_t base = among(kana, 0x30A1, 0x30FA) || kana == 0x30FD ? kana - 0x60 : kana;  // as hiragana
  const char32_t shift = kana - base;
  const bool takes_both = among(base, 0x306F, 0x307B) && (base - 0x306F) % 3 == 0;  // は–ほ
  if (takes_both) return kana + (voiced ? 1 : 2);
  if (!voiced) return 0;
  const bool odd = among(base, 0x304B, 0x3061) && base % 2 == 1;   // か–ち
  const bool even = among(base, 0x3064, 0x3068) && base % 2 == 0;  // つ–と
  if (odd || even || base == 0x309D) return kana + 1;
  if (base == 0x3046) return 0x3094 + shift;                       // う
  if (shift != 0 && among(kana, 0x30EF, 0x30F2)) return kana + 8;  // ワヰヱヲ
  return 0;
}

class Nfkc {
 public:
  /// `prefix` bytes at the beginning stay.
  Nfkc(std::string_view text, size_t prefix) : text_(text), at_(prefix) {
    out_.reserve(text.size() + 8);
    out_.append(text.substr(0, prefix));
  }

  std::string run() {
    while (at_ < text_.size()) {
      const size_t begin = at_;
      at_ = skip_clean(text_, at_);
      out_.append(text_.substr(begin, at_ - begin));
      if (at_ < text_.size()) take_one();
    }
    return std::move(out_);
  }

 private:
  void take_one() {
    char32_t c = next_code_point(text_, at_);
    switch (fold_one(c)) {
      case Fold::drop:
        break;
      case Fold::keep:
      case Fold::replace:
        append_utf8(out_, c);
        break;
      case Fold::bracket:
        out_ += '(';
        append_utf8(out_, c);
        out_ += ')';
        break;
      case Fold::voiced:
      case Fold::half_voiced:
        mark(c);
        break;
      case Fold::icu:
        take_piece(c);
        break;
    }
  }

  void mark(char32_t c) {
    const bool voiced = c == 0xFF9E || c == 0x309B || c == kVoiced;
    if (!out_.empty()) {
      const CodePoint last = last_code_point(out_);
      if (const char32_t joined = with_mark(last.value, voiced)) {
        out_.resize(out_.size() - last.size);
        append_utf8(out_, joined);
        return;
      }
    }
    append_utf8(out_, voiced ? 0x309B : 0x309C);
  }

  void take_piece(char32_t c) {
    std::string piece;
    if (!out_.empty() && !normalizer().hasBoundaryBefore(static_cast<UChar32>(c)) && last_may_change()) {
      const CodePoint last = last_code_point(out_);
      piece = out_.substr(out_.size() - last.size);
      out_.resize(out_.size() - last.size);
    }
    append_utf8(piece, c);
    while (at_ < text_.size()) {
      size_t next = at_;
      char32_t ahead = next_code_point(text_, next);
      if (is_clean(ahead)) break;
      const Fold fold = fold_one(ahead);
      if (fold != Fold::icu && fold != Fold::drop) break;
      if (fold == Fold::icu) append_utf8(piece, ahead);
      at_ = next;
    }
    append_normalized(piece);
  }

  bool last_may_change() const {
    char32_t last = last_code_point(out_).value;
    if (is_clean(last)) return true;
    const Fold fold = fold_one(last);
    return fold == Fold::icu || fold == Fold::replace;
  }

  void append_normalized(const std::string& piece) {
    UErrorCode status = U_ZERO_ERROR;
    std::string done;
    icu::StringByteSink<std::string> sink(&done);
    normalizer().normalizeUTF8(0, piece, sink, nullptr, status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU cannot normalize this text");
    for (size_t at = 0; at < done.size();) {
      const char32_t c = next_code_point(done, at);
      append_utf8(out_, c == 0x2044 ? U'/' : c);
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  std::string out_;
};

}  // namespace

size_t nfkc_prefix(std::string_view text) { return skip_clean(text, 0); }

std::string nfkc(std::string_view text) { return nfkc(text, nfkc_prefix(text)); }

std::string nfkc(std::string_view text, size_t prefix) {
  if (prefix == text.size()) return std::string(text);
  return Nfkc(text, prefix).run();
}

std::string fold_case(std::string_view text) {
  std::string out(text);
  bool simple = true;  // only ASCII, kana and kanji, of which ASCII alone has cases
  for (size_t at = 0; simple && at < out.size();) {
    const char c = out[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      if (c >= 'A' && c <= 'Z') out[at] = static_cast<char>(c + 0x20);
      ++at;
      continue;
    }
    const size_t size = clean_size(out, at);
    simple = size > 0;
    at += size;
  }
  if (simple) return out;
  const std::string valid = replace_invalid(text);
  out.clear();
  UErrorCode status = U_ZERO_ERROR;
  icu::StringByteSink<std::string> sink(&out);
  icu::CaseMap::utf8Fold(U_FOLD_CASE_DEFAULT, valid, sink, nullptr, status);
  if (U_FAILURE(status)) throw std::runtime_error("ICU cannot fold the case of this text");
  return out;
}

}  // namespace musubi::text
