#include "connectors/file/xls_book.hpp"

#include <dlfcn.h>
#include <sys/mman.h>
#include <unistd.h>

#include <filesystem>

#include "connectors/file/cell_text.hpp"
#include "connectors/file/child_program.hpp"
#include "connectors/file/fail.hpp"
#include "connectors/file/xls_marks.hpp"
#include "connectors/file/xls_output.hpp"
#include "core/text/utf8.hpp"

namespace musubi::file {
namespace {

constexpr int locked_code = 3;  // of musubi-xls
constexpr uint32_t most_columns = 65536;

std::string utf16(std::string_view ascii) {
  std::string out;
  for (char c : ascii) (out += c) += '\0';
  return out;
}

/// The program stands beside this plug-in.
std::string program() {
  Dl_info here{};
  dladdr(reinterpret_cast<void*>(&program), &here);
  return (std::filesystem::path(here.dli_fname ? here.dli_fname : "").parent_path() / "musubi-xls").string();
}

/// A file that never touches the disk.
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
  /// Read from its begin.
  int descriptor() const {
    lseek(fd_, 0, SEEK_SET);
    return fd_;
  }

 private:
  int fd_;
};

std::string cell_of(const XlsOutput::Piece& cell, const CellFormat& format) {
  if (cell.kind == 'n') return cell_text(cell.text, format, false);
  std::string text = text::replace_invalid(cell.text);
  if (cell.kind != 'd') return text;
  if (text.size() == 19 && text[10] == ' ') text[10] = 'T';
  return text.ends_with("T00:00:00") ? text.substr(0, 10) : text;
}

}  // namespace

struct XlsBook::Impl {
  Impl(std::string_view bytes, std::string name) : file(std::move(name)), memory(bytes) {}
  std::string file;
  MemoryFile memory;
  std::vector<Sheet> sheets;
  std::vector<XlsMarks> marks;

  /// Has the program print; throws where it cannot.
  void print(std::vector<std::string> arguments, const std::function<bool(const XlsOutput::Piece&)>& take) const {
    arguments.insert(arguments.begin(), program());
    const std::string name = arguments[0];
    ChildProgram child({std::move(arguments), memory.descriptor(), {"LC_ALL=C.UTF-8"}}, file);
    if (!child.started()) transient_failure("cannot_start", {{"program", name}, {"file", file}});
    XlsOutput output;
    int code = child.read([&](std::string_view bytes) { return output.feed(bytes, take); });
    if (code == locked_code) data_failure("xlsx_locked", {{"file", file}});
    if (code != 0) data_failure("xls_damaged", {{"file", file}});
  }

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

XlsBook::XlsBook(std::string_view bytes, std::string file) : impl_(std::make_unique<Impl>(bytes, std::move(file))) {
  if (bytes.find(utf16("EncryptedPackage")) != bytes.npos) data_failure("xlsx_locked", {{"file", impl_->file}});
  bool workbook = bytes.find(utf16("Workbook")) != bytes.npos || bytes.find(utf16("Book")) != bytes.npos;
  if (!workbook) data_failure("other_office_file", {{"file", impl_->file}});
  impl_->print({"tabs"}, [&](const XlsOutput::Piece& piece) {
    impl_->sheets.push_back({text::replace_invalid(piece.text), false});
    return true;
  });
  impl_->marks = read_xls_marks(bytes);
  if (impl_->marks.size() != impl_->sheets.size()) impl_->marks.clear();
  for (size_t i = 0; i < impl_->marks.size(); ++i) impl_->sheets[i].hidden = impl_->marks[i].hidden;
}

XlsBook::~XlsBook() = default;

std::vector<Book::Sheet> XlsBook::tabs() const { return impl_->sheets; }

void XlsBook::rows_of(size_t place, RowConsumer& rows) const {
  MergedDown merged(place < impl_->marks.size() ? &impl_->marks[place] : nullptr);
  Row row;
  row.number = 1;
  bool wanted = true;
  auto end_row = [&] {
    merged.use(row);
    if (!row.cells.empty() || !row.merged.empty()) wanted = rows.row(row);
    int64_t next = row.number + 1;
    row = Row();
    row.number = next;
  };
  impl_->print({"rows", std::to_string(place)}, [&](const XlsOutput::Piece& cell) {
    while (wanted && row.number <= int64_t(cell.row)) end_row();
    std::string text = cell_of(cell, impl_->format_of(place, cell.row, cell.column));
    if (text.empty() || cell.column >= most_columns) return wanted;
    if (row.cells.size() <= cell.column) row.cells.resize(size_t(cell.column) + 1);
    row.cells[cell.column] = std::move(text);
    return wanted;
  });
  if (wanted) end_row();
}

}  // namespace musubi::file
