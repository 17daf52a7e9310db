#include "connectors/file/xls_book.hpp"

#include <freexl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <charconv>

#include "connectors/file/cell_text.hpp"
#include "connectors/file/fail.hpp"
#include "connectors/file/xls_marks.hpp"
#include "core/text/utf8.hpp"

namespace musubi::file {
namespace {

std::string utf16(std::string_view ascii) {
  std::string out;
  for (char c : ascii) (out += c) += '\0';
  return out;
}

/// freexl opens names, not bytes: a file that never touches the disk.
class MemoryFile {
 public:
  explicit MemoryFile(std::string_view bytes) : fd_(memfd_create("list", MFD_CLOEXEC)) {
    while (fd_ >= 0 && !bytes.empty()) {
      ssize_t done = write(fd_, bytes.data(), bytes.size());
      if (done <= 0) break;
      bytes.remove_prefix(size_t(done));
    }
  }
  ~MemoryFile() {
    if (fd_ >= 0) close(fd_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string name() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

std::string written(double value, const CellFormat& format) {
  char out[64];
  auto [end, error] = std::to_chars(out, out + sizeof out, value);
  return cell_text(std::string_view(out, size_t(end - out)), format, false);
}

std::string cell_of(const FreeXL_CellValue& cell, const CellFormat& format) {
  switch (cell.type) {
    case FREEXL_CELL_INT:
      return written(cell.value.int_value, format);
    case FREEXL_CELL_DOUBLE:
      return written(cell.value.double_value, format);
    case FREEXL_CELL_DATETIME: {
      std::string text = text::replace_invalid(cell.value.text_value);
      if (text.size() == 19 && text[10] == ' ') text[10] = 'T';
      return text.ends_with("T00:00:00") ? text.substr(0, 10) : text;
    }
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_TIME:
      return cell.value.text_value ? text::replace_invalid(cell.value.text_value) : std::string();
    default:
      return "";
  }
}

}  // namespace

struct XlsBook::Impl {
  ~Impl() {
    if (handle) freexl_close(handle);
  }
  std::string file;
  const void* handle = nullptr;
  std::vector<Sheet> sheets;
  std::vector<XlsMarks> marks;

  CellFormat format_of(size_t sheet, uint32_t row, uint32_t column) const {
    if (sheet >= marks.size()) return {};
    auto at = marks[sheet].digits.find({row, column});
    return at == marks[sheet].digits.end() ? CellFormat() : marks[sheet].formats[at->second];
  }
};

namespace {

/// Hands the value of merged cells down to the rows they reach.
class MergedDown {
 public:
  explicit MergedDown(const XlsMarks* marks) : marks_(marks) {}
  void use(Row& row) {
    if (!marks_) return;
    std::erase_if(open_, [&](const auto& one) { return one.first.last < row.number; });
    for (const auto& [merge, text] : open_) row.merged.emplace_back(merge.column, text);
    for (; next_ < marks_->merges.size() && marks_->merges[next_].first <= row.number; ++next_) {
      const XlsMarks::Merge& merge = marks_->merges[next_];
      if (merge.first == row.number && merge.column < row.cells.size()) open_.emplace_back(merge, row.cells[merge.column]);
    }
  }

 private:
  const XlsMarks* marks_;
  size_t next_ = 0;
  std::vector<std::pair<XlsMarks::Merge, std::string>> open_;
};

}  // namespace

XlsBook::XlsBook(std::string_view bytes, std::string file) : impl_(std::make_unique<Impl>()) {
  impl_->file = std::move(file);
  if (bytes.find(utf16("EncryptedPackage")) != bytes.npos) data_failure("xlsx_locked", {{"file", impl_->file}});
  bool workbook = bytes.find(utf16("Workbook")) != bytes.npos || bytes.find(utf16("Book")) != bytes.npos;
  if (!workbook) data_failure("other_office_file", {{"file", impl_->file}});
  MemoryFile memory(bytes);
  int result = freexl_open(memory.name().c_str(), &impl_->handle);
  unsigned int locked = 0, sheets = 0;
  if (result == FREEXL_OK) freexl_get_info(impl_->handle, FREEXL_BIFF_PASSWORD, &locked);
  if (locked == FREEXL_BIFF_OBFUSCATED) data_failure("xlsx_locked", {{"file", impl_->file}});
  if (result != FREEXL_OK) data_failure("xls_damaged", {{"file", impl_->file}});
  freexl_get_info(impl_->handle, FREEXL_BIFF_SHEET_COUNT, &sheets);
  impl_->marks = read_xls_marks(bytes);
  if (impl_->marks.size() != sheets) impl_->marks.clear();
  for (unsigned int i = 0; i < sheets && i < 65536; ++i) {
    const char* name = nullptr;
    freexl_get_worksheet_name(impl_->handle, static_cast<unsigned short>(i), &name);
    impl_->sheets.push_back({name ? text::replace_invalid(name) : std::string(), i < impl_->marks.size() && impl_->marks[i].hidden});
  }
}

XlsBook::~XlsBook() = default;

std::vector<Book::Sheet> XlsBook::tabs() const { return impl_->sheets; }

void XlsBook::rows_of(size_t place, RowConsumer& rows) const {
  unsigned int count = 0;
  unsigned short columns = 0;
  if (freexl_select_active_worksheet(impl_->handle, static_cast<unsigned short>(place)) != FREEXL_OK ||
      freexl_worksheet_dimensions(impl_->handle, &count, &columns) != FREEXL_OK)
    data_failure("xls_damaged", {{"file", impl_->file}});
  MergedDown merged(place < impl_->marks.size() ? &impl_->marks[place] : nullptr);
  for (unsigned int r = 0; r < count; ++r) {
    Row row;
    row.number = int64_t(r) + 1;
    for (unsigned short c = 0; c < columns; ++c) {
      FreeXL_CellValue cell{};
      cell.type = FREEXL_CELL_NULL;
      if (freexl_get_cell_value(impl_->handle, r, c, &cell) != FREEXL_OK) continue;
      std::string text = cell_of(cell, impl_->format_of(place, r, c));
      if (text.empty()) continue;
      row.cells.resize(size_t(c) + 1);
      row.cells[c] = std::move(text);
    }
    merged.use(row);
    if ((!row.cells.empty() || !row.merged.empty()) && !rows.row(row)) return;
  }
}

}  // namespace musubi::file
