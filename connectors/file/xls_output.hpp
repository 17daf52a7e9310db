// What musubi-xls prints (connectors/file/xls/main.cpp), taken apart as it comes.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace musubi::file {

class XlsOutput {
 public:
  struct Piece {
    char what = 0;                 // S: a sheet's name, C: a cell
    uint32_t row = 0, column = 0;  // of a cell, from 0
    char kind = 0;                 // of a cell: n, d, t
    std::string_view text;         // until the next feed
  };
  /// Hands on the pieces that are whole until `take` returns false; then, and where the output is not as it should be, false.
  bool feed(std::string_view bytes, const std::function<bool(const Piece&)>& take);

 private:
  std::string rest_;
};

}  // namespace musubi::file
