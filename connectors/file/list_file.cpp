#include "connectors/file/list_file.hpp"

#include <algorithm>

#include "connectors/file/archive.hpp"
#include "connectors/file/calendar_records.hpp"
#include "connectors/file/card_records.hpp"
#include "connectors/file/delimited.hpp"
#include "connectors/file/fail.hpp"
#include "connectors/file/html_table.hpp"
#include "connectors/file/json_records.hpp"
#include "connectors/file/mdb_book.hpp"
#include "connectors/file/ods_book.hpp"
#include "connectors/file/table.hpp"
#include "connectors/file/workbook.hpp"
#include "connectors/file/xls_book.hpp"

namespace musubi::file {
namespace {

std::string all_of(ByteFile& file) {
  std::string out;
  file.rewind();
  for (std::string_view chunk = file.next(); !chunk.empty(); chunk = file.next()) out += chunk;
  return out;
}

bool has_sheets(Format format) {
  return format == Format::xlsx || format == Format::xls || format == Format::ods || format == Format::mdb || format == Format::html || format == Format::xml2003;
}

bool is_text(Format format) {
  return format != Format::xlsx && format != Format::xls && format != Format::ods && format != Format::mdb;
}

std::string_view delimiter_word(char delimiter) {
  switch (delimiter) {
    case '\t':
      return "tab";
    case ';':
      return "semicolon";
    case '|':
      return "pipe";
    default:
      return "comma";
  }
}

}  // namespace

ListFile::ListFile(const StreamSettings& settings, const FoundFile& file)
    : settings_(settings), found_(file), bytes_(file.path, file.name) {}
ListFile::~ListFile() = default;

void ListFile::look(const std::function<void()>& between) {
  overview_ = look_over(bytes_, between);
  if (overview_.empty) return;
  format_ = settings_.format;
  Format seen = format_of(found_.name, overview_.sample);
  // An archive is unpacked whatever format the list inside is said to have.
  if (seen == Format::zip) open_archive();
  else if (format_ == Format::automatic) format_ = seen;
  if (std::string_view kind = is_text(format_) ? foreign_kind(overview_.sample) : ""; !kind.empty())
    data_failure(kind == "binary" ? "unknown_binary" : "foreign_kind", {{"file", name()}, {"kind", std::string(kind)}});
  text::Encoding found = text::detect(overview_.telling).encoding;
  auto set = settings_.encoding == "auto" ? std::nullopt : text::encoding_named(settings_.encoding);
  bool utf16 = found == text::Encoding::utf16le || found == text::Encoding::utf16be;
  encoding_ = !set || (settings_.encoding == "utf-16" && utf16) ? found : *set;
  bool both_utf8 = encoding_ == text::Encoding::utf8 && found == text::Encoding::utf8_bom;
  if (encoding_ != found && !both_utf8) better_ = text::encoding_name(found);
}

void ListFile::open_archive() {
  std::string archive = all_of(bytes_);
  std::string_view kind = container_kind(archive, found_.name);
  if (!kind.empty()) {
    if (format_ == Format::automatic) format_ = kind == "ods" ? Format::ods : Format::xlsx;
    return;
  }
  Unpacked list = unpack(archive, found_.name, settings_.inside, settings_.password);
  entries_ = std::move(list.others);
  inside_ = list.name;
  inner_ = std::make_unique<ByteFile>(list.name, std::move(list.bytes));
  std::string digest = std::move(overview_.digest);
  overview_ = look_over(*inner_, [] {});
  overview_.digest = std::move(digest);
  Format seen = format_of(inside_, overview_.sample);
  if (seen == Format::zip) {
    kind = container_kind(all_of(*inner_), inside_);
    if (kind.empty()) data_failure("archive_in_archive", {{"file", found_.name}, {"inside", inside_}});
    seen = kind == "ods" ? Format::ods : Format::xlsx;
  }
  if (format_ == Format::automatic) format_ = seen;
}

Book& ListFile::book() {
  if (book_) return *book_;
  if (format_ == Format::mdb) {
    if (inner_) data_failure("archive_in_archive", {{"file", found_.name}, {"inside", inside_}});
    book_ = std::make_unique<MdbBook>(found_.path, name());
    return *book_;
  }
  book_bytes_ = all_of(bytes());
  if (is_text(format_)) book_bytes_ = text::decode(book_bytes_, encoding_).text;
  if (format_ == Format::xls) book_ = std::make_unique<XlsBook>(book_bytes_, name());
  else if (format_ == Format::ods) book_ = std::make_unique<OdsBook>(book_bytes_, name());
  else if (format_ == Format::html) book_ = std::make_unique<HtmlBook>(book_bytes_, name());
  else if (format_ == Format::xml2003) book_ = std::make_unique<Xml2003Book>(book_bytes_, name());
  else book_ = std::make_unique<Workbook>(book_bytes_, name());
  return *book_;
}

void ListFile::read(Delivery& delivery) {
  if (format_ == Format::json) return read_json(bytes(), encoding_, settings_, delivery);
  if (format_ == Format::jsonl) return read_json_lines(bytes(), encoding_, settings_, delivery);
  if (format_ == Format::vcard) return deliver_cards(all_of(bytes()), encoding_, settings_, delivery);
  if (format_ == Format::ics) return deliver_events(decoded(), found_.date, settings_, delivery);
  Table table(settings_, delivery);
  table.read_as(std::string(text::encoding_name(encoding_)), better_);
  read_rows(table);
  table.finish();
}

std::string ListFile::decoded() {
  return text::decode(all_of(bytes()), encoding_).text;
}

text::Dialect ListFile::dialect() {
  std::string sample = text::decode(overview_.sample, encoding_).text;
  text::Dialect dialect{settings_.delimiter, settings_.quote};
  if (!dialect.delimiter && format_ == Format::tsv) dialect.delimiter = '\t';
  if (dialect.delimiter && !settings_.find_quote) return dialect;
  text::Dialect guess = text::guess_dialect(sample);
  if (!dialect.delimiter) dialect.delimiter = guess.delimiter;
  // A sample with a quote that never closes looks like one without quotes; reading it with them names the
  // line.
  if (settings_.find_quote && guess.quote) dialect.quote = guess.quote;
  return dialect;
}

void ListFile::read_rows(RowConsumer& rows) {
  if (has_sheets(format_)) return book().rows_of(book().find(settings_.sheet, settings_.name, name()), rows);
  read_delimited(bytes(), encoding_, dialect(), rows);
}

std::vector<std::string> ListFile::columns() {
  if (format_ == Format::json || format_ == Format::jsonl)
    return json_members(bytes(), encoding_, settings_, format_ == Format::jsonl);
  if (format_ == Format::vcard) return card_members(all_of(bytes()), encoding_);
  if (format_ == Format::ics) return event_members(decoded(), found_.date);
  HeaderSeeker seeker;
  read_rows(seeker);
  Header header = find_header(seeker.sample(), settings_.header, settings_.columns);
  check_decoded({header, seeker.sample()}, {settings_.name, found_.name, std::string(text::encoding_name(encoding_)), better_});
  key_places(header, settings_, found_.name);
  header_row_ = header.last_row;
  return header.names;
}

Found ListFile::found() {
  Found out;
  out.format = format_word(format_);
  out.inside = inside_;
  out.entries = entries_;
  out.header_row = header_row_;
  if (is_text(format_)) out.encoding = text::encoding_name(encoding_);
  if (format_ == Format::csv || format_ == Format::tsv) out.delimiter = delimiter_word(dialect().delimiter);
  if (!has_sheets(format_)) return out;
  size_t place = book().find(settings_.sheet, settings_.name, name());
  out.sheet = book().sheets()[place];
  out.sheets = book().lists();
  return out;
}

}  // namespace musubi::file
