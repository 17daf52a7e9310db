#include "connectors/mail/charset.hpp"

#include <glib.h>

#include <algorithm>
#include <optional>

#include "connectors/mail/ascii.hpp"
#include "core/text/encoding.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

using text::Encoding;

bool has_high(std::string_view bytes) {
  return std::any_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

std::optional<Encoding> encoding_of(std::string_view label) {
  std::string name = lower(trimmed(label));
  if (name.starts_with("x-")) name.erase(0, 2);
  if (auto known = text::encoding_named(name)) return known;
  auto holds = [&](std::string_view part) { return name.find(part) != name.npos; };
  if (holds("2022-jp") || holds("5022")) return Encoding::iso_2022_jp;
  if (holds("sjis") || holds("shift") || holds("932") || holds("31j")) return Encoding::cp932;
  if (holds("euc") && holds("jp")) return Encoding::euc_jp;
  return {};
}

bool is_western(std::string_view label) {
  std::string name = lower(trimmed(label));
  return name.starts_with("iso-8859-1") || name == "windows-1252" || name == "cp1252" || name == "latin1";
}

/// Without a label: what the bytes look like.
std::string guessed(std::string_view bytes) {
  return text::decode(bytes, text::detect(bytes).encoding).text;
}

/// Kana tell Japanese from Western letters that happen to pair up as kanji.
bool looks_japanese(std::string_view bytes) {
  text::Decoded read = text::decode(bytes, text::detect(bytes).encoding);
  if (read.bad) return false;
  size_t kana = 0;
  for (size_t at = 0; at < read.text.size();) {
    char32_t c = text::next_code_point(read.text, at);
    if (text::is_hiragana(c) || (text::is_katakana(c) && c < 0xFF00)) ++kana;
  }
  return kana > 0;
}

std::string by_iconv(std::string_view bytes, const std::string& label) {
  gsize read = 0, written = 0;
  GError* fault = nullptr;
  gchar* out = g_convert_with_fallback(bytes.data(), static_cast<gssize>(bytes.size()), "UTF-8", label.c_str(), "?", &read, &written, &fault);
  if (fault) g_error_free(fault);
  if (!out) return {};
  std::string text(out, written);
  g_free(out);
  return text::replace_invalid(text);
}

/// ISO-2022-KR and -CN switch with the same escapes.
bool is_of_neighbours(std::string_view label) {
  std::string name = lower(trimmed(label));
  return name.starts_with("iso-2022-") && !name.starts_with("iso-2022-jp");
}

/// Whatever the label says: no other encoding begins with these escapes. Those of JIS X 0213 and the sign of JIS X 0208:1990 are read as JIS X 0208,
/// of which they have all characters.
std::string from_jis(std::string_view bytes) {
  std::string plain(bytes);
  for (auto [written, read] : {std::pair("\x1b$(Q", "\x1b$B"), {"\x1b$(O", "\x1b$B"}, {"\x1b&@", ""}})
    for (size_t at = plain.find(written); at != plain.npos; at = plain.find(written, at)) plain.replace(at, std::string_view(written).size(), read);
  return text::decode(plain, Encoding::iso_2022_jp).text;
}

}  // namespace

std::string decoded(std::string_view bytes, std::string_view label) {
  bool high = has_high(bytes);
  if (!high && bytes.find("\x1b$") != bytes.npos && !is_of_neighbours(label)) return from_jis(bytes);
  if (!high && bytes.find('\x1b') == bytes.npos && bytes.find('\x0e') == bytes.npos) {
    std::string name = lower(label);
    if (name.find("utf-16") == name.npos && name.find("utf-7") == name.npos && !name.starts_with("hz")) return std::string(bytes);
  }
  std::optional<Encoding> said = encoding_of(label);
  if (high && text::is_valid_utf8(bytes) && said != Encoding::utf16le && said != Encoding::utf16be) return std::string(bytes);
  if (said == Encoding::iso_2022_jp && high) return guessed(bytes);
  if (is_western(label) && looks_japanese(bytes)) return guessed(bytes);
  if (said) {
    text::Decoded read = text::decode(bytes, *said);
    if (!read.bad) return std::move(read.text);
    text::Decoded other = text::decode(bytes, text::detect(bytes).encoding);
    return other.bad < read.bad ? std::move(other.text) : std::move(read.text);
  }
  if (trimmed(label).empty() || same(trimmed(label), "us-ascii")) return guessed(bytes);
  if (std::string read = by_iconv(bytes, std::string(trimmed(label))); !read.empty()) return read;
  return guessed(bytes);
}

}  // namespace musubi::mail
