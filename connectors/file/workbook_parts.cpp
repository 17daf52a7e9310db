#include "connectors/file/workbook_parts.hpp"

#include <charconv>

#include "core/text/utf8.hpp"

namespace musubi::file {
namespace {

int number(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool is_true(std::string_view text) {
  return text == "1" || text == "true";
}

}  // namespace

std::string_view attribute(const Attributes& attributes, std::string_view name) {
  auto it = attributes.find(name);
  return it == attributes.end() ? std::string_view() : std::string_view(it->second);
}

std::string unescaped_cell(std::string_view text) {
  if (text.find("_x") == text.npos) return std::string(text);
  std::string out;
  for (size_t at = 0; at < text.size(); ++at) {
    unsigned value = 0;
    if (text.substr(at, 2) == "_x" && at + 6 < text.size() && text[at + 6] == '_') {
      auto [end, error] = std::from_chars(text.data() + at + 2, text.data() + at + 6, value, 16);
      bool surrogate = value >= 0xD800 && value < 0xE000;
      if (error == std::errc() && end == text.data() + at + 6 && !surrogate) {
        text::append_utf8(out, value);
        at += 6;
        continue;
      }
    }
    out += text[at];
  }
  return out;
}

CellPlace cell_place(std::string_view name) {
  CellPlace place;
  size_t at = 0;
  for (; at < name.size() && at < 4 && name[at] >= 'A' && name[at] <= 'Z'; ++at)
    place.column = place.column * 26 + (name[at] - 'A' + 1);
  if (!at) return {};
  --place.column;
  std::from_chars(name.data() + at, name.data() + name.size(), place.row);
  return place;
}

void BookPart::begin(std::string_view name, const Attributes& attributes) {
  if (name == "workbookPr") since_1904 = is_true(attribute(attributes, "date1904"));
  if (name != "sheet") return;
  std::string_view state = attribute(attributes, "state");
  sheets.push_back({std::string(attribute(attributes, "name")), std::string(attribute(attributes, "id")),
                    state == "hidden" || state == "veryHidden"});
}

void RelationsPart::begin(std::string_view name, const Attributes& attributes) {
  if (name != "Relationship") return;
  std::string_view kind = attribute(attributes, "Type");
  std::string target(attribute(attributes, "Target"));
  by_kind.emplace(kind.substr(kind.rfind('/') + 1), target);
  by_id.emplace(attribute(attributes, "Id"), target);
}

void SharedTextsPart::begin(std::string_view name, const Attributes&) {
  if (name == "si") text_.clear();
  if (name == "rPh") in_phonetic_ = true;
  in_text_ = name == "t" && !in_phonetic_;
}

void SharedTextsPart::text(std::string_view piece) {
  if (in_text_) text_ += piece;
}

void SharedTextsPart::end(std::string_view name) {
  in_text_ = false;
  if (name == "rPh") in_phonetic_ = false;
  if (name == "si") texts.push_back(unescaped_cell(text_));
}

void StylesPart::begin(std::string_view name, const Attributes& attributes) {
  if (name == "numFmt")
    own_[number(attribute(attributes, "numFmtId"))] = cell_format(attribute(attributes, "formatCode"));
  if (name == "cellXfs") in_cell_styles_ = true;
  if (name != "xf" || !in_cell_styles_) return;
  int id = number(attribute(attributes, "numFmtId"));
  auto own = own_.find(id);
  formats.push_back(own == own_.end() ? builtin_format(id) : own->second);
}

void StylesPart::end(std::string_view name) {
  if (name == "cellXfs") in_cell_styles_ = false;
}

void MergesPart::begin(std::string_view name, const Attributes& attributes) {
  if (name != "mergeCell") return;
  std::string_view range = attribute(attributes, "ref");
  size_t colon = range.find(':');
  if (colon == range.npos) return;
  CellPlace from = cell_place(range.substr(0, colon)), to = cell_place(range.substr(colon + 1));
  if (from.row && to.row > from.row) merges.push_back({from.column, from.row, to.row});
}

}  // namespace musubi::file
