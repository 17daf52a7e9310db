#include "connectors/http/read/decode.hpp"

#include "connectors/http/fail.hpp"
#include "connectors/http/read/json_scan.hpp"
#include "connectors/http/request/url.hpp"
#include "core/text/encoding.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"

namespace musubi::http {
namespace {

/// The charset a Content-Type names; "" for none.
std::string charset_of(std::string_view type) {
  std::string low;
  for (char c : type) low += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  size_t at = low.find("charset=");
  if (at == low.npos) return "";
  std::string out = low.substr(at + 8, low.find(';', at) - at - 8);
  std::erase(out, '"');
  std::erase(out, ' ');
  return out;
}

void to_utf8(std::string& body, std::string_view charset, const std::string& where) {
  auto encoding = text::encoding_named(charset.empty() ? "utf-8" : charset);
  bool plain = !encoding || *encoding == text::Encoding::utf8 || *encoding == text::Encoding::utf8_bom;
  if (plain) {
    if (body.starts_with("\xEF\xBB\xBF")) body.erase(0, 3);
    if (text::is_valid_utf8(body)) return;
    encoding = text::Encoding::utf8;
  }
  auto decoded = text::decode(body, *encoding);
  if (decoded.bad)
    data_failure("bad_text", {{"endpoint", where}, {"byte", std::to_string(decoded.first_bad)}});
  body = std::move(decoded.text);
}

bool starts_with_word(std::string_view text, std::string_view low) {
  if (text.size() < low.size()) return false;
  for (size_t i = 0; i < low.size(); ++i)
    if ((text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 32 : text[i]) != low[i]) return false;
  return true;
}

/// Whether a page stands where data is wanted, as a login or a proxy answers with: HTML, also as XHTML.
bool is_page(std::string_view body, std::string_view type) {
  for (;;) {
    body.remove_prefix(std::min(body.find_first_not_of(" \t\r\n"), body.size()));
    std::string_view end = body.starts_with("<?") ? "?>" : body.starts_with("<!--") ? "-->" : "";
    if (end.empty()) break;
    body.remove_prefix(std::min(body.find(end), body.size() - end.size()) + end.size());
  }
  return starts_with_word(body, "<!doctype html") || starts_with_word(body, "<html") ||
         (body.starts_with('<') && type.find("text/html") != type.npos);
}

void check(std::string_view json, const std::string& where) {
  auto problem = text::check_json(json);
  if (!problem) return;
  if (json_kind(json) == '<') data_failure("html_answer", {{"endpoint", where}});
  data_failure("bad_json", {{"endpoint", where},
                            {"fault", std::string(text::json_fault_name(problem->fault))},
                            {"line", std::to_string(problem->line)},
                            {"byte", std::to_string(problem->offset)}});
}

bool is_blank(std::string_view s) {
  return s.find_first_not_of(" \t\r\n") == s.npos;
}

/// A short text moves its letters with itself; views into it would be lost.
std::string_view kept_in_place(std::string& text) {
  text.reserve(64);
  return text;
}

void add_lines(std::string_view body, Documents& out) {
  while (!body.empty()) {
    size_t end = std::min(body.find('\n'), body.size());
    std::string_view line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (!is_blank(line)) out.all.push_back(line);
  }
}

void add_document(std::string_view json, Documents& out) {
  if (json_kind(json) == '[')
    out.all = json_elements(json);
  else
    out.all.push_back(json);
}

}  // namespace

Documents decode_body(const Decoder& decoder, HttpAnswer& answer) {
  Documents out;
  std::string where = shown_url(answer.url);
  std::string_view type = answer.header("content-type");
  out.body = std::move(answer.body);
  if (decoder.gzip) out.body = unpacked(std::move(out.body), size_t{1} << 30);
  to_utf8(out.body, decoder.kind == Decoder::Kind::csv ? decoder.encoding : charset_of(type), where);
  if (is_blank(kept_in_place(out.body))) return out;
  if (is_page(out.body, type)) data_failure("html_answer", {{"endpoint", where}});
  switch (decoder.kind) {
    case Decoder::Kind::json:
      check(out.body, where);
      add_document(out.body, out);
      break;
    case Decoder::Kind::lines:
      add_lines(out.body, out);
      for (std::string_view line : out.all) check(line, where);
      break;
    case Decoder::Kind::csv:
      out.text = json_lines_of_csv(out.body, decoder);
      add_lines(kept_in_place(out.text), out);
      break;
    case Decoder::Kind::xml:
      out.text = json_of_xml(out.body);
      add_document(kept_in_place(out.text), out);
      break;
    case Decoder::Kind::iterable: {
      text::JsonWriter json(out.text);
      Documents lines;
      add_lines(out.body, lines);
      for (std::string_view line : lines.all) {
        if (line.ends_with('\r')) line.remove_suffix(1);
        json.begin_object().key("record").string(line).end_object();
        out.text += '\n';
      }
      add_lines(kept_in_place(out.text), out);
    }
  }
  return out;
}

}  // namespace musubi::http
