#include "connectors/mail/card.hpp"

#include <algorithm>
#include <map>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/charset.hpp"
#include "connectors/mail/headers.hpp"

namespace musubi::mail {
namespace {

using Words = std::vector<std::string_view>;

constexpr size_t kMostCards = 1000;

std::string capitals(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
  return out;
}

/// Lines that go on joined: those behind begin with a blank, or the one before ends in "=" under quoted-printable.
std::vector<std::string> unfolded(std::string_view bytes) {
  std::vector<std::string> out;
  bool soft = false;
  for (size_t at = 0; at < bytes.size();) {
    size_t end = std::min(bytes.find('\n', at), bytes.size());
    std::string_view line = bytes.substr(at, end - at);
    if (line.ends_with('\r')) line.remove_suffix(1);
    at = end + 1;
    if (soft)
      out.back().pop_back(), out.back() += line;
    else if (!out.empty() && !line.empty() && (line[0] == ' ' || line[0] == '\t'))
      out.back() += line.substr(1);
    else
      out.emplace_back(line);
    soft = out.back().ends_with('=') && capitals(std::string_view(out.back()).substr(0, out.back().find(':'))).find("QUOTED-PRINTABLE") != std::string::npos;
  }
  return out;
}

std::vector<std::string> parts_at(std::string_view value, char separator) {
  std::vector<std::string> out(1);
  for (size_t at = 0; at < value.size(); ++at) {
    if (value[at] == '\\' && at + 1 < value.size()) {
      char next = value[++at];
      out.back() += next == 'n' || next == 'N' ? '\n' : next;
    } else if (separator && value[at] == separator) {
      out.emplace_back();
    } else {
      out.back() += value[at];
    }
  }
  return out;
}

Words components(std::string_view name) {
  if (name == "N" || name == "SOUND") return {"FAMILY", "GIVEN", "ADDITIONAL", "PREFIX", "SUFFIX"};
  if (name == "ADR") return {"BOX", "EXTENDED", "STREET", "LOCALITY", "REGION", "POSTAL_CODE", "COUNTRY"};
  return {};
}

class Builder {
 public:
  explicit Builder(std::string_view label) : label_(label) {}

  void take(const std::string& line) {
    size_t colon = line.find(':');
    std::string head = capitals(std::string_view(line).substr(0, colon));
    std::string name = head.substr(0, head.find(';'));
    name.erase(0, name.find('.') + 1);
    static constexpr std::string_view known[] = {"FN", "N", "SOUND", "ORG", "TITLE", "ROLE", "NOTE", "TEL", "EMAIL", "ADR", "URL", "BDAY", "UID"};
    if (head.find("BASE64") != head.npos || head.find("=B;") != head.npos || std::find(std::begin(known), std::end(known), name) == std::end(known)) return;
    std::string value = line.substr(colon + 1);
    if (head.find("QUOTED-PRINTABLE") != head.npos) value = from_quoted(value, false);
    std::string charset = parameter(std::string_view(line).substr(0, colon), "charset");
    value = decoded(value, charset.empty() ? label_ : charset);
    std::string base = numbered(name + (name == "TEL" || name == "EMAIL" || name == "ADR" || name == "URL" ? kind_of(head) : ""));
    Words inner = components(name);
    if (name == "ORG") inner = {"", "UNIT"};
    if (inner.empty()) return add(base, parts_at(value, '\0')[0]);
    std::vector<std::string> parts = parts_at(value, ';');
    for (size_t i = 0; i < parts.size() && i < inner.size(); ++i) add(base + (inner[i].empty() ? "" : "_") + std::string(inner[i]), parts[i]);
  }

  Card card;

 private:
  /// What kind of number or address it is. The device says more than the place.
  static std::string kind_of(const std::string& head) {
    for (const char* kind : {"CELL", "FAX", "PAGER", "WORK", "HOME"})
      if (head.find(kind) != head.npos) return std::string("_") + kind;
    return {};
  }
  std::string numbered(const std::string& name) {
    int count = ++seen_[name];
    return count > 1 ? name + "_" + std::to_string(count) : name;
  }
  void add(const std::string& name, const std::string& value) {
    if (!trimmed(value).empty()) card.emplace_back(name, trimmed(value));
  }

  std::string label_;
  std::map<std::string, int> seen_;
};

}  // namespace

std::vector<Card> cards_in(std::string_view bytes, std::string_view label) {
  std::vector<Card> out;
  bool open = false;
  Builder builder(label);
  for (const std::string& line : unfolded(bytes)) {
    std::string word = capitals(trimmed(line));
    if (word == "BEGIN:VCARD") {
      builder = Builder(label);
      open = true;
    } else if (word == "END:VCARD") {
      if (open && !builder.card.empty()) out.push_back(std::move(builder.card));
      open = false;
      if (out.size() >= kMostCards) break;
    } else if (open && line.find(':') != line.npos) {
      builder.take(line);
    }
  }
  return out;
}

}  // namespace musubi::mail
