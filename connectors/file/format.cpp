#include "connectors/file/format.hpp"

#include <algorithm>

#include "core/text/encoding.hpp"
#include "core/text/json.hpp"

namespace musubi::file {
namespace {

using namespace std::string_view_literals;

std::string lower_case(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return out;
}

/// Whether the first line is an object of its own and another line follows or nothing does.
bool has_json_lines(std::string_view sample) {
  size_t begin = sample.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  if (begin == sample.npos || sample[begin] != '{') return false;
  size_t end = sample.find('\n', begin);
  if (end == sample.npos || text::check_json(sample.substr(begin, end - begin))) return false;
  size_t next = sample.find_first_not_of(" \t\r\n", end);
  return next == sample.npos || sample[next] == '{';
}

/// The beginning as lower-case text without what stands before the first sign.
std::string first_words(std::string_view sample) {
  bool wide = sample.starts_with("\xFF\xFE"sv) || sample.starts_with("\xFE\xFF"sv);
  std::string text = wide ? text::decode(sample.substr(0, 8192), text::detect(sample.substr(0, 8192)).encoding).text : std::string(sample.substr(0, 4096));
  size_t begin = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return begin == text.npos ? "" : lower_case(std::string_view(text).substr(begin));
}

Format marked_up(const std::string& words, std::string_view sample) {
  if (words.starts_with("<?xml") || words.starts_with("<workbook")) {
    if (words.find("schemas-microsoft-com:office:spreadsheet") != words.npos) return Format::xml2003;
    return words.find("<html") != words.npos ? Format::html : Format::automatic;
  }
  bool page = false;
  for (std::string_view tag : {"<html", "<!doctype html", "<table", "<meta", "<head", "<body", "<style", "<div", "<title"}) page |= words.starts_with(tag);
  if (!page) return Format::automatic;
  return lower_case(sample).find("<table") != std::string::npos || sample.starts_with("\xFF\xFE"sv) || sample.starts_with("\xFE\xFF"sv) ? Format::html : Format::automatic;
}

}  // namespace

Format format_of(std::string_view name, std::string_view sample) {
  std::string lower = lower_case(name);
  if (lower.ends_with(".gz")) lower.resize(lower.size() - 3);
  auto named = [&](std::initializer_list<const char*> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](const char* end) { return lower.ends_with(end); });
  };
  if (sample.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return Format::xls;
  if (sample.starts_with("PK\x03\x04") || sample.starts_with("PK\x05\x06")) return Format::zip;
  if (sample.size() > 20 && (sample.substr(4, 15) == "Standard Jet DB" || sample.substr(4, 15) == "Standard ACE DB")) return Format::mdb;
  std::string words = first_words(sample);
  if (Format format = marked_up(words, sample); format != Format::automatic) return format;
  if (words.starts_with("begin:vcard")) return Format::vcard;
  if (words.starts_with("begin:vcalendar")) return Format::ics;
  if (named({".jsonl", ".ndjson"}) || (named({".json"}) && has_json_lines(sample))) return Format::jsonl;
  if (named({".json"})) return Format::json;
  if (named({".vcf", ".vcard"})) return Format::vcard;
  if (named({".ics", ".ical"})) return Format::ics;
  if (named({".tsv", ".tab"})) return Format::tsv;
  if (named({".csv", ".xls", ".xlsx"})) return Format::csv;
  if (has_json_lines(sample)) return Format::jsonl;
  return !words.empty() && (words[0] == '[' || words[0] == '{') ? Format::json : Format::csv;
}

std::string_view foreign_kind(std::string_view sample) {
  struct Mark {
    std::string_view bytes, name;
  };
  constexpr Mark marks[] = {{"%PDF", "PDF"},      {"\x89PNG", "PNG"},         {"\xFF\xD8\xFF", "JPEG"}, {"GIF8", "GIF"},        {"BM6", "BMP"},
                            {"II*\0"sv, "TIFF"},   {"MM\0*"sv, "TIFF"},        {"Rar!", "RAR"},          {"7z\xBC\xAF", "7-Zip"}, {"MZ\x90", "EXE"},
                            {"\x7F"
                             "ELF",
                             "ELF"},
                            {"SQLite format 3", "SQLite"}, {"{\\rtf", "RTF"}, {"%!PS", "PostScript"}, {"ftyp"sv, ""}};
  for (const Mark& mark : marks)
    if (!mark.name.empty() && sample.starts_with(mark.bytes)) return mark.name;
  if (sample.starts_with("\xFF\xFE"sv) || sample.starts_with("\xFE\xFF"sv)) return "";
  std::string_view head = sample.substr(0, 4096);
  auto encoding = text::detect(head).encoding;
  if (encoding == text::Encoding::utf16le || encoding == text::Encoding::utf16be) return "";
  size_t controls = std::count_if(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\x1b' && c != '\f'; });
  return controls * 20 > head.size() ? "binary" : "";
}

std::string_view format_word(Format format) {
  constexpr std::string_view words[] = {"auto", "csv", "tsv", "json", "jsonl", "xlsx", "vcard", "xls", "ods", "mdb", "html", "xml2003", "ics", "zip"};
  return words[size_t(format)];
}

}  // namespace musubi::file
