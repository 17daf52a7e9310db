#include "core/text/encoding.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text/decoders.hpp"

namespace musubi::text {
namespace {

constexpr std::array<std::string_view, 11> kNames = {"utf-8",       "utf-8-bom",    "utf-16le", "utf-16be", "cp932",  "euc-jp",
                                                     "iso-2022-jp", "windows-1252", "eucjp-ms", "cp50221",  "cp51932"};

// Other names, without case, spaces and punctuation.
constexpr std::array<std::pair<std::string_view, Encoding>, 54> kOtherNames{{
    {"utf8", Encoding::utf8},
    {"ascii", Encoding::utf8},
    {"usascii", Encoding::utf8},
    {"utf8n", Encoding::utf8},
    {"utf8bom", Encoding::utf8_bom},
    {"utf8sig", Encoding::utf8_bom},
    {"utf8withbom", Encoding::utf8_bom},
    {"utf16", Encoding::utf16le},
    {"utf16le", Encoding::utf16le},
    {"ucs2", Encoding::utf16le},
    {"unicode", Encoding::utf16le},
    {"utf16be", Encoding::utf16be},
    {"cp932", Encoding::cp932},
    {"932", Encoding::cp932},
    {"ms932", Encoding::cp932},
    {"windows932", Encoding::cp932},
    {"windows31j", Encoding::cp932},
    {"cswindows31j", Encoding::cp932},
    {"shiftjis", Encoding::cp932},
    {"csshiftjis", Encoding::cp932},
    {"sjis", Encoding::cp932},
    {"xsjis", Encoding::cp932},
    {"sjiswin", Encoding::cp932},
    {"mskanji", Encoding::cp932},
    {"shiftjisms", Encoding::cp932},
    {"ibm943", Encoding::cp932},
    {"cp943", Encoding::cp932},
    {"cp943c", Encoding::cp932},
    {"xmscp932", Encoding::cp932},
    {"eucjp", Encoding::euc_jp},
    {"xeucjp", Encoding::euc_jp},
    {"euc", Encoding::euc_jp},
    {"ujis", Encoding::euc_jp},
    {"eucjpms", Encoding::eucjp_ms},
    {"eucjpwin", Encoding::eucjp_ms},
    {"cp51932", Encoding::cp51932},
    {"windows51932", Encoding::cp51932},
    {"iso2022jp", Encoding::iso_2022_jp},
    {"iso2022jp1", Encoding::iso_2022_jp},
    {"iso2022jpext", Encoding::iso_2022_jp},
    {"iso2022jpms", Encoding::cp50221},
    {"csiso2022jp", Encoding::iso_2022_jp},
    {"jis", Encoding::iso_2022_jp},
    {"cp50220", Encoding::cp50221},
    {"cp50221", Encoding::cp50221},
    {"cp50222", Encoding::cp50221},
    {"windows1252", Encoding::windows_1252},
    {"cp1252", Encoding::windows_1252},
    {"1252", Encoding::windows_1252},
    {"xcp1252", Encoding::windows_1252},
    {"iso88591", Encoding::windows_1252},
    {"88591", Encoding::windows_1252},
    {"latin1", Encoding::windows_1252},
    {"l1", Encoding::windows_1252},
}};

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF", kLittleMark = "\xFF\xFE", kBigMark = "\xFE\xFF";

bool is_utf16(Encoding encoding) {
  return encoding == Encoding::utf16le || encoding == Encoding::utf16be;
}

// How long the byte order mark at the start is, and which byte order it sets; npos: more bytes are needed to
// tell.
size_t take_mark(std::string_view bytes, bool last, Encoding& encoding) {
  if (is_utf16(encoding)) {
    if (bytes.size() < 2 && !last) return std::string_view::npos;
    if (bytes.starts_with(kLittleMark)) return encoding = Encoding::utf16le, 2;
    if (bytes.starts_with(kBigMark)) return encoding = Encoding::utf16be, 2;
    return 0;
  }
  if (encoding != Encoding::utf8 && encoding != Encoding::utf8_bom) return 0;
  if (bytes.starts_with(kUtf8Mark)) return kUtf8Mark.size();
  return !last && kUtf8Mark.starts_with(bytes) ? std::string_view::npos : 0;
}

}  // namespace

std::string_view encoding_name(Encoding encoding) {
  return kNames[static_cast<size_t>(encoding)];
}

Encoding meant(Encoding named, std::string_view bytes) { return named == Encoding::windows_1252 && is_valid_utf8(bytes) ? Encoding::utf8 : named; }

std::optional<Encoding> encoding_named(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      plain += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      plain += c;
    }
  }
  const auto found = std::find_if(kOtherNames.begin(), kOtherNames.end(),
                                  [&](const auto& known) { return known.first == plain; });
  if (found == kOtherNames.end()) return std::nullopt;
  return found->second;
}

