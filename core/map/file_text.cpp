#include "core/map/file_text.hpp"

#include "core/map/complaint.hpp"
#include "core/text/encoding.hpp"
#include "core/text/fold.hpp"
#include "core/text/utf8.hpp"

namespace musubi::map {
namespace {

constexpr size_t most_bytes = 4 * 1024 * 1024;
constexpr std::string_view wide_colon = "：", wide_space = "　";

int line_of(std::string_view bytes, size_t offset) {
  int line = 1;
  for (size_t i = 0; i < offset && i < bytes.size(); ++i) line += bytes[i] == '\n';
  return line;
}

std::string decoded(std::string_view bytes, const std::string& file) {
  using text::Encoding;
  Encoding encoding = text::detect(bytes).encoding;
  bool wide = encoding == Encoding::utf16le || encoding == Encoding::utf16be;
  if (!wide) encoding = text::is_valid_utf8(bytes) ? Encoding::utf8 : Encoding::cp932;
  text::Decoded out = text::decode(bytes, encoding);
  if (out.bad) complain(file, line_of(bytes, out.first_bad), "map.encoding");
  return std::move(out.text);
}

std::string with_plain_line_ends(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\r')
      out += text[i];
    else if (i + 1 >= text.size() || text[i + 1] != '\n')
      out += '\n';
  }
  return out;
}

// `word：value` where YAML wants `word: value`: a full-width colon with neither a half-width one, a quote nor
// a comment before.
std::string_view wide_colon_word(std::string_view line) {
  size_t at = line.find(wide_colon);
  if (at == std::string_view::npos || line.find_first_of(":\"'#{[") < at) return {};
  std::string_view word = line.substr(0, at);
  return word.substr(std::min(word.size(), word.find_first_not_of(" -")));
}

void check_line(std::string_view line, int number, const std::string& file) {
  size_t indent = line.find_first_not_of(' ');
  if (indent == std::string_view::npos || line[indent] == '#') return;
  std::string_view rest = line.substr(indent);
  if (rest[0] == '\t' && rest.find_first_not_of("\t ") != std::string_view::npos)
    complain(file, number, "map.tab");
  if (rest.starts_with(wide_space)) complain(file, number, "map.full_width_space");
  std::string_view word = wide_colon_word(line);
  if (!word.empty()) complain(file, number, "map.full_width_colon", {{"word", std::string(word)}});
}

bool is_plain(std::string_view word) {
  for (unsigned char c : word)
    if (c < 0x20 || c >= 0x7F) return false;
  return word.empty() || (word.front() != ' ' && word.back() != ' ');
}

}  // namespace

std::string file_text(std::string_view bytes, const std::string& file) {
  if (bytes.size() > most_bytes) complain(file, 1, "map.too_big");
  std::string out = with_plain_line_ends(decoded(bytes, file));
  std::string_view rest = out;
  for (int number = 1; !rest.empty(); ++number) {
    size_t end = rest.find('\n');
    check_line(rest.substr(0, end), number, file);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
  return out;
}

std::string folded(std::string_view word) {
  if (is_plain(word)) return std::string(word);
  std::string out;
  for (char c : text::nfkc(word))
    if (c != '\n' && c != '\r') out += c;
  size_t first = out.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return out.substr(first, out.find_last_not_of(" \t") - first + 1);
}

}  // namespace musubi::map
