#include "connectors/file/vcard.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "connectors/file/header.hpp"
#include "connectors/file/vcard_line.hpp"
#include "core/text/json.hpp"

namespace musubi::file {
namespace {

using Parts = std::vector<std::string_view>;

bool is_word(std::string_view line, std::string_view word) {
  if (line.size() < word.size()) return false;
  for (size_t i = 0; i < word.size(); ++i)
    if ((line[i] >= 'a' && line[i] <= 'z' ? line[i] - 32 : line[i]) != word[i]) return false;
  return line.find_first_not_of(" \t", word.size()) == line.npos;
}

/// "_CELL", "_WORK" …: what kind of number, address or page it is. The device says more than the place.
std::string kind_of(const CardLine& line) {
  for (const char* kind : {"CELL", "FAX", "PAGER", "WORK", "HOME", "OTHER"})
    if (std::find(line.types.begin(), line.types.end(), kind) != line.types.end())
      return std::string("_") + kind;
  return "";
}

/// Names of the components of structured values; an empty vector for plain ones.
Parts components(std::string_view name) {
  if (name == "N" || name == "SOUND") return {"FAMILY", "GIVEN", "ADDITIONAL", "PREFIX", "SUFFIX"};
  if (name == "ADR") return {"BOX", "EXTENDED", "STREET", "LOCALITY", "REGION", "POSTAL_CODE", "COUNTRY"};
  return {};
}

/// Puts the lines of one card into its members.
class CardBuilder {
 public:
  void take(const CardLine& line, Card& card) {
    static constexpr std::string_view unsaid[] = {"VERSION", "PHOTO", "LOGO", "KEY", "X-ABLABEL", "PRODID"};
    if (line.binary || std::find(std::begin(unsaid), std::end(unsaid), line.name) != std::end(unsaid)) return;
    card.undecodable |= line.undecodable;
    bool typed = line.name == "TEL" || line.name == "EMAIL" || line.name == "ADR" || line.name == "URL";
    std::string name = line.name + (typed ? kind_of(line) : "");
    if (line.name == "ORG") return add_organisation(line, card);
    Parts inner = components(line.name);
    if (!inner.empty()) return add_components(name, inner, line, card);
    std::string value = card_parts(line.value, '\0')[0];
    if (line.name == "UID" && card.uid.empty()) card.uid = value;
    if (line.name == "TEL" && value.starts_with("tel:")) value.erase(0, 4);
    add(numbered(name), value, card);
  }

 private:
  /// TEL_WORK, then TEL_WORK_2 …
  std::string numbered(const std::string& name) {
    int count = ++seen_[name];
    return count > 1 ? name + "_" + std::to_string(count) : name;
  }
  static void add(std::string name, const std::string& value, Card& card) {
    if (!is_blank(value)) card.members.emplace_back(std::move(name), value);
  }
  void add_components(const std::string& name, const Parts& inner, const CardLine& line, Card& card) {
    std::vector<std::string> parts = card_parts(line.value, ';');
    std::string base = numbered(name);
    for (size_t i = 0; i < parts.size() && i < inner.size(); ++i)
      add(base + "_" + std::string(inner[i]), parts[i], card);
  }
  void add_organisation(const CardLine& line, Card& card) {
    std::vector<std::string> parts = card_parts(line.value, ';');
    add(numbered("ORG"), parts[0], card);
    for (size_t i = 1; i < parts.size(); ++i)
      if (!is_blank(parts[i])) add(numbered("ORG_UNIT"), parts[i], card);
  }

  std::map<std::string, int> seen_;
};

}  // namespace

std::string Card::json() const {
  std::string out;
  text::JsonWriter writer(out);
  writer.begin_object();
  for (const auto& [name, value] : members) writer.key(name).string(value);
  writer.end_object();
  return out;
}

std::vector<Card> read_cards(std::string_view bytes, text::Encoding encoding) {
  std::string whole;
  bool by_line = encoding == text::Encoding::utf8 || encoding == text::Encoding::cp932 ||
                 encoding == text::Encoding::euc_jp;
  if (!by_line) {
    whole = text::decode(bytes, encoding).text;
    bytes = whole;
    encoding = text::Encoding::utf8;
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::vector<Card> out;
  std::optional<CardBuilder> builder;
  bool open = false;
  for (const std::string& line : unfold(bytes)) {
    if (is_word(line, "BEGIN:VCARD")) {
      if (open) out.back().cut_off = true;
      out.emplace_back();
      out.back().number = static_cast<int64_t>(out.size());
      builder.emplace();
      open = true;
    }
    if (!open) continue;
    Card& card = out.back();
    card.raw += text::decode(line, encoding).text + "\n";
    if (is_word(line, "END:VCARD")) {
      open = false;
    } else if (auto parsed = card_line(line, encoding); parsed && parsed->name != "BEGIN") {
      builder->take(*parsed, card);
    }
  }
  if (open) out.back().cut_off = true;
  return out;
}

}  // namespace musubi::file
