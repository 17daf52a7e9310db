#include "connectors/file/vcard_line.hpp"

#include <algorithm>

namespace musubi::file {
namespace {

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

/// The first `c` outside double quotes.
size_t find_outside(std::string_view text, char c, size_t from = 0) {
  bool quoted = false;
  for (size_t at = from; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == c && !quoted) return at;
  }
  return text.npos;
}

std::string_view unquoted(std::string_view text) {
  return text.size() > 1 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2)
                                                                      : text;
}

std::string from_quoted_printable(std::string_view text) {
  auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
  };
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '=' && at + 2 < text.size() && digit(text[at + 1]) >= 0 && digit(text[at + 2]) >= 0) {
      out += static_cast<char>(digit(text[at + 1]) * 16 + digit(text[at + 2]));
      at += 2;
    } else {
      out += text[at];
    }
  }
  return out;
}

struct Parameters {
  bool quoted_printable = false, base64 = false;
  std::optional<text::Encoding> charset;
};

void take_parameter(std::string_view parameter, CardLine& line, Parameters& out) {
  size_t equals = parameter.find('=');
  std::string name = equals == parameter.npos ? "" : capitals(parameter.substr(0, equals));
  std::string_view value = unquoted(equals == parameter.npos ? parameter : parameter.substr(equals + 1));
  std::string word = capitals(value);
  bool bare = name.empty();
  if ((bare || name == "ENCODING") && word == "QUOTED-PRINTABLE") {
    out.quoted_printable = true;
  } else if ((bare || name == "ENCODING") && (word == "BASE64" || word == "B")) {
    out.base64 = true;
  } else if (name == "CHARSET") {
    out.charset = text::encoding_named(value);
  } else if (bare || name == "TYPE") {
    for (size_t at = 0; at <= word.size();) {
      size_t comma = std::min(word.find(',', at), word.size());
      line.types.push_back(word.substr(at, comma - at));
      at = comma + 1;
    }
  }
}

bool ends_softly(std::string_view line) {
  size_t colon = line.find(':');
  return line.ends_with('=') && colon != line.npos &&
         capitals(line.substr(0, colon)).find("QUOTED-PRINTABLE") != std::string::npos;
}

}  // namespace

std::optional<CardLine> card_line(std::string_view line, text::Encoding encoding) {
  size_t colon = find_outside(line, ':');
  if (colon == line.npos) return std::nullopt;
  std::string_view head = line.substr(0, colon), value = line.substr(colon + 1);
  CardLine out;
  Parameters parameters;
  size_t name_end = std::min(find_outside(head, ';'), head.size());
  out.name = capitals(head.substr(0, name_end));
  if (size_t dot = out.name.find('.'); dot != out.name.npos) out.name.erase(0, dot + 1);
  for (size_t at = name_end; at < head.size();) {
    size_t next = std::min(find_outside(head, ';', at + 1), head.size());
    take_parameter(head.substr(at + 1, next - at - 1), out, parameters);
    at = next;
  }
  out.binary = parameters.base64 || capitals(value.substr(0, 5)) == "DATA:";
  if (out.binary) return out;
  std::string bytes = parameters.quoted_printable ? from_quoted_printable(value) : std::string(value);
  text::Decoded decoded = text::decode(bytes, parameters.charset ? text::meant(*parameters.charset, bytes) : encoding);
  out.value = std::move(decoded.text);
  out.undecodable = decoded.bad > 0;
  return out;
}

std::vector<std::string> card_parts(std::string_view value, char separator) {
  std::vector<std::string> out(1);
  for (size_t at = 0; at < value.size(); ++at) {
    char c = value[at];
    if (c == separator) {
      out.emplace_back();
    } else if (c == '\\' && at + 1 < value.size() &&
               std::string_view("\\,;:nN").find(value[at + 1]) != std::string_view::npos) {
      char next = value[++at];
      out.back() += next == 'n' || next == 'N' ? '\n' : next;
    } else {
      out.back() += c;
    }
  }
  return out;
}

std::vector<std::string> unfold(std::string_view bytes) {
  std::vector<std::string> out;
  bool goes_on = false;
  for (size_t at = 0; at < bytes.size();) {
    size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    at = end + (bytes.substr(end, 2) == "\r\n" ? 2 : 1);
    bool folded = !out.empty() && !line.empty() && (line[0] == ' ' || line[0] == '\t');
    if (goes_on && !out.empty()) {
      out.back().pop_back();
      out.back() += line;
    } else if (folded) {
      out.back() += line.substr(1);
    } else if (!line.empty()) {
      out.emplace_back(line);
    }
    goes_on = !out.empty() && ends_softly(out.back());
  }
  return out;
}

}  // namespace musubi::file
