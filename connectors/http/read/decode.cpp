#include "connectors/http/read/decode.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/json_scan.hpp"
#include "connectors/http/read/not_numbers.hpp"
#include "connectors/http/read/unzip.hpp"
#include "connectors/http/request/url.hpp"
#include "core/text/encoding.hpp"
#include "core/text/json.hpp"
#include "core/text/utf8.hpp"

namespace musubi::http {
namespace {

constexpr size_t kLongestName = 40;  // of an encoding, in messages

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

/// What a server names may not be what is meant (text::meant), unless the manifest has said which it is (`sure`).
void to_utf8(std::string& body, std::string_view charset, const std::string& where, bool sure = false) {
  auto encoding = text::encoding_named(charset.empty() ? "utf-8" : charset);
  if (encoding && !sure) encoding = text::meant(*encoding, body);
  if (!encoding || encoding == text::Encoding::utf8 || encoding == text::Encoding::utf8_bom) {
    if (body.starts_with("\xEF\xBB\xBF")) body.erase(0, 3);
    if (text::is_valid_utf8(body)) return;
    if (!encoding) data_failure("unknown_charset", {{"endpoint", where}, {"charset", std::string(charset.substr(0, kLongestName))}});
  }
  auto decoded = text::decode(body, *encoding);
  if (decoded.bad)
    data_failure("bad_text", {{"endpoint", where}, {"byte", std::to_string(decoded.first_bad)}});
  body = std::move(decoded.text);
}

/// The encoding that an XML document names itself; "" for none.
std::string charset_in_prolog(std::string_view xml) {
  if (xml.starts_with("\xFF\xFE") || xml.starts_with("\xFE\xFF")) return "utf-16";
  if (xml.starts_with("\xEF\xBB\xBF") || !xml.starts_with("<?xml")) return "";
  const std::string_view prolog = xml.substr(0, xml.find("?>"));
  const size_t at = prolog.find("encoding"), from = prolog.find_first_of("\"'", at);
  if (at == prolog.npos || from == prolog.npos) return "";
  std::string out(prolog.substr(from + 1, prolog.find(prolog[from], from + 1) - from - 1));
  const auto encoding = text::encoding_named(out);
  const bool wide = encoding == text::Encoding::utf16le || encoding == text::Encoding::utf16be;
  return wide ? "" : out;  // its own letters are not
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

/// A short text moves its letters with itself; views into it would be lost.
std::string_view kept_in_place(std::string& text) {
  text.reserve(64);
  return text;
}

/// Makes null of what is no number in JSON that is broken; how many there were. Throws Failure MU_DATA where that was not all.
size_t mend(std::string& json, const std::string& where) {
  const size_t out = null_not_numbers(json);
  check(kept_in_place(json), where);
  return out;
}

bool is_blank(std::string_view s) {
  return s.find_first_not_of(" \t\r\n") == s.npos;
}

void add_lines(std::string_view body, Documents& out) {
  while (!body.empty()) {
    size_t end = std::min(body.find('\n'), body.size());
    std::string_view line = body.substr(0, end);
    body.remove_prefix(std::min(end + 1, body.size()));
    if (!is_blank(line)) out.all.push_back(line);
  }
}

/// The same of lines.
void mend_lines(Documents& out, const std::string& where) {
  out.not_numbers = null_not_numbers(out.body);
  out.all.clear();
  add_lines(kept_in_place(out.body), out);
  for (std::string_view line : out.all) check(line, where);
}

void add_document(std::string_view json, Documents& out) {
  if (json_kind(json) == '[')
    out.all = json_elements(json);
  else
    out.all.push_back(json);
}

/// The elements of the list at a path, in which "item" stands for each element of a list.
void add_items(std::string_view value, const std::vector<std::string>& path, size_t at, Documents& out) {
  const char kind = json_kind(value);
  if (at == path.size()) {
    if (kind == '[') std::ranges::copy(json_elements(value), std::back_inserter(out.all));
  } else if (kind == '{') {
    if (auto next = json_member(value, path[at])) add_items(*next, path, at + 1, out);
  } else if (kind == '[' && path[at] == "item") {
    for (std::string_view one : json_elements(value)) add_items(one, path, at + 1, out);
  }
}

void add_records(std::string_view body, Documents& out) {
  text::JsonWriter json(out.text);
  Documents lines;
  add_lines(body, lines);
  for (std::string_view line : lines.all) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    json.begin_object().key("record").string(line).end_object();
    out.text += '\n';
  }
  add_lines(kept_in_place(out.text), out);
}

}  // namespace

std::string readable(std::string_view beginning, std::string_view content_type) {
  const std::string charset = charset_of(content_type);
  const auto encoding = text::encoding_named(charset.empty() ? "utf-8" : charset);
  std::string_view whole = beginning;  // but for its last character, which may be cut
  while (!whole.empty() && beginning.size() - whole.size() < 4 && (whole.back() & 0x80)) {
    const bool first = static_cast<unsigned char>(whole.back()) >= 0xC0;
    whole.remove_suffix(1);
    if (first) break;
  }
  return text::decode(beginning, text::meant(encoding.value_or(text::Encoding::utf8), whole)).text;
}

Documents decode_lines(const Decoder& decoder, std::string text, const PieceOfBody& of) {
  Documents out;
  out.body = std::move(text);
  if (decoder.drops_nuls) std::erase(out.body, '\0');
  const bool declared = decoder.kind == Decoder::Kind::csv;
  to_utf8(out.body, declared ? decoder.encoding : charset_of(of.content_type), of.endpoint, declared);
  kept_in_place(out.body);
  if (of.first && is_page(out.body, of.content_type)) data_failure("html_answer", {{"endpoint", of.endpoint}});
  if (decoder.kind == Decoder::Kind::csv) {
    of.rows->feed(out.body, out.text);
    if (of.last) of.rows->finish(out.text);
    for (CsvLines::WideRow& row : of.rows->wide())
      out.unread.push_back({std::move(row.told), "row_too_wide", "row_too_wide",
                            {{"endpoint", of.endpoint}, {"cells", std::to_string(row.cells)}, {"columns", std::to_string(row.columns)}}});
    add_lines(kept_in_place(out.text), out);
  } else if (decoder.kind == Decoder::Kind::iterable) {
    add_records(out.body, out);
  } else {
    add_lines(out.body, out);
    const bool good = std::ranges::none_of(out.all, [](std::string_view line) { return text::check_json(line).has_value(); });
    if (!good) mend_lines(out, of.endpoint);
  }
  return out;
}

namespace {

/// A ZIP's files of JSON, each on a line of its own in `body`; of lines or rows they are read as they arrive (ArrivingBody).
Documents joined_files(std::string_view archive, const std::string& where) {
  Documents out;
  std::string file;
  Unzip unzip(where);
  auto add = [&](std::string_view text) {
    file += text;
    if (out.body.size() + file.size() > HttpSettings().largest_body)
      data_failure("body_too_large", {{"endpoint", where}, {"megabytes", std::to_string(HttpSettings().largest_body >> 20)}});
  };
  auto end = [&] {
    to_utf8(file, "", where);
    if (is_blank(file)) return file.clear();
    if (text::check_json(file)) out.not_numbers += mend(file, where);
    std::ranges::replace_if(file, [](char c) { return c == '\n' || c == '\r'; }, ' ');  // in JSON only between its parts
    out.body += std::exchange(file, {}) + '\n';
  };
  unzip.take(archive, true, {add, end});
  return out;
}

Documents decode_files(HttpAnswer& answer, const std::string& where) {
  Documents out = joined_files(answer.body, where), lines;
  add_lines(kept_in_place(out.body), lines);
  for (std::string_view one : lines.all) {
    if (json_kind(one) != '[') out.all.push_back(one);
    else std::ranges::copy(json_elements(one), std::back_inserter(out.all));
  }
  return out;
}

}  // namespace

Documents decode_body(const Decoder& decoder, HttpAnswer& answer) {
  const std::string where = shown_url(answer.url);
  const std::string_view type = answer.header("content-type");
  if (decoder.zip && decoder.kind == Decoder::Kind::json) return decode_files(answer, where);
  std::string body = std::move(answer.body);
  if (decoder.gzip) body = unpacked(std::move(body), HttpSettings().largest_body, where);
  if (decoder.kind != Decoder::Kind::json && decoder.kind != Decoder::Kind::xml) {
    std::optional<CsvLines> rows;
    if (decoder.kind == Decoder::Kind::csv) rows.emplace(decoder);
    return decode_lines(decoder, std::move(body), {where, type, true, true, rows ? &*rows : nullptr});
  }
  Documents out;
  out.body = std::move(body);
  std::string charset = charset_of(type);
  if (charset.empty() && decoder.kind == Decoder::Kind::xml) charset = charset_in_prolog(out.body);
  if (!decoder.items.empty() && decoder.encoding != "utf-8") charset = decoder.encoding;
  to_utf8(out.body, charset, where);
  if (is_blank(kept_in_place(out.body))) return out;
  if (is_page(out.body, type)) data_failure("html_answer", {{"endpoint", where}});
  if (decoder.kind == Decoder::Kind::xml) {
    out.text = json_of_xml(out.body);
    add_document(kept_in_place(out.text), out);
  } else {
    if (text::check_json(out.body)) out.not_numbers = mend(out.body, where);
    decoder.items.empty() ? add_document(out.body, out) : add_items(out.body, decoder.items, 0, out);
  }
  return out;
}

}  // namespace musubi::http
