#include "connectors/file/list_file.hpp"

#include <algorithm>

#include "connectors/file/card_records.hpp"
#include "connectors/file/delimited.hpp"
#include "connectors/file/fail.hpp"
#include "connectors/file/json_records.hpp"
#include "connectors/file/table.hpp"
#include "connectors/file/workbook.hpp"
#include "core/text/json.hpp"

namespace musubi::file {
namespace {

std::string lower_case(std::string_view name) {
  std::string out(name);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
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

text::Dialect dialect_of(const StreamSettings& settings, Format format, std::string_view sample) {
  text::Dialect dialect{settings.delimiter, settings.quote};
  if (!dialect.delimiter && format == Format::tsv) dialect.delimiter = '\t';
  if (dialect.delimiter && !settings.find_quote) return dialect;
  text::Dialect guess = text::guess_dialect(sample);
  if (!dialect.delimiter) dialect.delimiter = guess.delimiter;
  // A sample with a quote that never closes looks like one without quotes; reading it with them names the
  // line.
  if (settings.find_quote && guess.quote) dialect.quote = guess.quote;
  return dialect;
}

std::string all_of(ByteFile& file) {
  std::string out;
  file.rewind();
  for (std::string_view chunk = file.next(); !chunk.empty(); chunk = file.next()) out += chunk;
  return out;
}

}  // namespace

Format format_of(std::string_view name, std::string_view sample) {
  std::string lower = lower_case(name);
  if (lower.ends_with(".gz")) lower.resize(lower.size() - 3);
  auto named = [&](std::initializer_list<const char*> ends) {
    return std::any_of(ends.begin(), ends.end(), [&](const char* end) { return lower.ends_with(end); });
  };
  if (named({".jsonl", ".ndjson"}) || (named({".json"}) && has_json_lines(sample))) return Format::jsonl;
  if (named({".json"})) return Format::json;
  if (named({".xlsx", ".xlsm"}) || sample.starts_with("PK\x03\x04")) return Format::xlsx;
  if (named({".vcf", ".vcard"}) || lower_case(sample.substr(0, 64)).find("begin:vcard") != std::string::npos)
    return Format::vcard;
  if (named({".tsv", ".tab"})) return Format::tsv;
  if (named({".csv"})) return Format::csv;
  if (has_json_lines(sample)) return Format::jsonl;
  size_t first = sample.find_first_not_of("\xEF\xBB\xBF \t\r\n");
  return first != sample.npos && (sample[first] == '[' || sample[first] == '{') ? Format::json : Format::csv;
}

ListFile::ListFile(const StreamSettings& settings, const FoundFile& file)
    : settings_(settings), found_(file), bytes_(file.path) {}

void ListFile::look(const std::function<void()>& between) {
  overview_ = look_over(bytes_, between);
  format_ =
      settings_.format == Format::automatic ? format_of(found_.name, overview_.sample) : settings_.format;
  text::Encoding found = text::detect(overview_.telling).encoding;
  auto set = settings_.encoding == "auto" ? std::nullopt : text::encoding_named(settings_.encoding);
  bool utf16 = found == text::Encoding::utf16le || found == text::Encoding::utf16be;
  encoding_ = !set || (settings_.encoding == "utf-16" && utf16) ? found : *set;
  bool both_utf8 = encoding_ == text::Encoding::utf8 && found == text::Encoding::utf8_bom;
  if (encoding_ != found && !both_utf8) better_ = text::encoding_name(found);
}

void ListFile::read(Delivery& delivery) {
  if (format_ == Format::json) return read_json(bytes_, encoding_, settings_, delivery);
  if (format_ == Format::jsonl) return read_json_lines(bytes_, encoding_, settings_, delivery);
  if (format_ == Format::vcard) return deliver_cards(all_of(bytes_), encoding_, settings_, delivery);
  Table table(settings_, delivery);
  table.read_as(std::string(text::encoding_name(encoding_)), better_);
  read_rows(table);
  table.finish();
}

void ListFile::read_rows(RowConsumer& rows) {
  if (format_ == Format::xlsx) {
    std::string bytes = all_of(bytes_);
    return Workbook(bytes, found_.name).read(settings_.sheet, settings_.name, rows);
  }
  std::string sample = text::decode(overview_.sample, encoding_).text;
  read_delimited(bytes_, encoding_, dialect_of(settings_, format_, sample), rows);
}

std::vector<std::string> ListFile::columns() {
  if (format_ == Format::json || format_ == Format::jsonl)
    return json_members(bytes_, encoding_, settings_, format_ == Format::jsonl);
  if (format_ == Format::vcard) return card_members(all_of(bytes_), encoding_);
  HeaderSeeker seeker;
  read_rows(seeker);
  Header header = find_header(seeker.sample(), settings_.header, settings_.columns);
  for (const Row& row : seeker.sample())
    if (row.undecodable && row.number <= std::max<int64_t>(header.last_row, 1) && !better_.empty())
      config_failure("undecodable_header", {{"stream", settings_.name},
                                            {"file", found_.name},
                                            {"row", std::to_string(row.number)},
                                            {"encoding", std::string(text::encoding_name(encoding_))},
                                            {"better", better_}});
  key_places(header, settings_, found_.name);
  return header.names;
}

}  // namespace musubi::file