Decoder::Decoder(Encoding encoding) : encoding_(encoding) {}

size_t Decoder::run(std::string_view bytes, bool last, std::string& out) {
  size_t skipped = 0;
  if (at_start_) {
    if (bytes.empty()) return 0;
    skipped = take_mark(bytes, last, encoding_);
    if (skipped == std::string_view::npos) return 0;
    at_start_ = false;
    bytes.remove_prefix(skipped);
  }
  uint64_t bad = 0, first_bad = 0;
  size_t taken = 0;
  if (encoding_ == Encoding::utf8 || encoding_ == Encoding::utf8_bom) {
    taken = decode_utf8(bytes, last, out, bad, first_bad);
  } else {
    Output block(out);
    if (encoding_ == Encoding::cp932) {
      taken = decode_cp932(bytes, last, block);
    } else if (encoding_ == Encoding::euc_jp) {
      taken = decode_euc_jp(bytes, last, Euc::jis, block);
    } else if (encoding_ == Encoding::eucjp_ms || encoding_ == Encoding::cp51932) {
      taken = decode_euc_jp(bytes, last, encoding_ == Encoding::cp51932 ? Euc::microsoft : Euc::open_group, block);
    } else if (encoding_ == Encoding::iso_2022_jp || encoding_ == Encoding::cp50221) {
      Shift shift{charset_, shifted_};
      taken = decode_iso_2022_jp(bytes, last, encoding_ == Encoding::cp50221, shift, block);
      charset_ = shift.charset;
      shifted_ = shift.kana;
    } else if (encoding_ == Encoding::windows_1252) {
      taken = decode_windows_1252(bytes, block);
    } else {
      taken = decode_utf16(bytes, last, encoding_ == Encoding::utf16be, block);
    }
    bad = block.bad;
    first_bad = block.first_bad;
  }
  if (bad_ == 0 && bad > 0) first_bad_ = done_ + skipped + first_bad;
  bad_ += bad;
  done_ += skipped + taken;
  return skipped + taken;
}

void Decoder::decode(std::string_view chunk, std::string& out) {
  if (!pending_.empty()) {
    const size_t kept = pending_.size();
    pending_.append(chunk.substr(0, 16));
    const size_t taken = run(pending_, false, out);
    if (taken < kept) {  // so few bytes that they are all in pending_
      pending_.erase(0, taken);
      return;
    }
    chunk.remove_prefix(taken - kept);
    pending_.clear();
  }
  pending_ = chunk.substr(run(chunk, false, out));
}

void Decoder::finish(std::string& out) {
  const std::string rest = std::exchange(pending_, {});
  run(rest, true, out);
}

Decoded decode(std::string_view bytes, Encoding encoding) {
  Decoded result;
  result.text.reserve(bytes.size() + bytes.size() / 2 + 16);
  Decoder decoder(encoding);
  decoder.decode(bytes, result.text);
  decoder.finish(result.text);
  result.bad = decoder.bad();
  result.first_bad = decoder.first_bad();
  return result;
}

std::string encode_cp932(std::string_view utf8, uint64_t* lost) {
  const auto& codes = cp932_codes();
  std::string out;
  out.reserve(utf8.size());
  for (size_t at = 0; at < utf8.size();) {
    const char32_t c = next_code_point(utf8, at);
    const uint16_t code = c < 0x10000 ? codes[c] : 0;
    if (code > 0xFF) out += static_cast<char>(code >> 8);
    if (code != 0 || c == 0) {
      out += static_cast<char>(code);
    } else {
      out += '?';
      if (lost) ++*lost;
    }
  }
  return out;
}

}  // namespace musubi::text
