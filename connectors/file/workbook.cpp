#include "connectors/file/workbook.hpp"

#include "connectors/file/fail.hpp"
#include "connectors/file/sheet_part.hpp"
#include "connectors/file/workbook_parts.hpp"

namespace musubi::file {
namespace {

/// The entry that `target` means in a part of `folder` ("xl/").
std::string entry_of(const std::string& folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string base = folder;
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    size_t slash = base.size() < 2 ? base.npos : base.rfind('/', base.size() - 2);
    base.resize(slash == base.npos ? 0 : slash + 1);
  }
  if (target.starts_with("./")) target.remove_prefix(2);
  return base + std::string(target);
}

void take(const ZipArchive& zip, const std::string& entry, const std::string& file, XmlTaker& taker,
          size_t most = ZipArchive::most_kept) {
  XmlReader xml(taker);
  auto feed = [&](std::string_view chunk) {
    if (!xml.feed(chunk)) data_failure("xlsx_damaged", {{"file", file}});
    return true;
  };
  zip.read(entry, feed, most);
  if (!xml.finish()) data_failure("xlsx_damaged", {{"file", file}});
}

std::string folder_of(const std::string& entry) {
  return entry.substr(0, entry.rfind('/') + 1);
}

std::string relations_of(const std::string& entry) {
  std::string folder = folder_of(entry);
  return folder + "_rels/" + entry.substr(folder.size()) + ".rels";
}

}  // namespace

Workbook::Workbook(std::string_view bytes, std::string file)
    : file_(std::move(file)), zip_(bytes, file_) {
  read_book();
}

void Workbook::read_book() {
  RelationsPart top;
  take(zip_, "_rels/.rels", file_, top);
  std::string book_entry = entry_of("", top.by_kind["officeDocument"]);
  if (book_entry.empty() || !zip_.has(book_entry)) data_failure("not_xlsx", {{"file", file_}});
  BookPart book;
  take(zip_, book_entry, file_, book);
  since_1904_ = book.since_1904;
  RelationsPart relations;
  take(zip_, relations_of(book_entry), file_, relations);
  std::string folder = folder_of(book_entry);
  for (const auto& sheet : book.sheets)
    tabs_.push_back({sheet.name, entry_of(folder, relations.by_id[sheet.id]), sheet.hidden});
  if (auto styles = relations.by_kind.find("styles"); styles != relations.by_kind.end())
    read_styles(entry_of(folder, styles->second));
  if (auto texts = relations.by_kind.find("sharedStrings"); texts != relations.by_kind.end()) {
    SharedTextsPart part;
    take(zip_, entry_of(folder, texts->second), file_, part);
    shared_ = std::move(part.texts);
  }
}

void Workbook::read_styles(const std::string& entry) {
  StylesPart styles;
  take(zip_, entry, file_, styles);
  formats_ = std::move(styles.formats);
}

std::vector<Book::Sheet> Workbook::tabs() const {
  std::vector<Sheet> out;
  for (const Tab& tab : tabs_) out.push_back({tab.name, tab.hidden});
  return out;
}

void Workbook::rows_of(size_t place, RowConsumer& rows) const {
  const std::string& entry = tabs_[place].entry;
  MergesPart merges;
  take(zip_, entry, file_, merges, ZipArchive::most_passed);
  SheetPart part(shared_, formats_, since_1904_, std::move(merges.merges), rows);
  XmlReader xml(part);
  auto feed = [&](std::string_view chunk) {
    if (!xml.feed(chunk)) data_failure("xlsx_damaged", {{"file", file_}});
    return part.wanted();
  };
  zip_.read(entry, feed, ZipArchive::most_passed);
}

}  // namespace musubi::file
