// musubi-xls: reads an .xls from its standard input with libfreexl and prints it, because a damaged one can make that library
// write over its own memory (docs/decisions/0015): what goes wrong ends this program alone.
//
//   musubi-xls tabs        S LENGTH\nNAME of each sheet
//   musubi-xls rows N      C ROW COLUMN KIND LENGTH\nTEXT of each cell of sheet N that is not empty, row by row, counted from 0, and
//                          one of length 0 in the last row; KIND n: a number, d: a date and time of the library's, t: text
//
// Exit code 0, or 3: locked with a password, 4: cannot be read.
#include <freexl.h>
#include <sys/resource.h>

#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

constexpr int locked_code = 3, damaged_code = 4;

void limit(__rlimit_resource what, rlim_t most) {
  rlimit now{most, most};
  setrlimit(what, &now);
}

void print_cell(unsigned row, unsigned column, char kind, std::string_view text) {
  std::printf("C %u %u %c %zu\n", row, column, kind, text.size());
  std::fwrite(text.data(), 1, text.size(), stdout);
}

void print_number(unsigned row, unsigned column, double value) {
  char out[64];
  auto [end, error] = std::to_chars(out, out + sizeof out, value);
  print_cell(row, column, 'n', {out, size_t(end - out)});
}

void print_cell(unsigned row, unsigned column, const FreeXL_CellValue& cell) {
  switch (cell.type) {
    case FREEXL_CELL_INT:
      return print_number(row, column, cell.value.int_value);
    case FREEXL_CELL_DOUBLE:
      return print_number(row, column, cell.value.double_value);
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_TIME:
      if (cell.value.text_value && *cell.value.text_value) print_cell(row, column, cell.type == FREEXL_CELL_DATETIME ? 'd' : 't', cell.value.text_value);
      return;
    default:
      return;
  }
}

int print_tabs(const void* book) {
  unsigned sheets = 0;
  freexl_get_info(book, FREEXL_BIFF_SHEET_COUNT, &sheets);
  for (unsigned i = 0; i < sheets && i < 65536; ++i) {
    const char* name = nullptr;
    freexl_get_worksheet_name(book, static_cast<unsigned short>(i), &name);
    std::string_view text = name ? name : "";
    std::printf("S %zu\n", text.size());
    std::fwrite(text.data(), 1, text.size(), stdout);
  }
  return 0;
}

int print_rows(const void* book, unsigned short sheet) {
  unsigned rows = 0;
  unsigned short columns = 0;
  if (freexl_select_active_worksheet(book, sheet) != FREEXL_OK || freexl_worksheet_dimensions(book, &rows, &columns) != FREEXL_OK) return damaged_code;
  for (unsigned r = 0; r < rows; ++r)
    for (unsigned short c = 0; c < columns; ++c) {
      FreeXL_CellValue cell{};
      cell.type = FREEXL_CELL_NULL;
      if (freexl_get_cell_value(book, r, c, &cell) == FREEXL_OK) print_cell(r, c, cell);
    }
  if (rows > 0) print_cell(rows - 1, 0, 't', "");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return damaged_code;
#ifdef MUSUBI_LIMIT_MEMORY
  limit(RLIMIT_AS, rlim_t(4) << 30);
#endif
  limit(RLIMIT_CPU, 300);
  limit(RLIMIT_CORE, 0);
  const void* book = nullptr;
  unsigned locked = 0;
  int opened = freexl_open("/proc/self/fd/0", &book);
  if (opened == FREEXL_OK) freexl_get_info(book, FREEXL_BIFF_PASSWORD, &locked);
  if (locked == FREEXL_BIFF_OBFUSCATED) return locked_code;
  if (opened != FREEXL_OK) return damaged_code;
  int result = argc > 2 ? print_rows(book, static_cast<unsigned short>(std::atoi(argv[2]))) : print_tabs(book);
  freexl_close(book);
  return result;
}
