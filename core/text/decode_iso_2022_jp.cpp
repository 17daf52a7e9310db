#include <array>

#include "core/text/decoders.hpp"

namespace musubi::text {
namespace {

enum Charset : uint8_t { kAscii, kRoman, kKana, kJis0208, kJis0212 };

struct Escape {
  std::string_view bytes;  // behind ESC
  Charset charset;
};
constexpr std::array<Escape, 9> kEscapes{{{"(B", kAscii},
                                          {"(J", kRoman},
                                          {"(H", kRoman},
                                          {"(I", kKana},
                                          {"$@", kJis0208},
                                          {"$B", kJis0208},
                                          {"$(@", kJis0208},
                                          {"$(B", kJis0208},
                                          {"$(D", kJis0212}}};

constexpr uint8_t kEsc = 0x1B, kShiftOut = 0x0E, kShiftIn = 0x0F;

// Length of the escape sequence at text[0] and what it designates; 0: none; npos: it may become one with more
// bytes.
size_t escape(std::string_view text, uint8_t& charset) {
  bool unfinished = false;
  for (const Escape& known : kEscapes) {
    const std::string_view have = text.substr(1, known.bytes.size());
    if (have == known.bytes) {
      charset = known.charset;
      return 1 + have.size();
    }
    unfinished |= known.bytes.starts_with(have) && text.size() < 1 + known.bytes.size();
  }
  return unfinished ? std::string_view::npos : 0;
}

bool prints(uint8_t byte) {
  return byte >= 0x21 && byte <= 0x7E;
}

Packed single(uint8_t byte, const Shift& shift) {
  if (is_half_kana(byte)) return half_kana(byte);
  if (byte >= 0x80) return 0;
  if (prints(byte) && (shift.charset == kKana || shift.kana)) {
    return byte <= 0x5F ? half_kana(byte | 0x80) : 0;
  }
  if (shift.charset == kRoman && byte == 0x5C) return pack(0xA5);
  if (shift.charset == kRoman && byte == 0x7E) return pack(0x203E);
  return pack(byte);
}

}  // namespace

size_t decode_iso_2022_jp(std::string_view bytes, bool last, bool microsoft, Shift& shift, Output& out) {
  const Tables& table = tables();
  size_t at = 0;
  while (at < bytes.size()) {
    out.make_room();
    const auto byte = static_cast<uint8_t>(bytes[at]);
    if (byte == kEsc) {
      const size_t length = escape(bytes.substr(at), shift.charset);
      if (length == std::string_view::npos && !last) break;
      if (length == 0 || length == std::string_view::npos) {
        out.put_bad(at++);
      } else {
        at += length;
      }
      continue;
    }
    if (byte == kShiftOut || byte == kShiftIn) {
      shift.kana = byte == kShiftOut;
      ++at;
      continue;
    }
    if (byte == '\n' || byte == '\r') shift = {};
    const bool wide = (shift.charset == kJis0208 || shift.charset == kJis0212) && !shift.kana;
    if (!wide || !prints(byte)) {
      if (const Packed c = single(byte, shift)) {
        out.put(c);
      } else {
        out.put_bad(at);
      }
      ++at;
      continue;
    }
    if (at + 1 == bytes.size() && !last) break;
    const uint8_t cell = at + 1 < bytes.size() ? static_cast<uint8_t>(bytes[at + 1]) : 0;
    const bool paired = prints(cell);
    const auto& plane = shift.charset == kJis0208 ? table.jis0208 : table.jis0212;
    const size_t place = paired ? (byte - 0x21u) * 94u + cell - 0x21u : 0;
    Packed c = paired && microsoft ? microsoft_sign(shift.charset == kJis0208 ? 1 : 2, place) : 0;
    if (paired && c == 0) c = plane[place];
    if (c != 0) {
      out.put(c);
    } else {
      out.put_bad(at);
    }
    at += paired ? 2 : 1;
  }
  return at;
}

}  // namespace musubi::text
