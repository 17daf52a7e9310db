// What libfreexl does not tell of an .xls: merged cells, hidden sheets, and numbers shown with zeros before them.
//
//   file   = OLE: header, FAT, directory; the stream "Workbook" (BIFF 8) or "Book" (BIFF 5)
//   stream = *(type u16, size u16, size bytes)
//   read   = BOUNDSHEET (0x85) offset u32, state u8 · FORMAT (0x41E) · XF (0xE0) ifmt at 2 · MERGEDCELLS (0xE5) count, (row, row, col, col)*
//            NUMBER (0x203), RK (0x27E), FORMULA (0x06): row, col, xf · MULRK (0xBD): row, col, (xf, rk u32)*, last col
//   A sheet's records stand from its offset to EOF (0x0A).
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/file/cell_text.hpp"

namespace musubi::file {

struct XlsMarks {
  struct Merge {
    size_t column;
    int64_t first, last;  // rows, from 1
  };
  bool hidden = false;
  std::vector<Merge> merges;                                // downwards, by first row
  std::map<std::pair<uint32_t, uint32_t>, size_t> digits;  // (row, column) from 0 → place in `formats`
  std::vector<CellFormat> formats;
};

/// One per sheet, in order of their tabs; fewer, or none, where the bytes are not as they should be: then cells are shown
/// without these marks. Never throws for data. Cost: one pass.
std::vector<XlsMarks> read_xls_marks(std::string_view bytes);

}  // namespace musubi::file
