// Finds where a list's column names stand and what they are. Pure.
//
// Lists made by people begin with title lines and meta lines (会員一覧, 出力日 …), have headers of two lines
// where the upper one spans several columns (連絡先 over 電話 and メール), name two columns alike or not at
// all, or have no header.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "connectors/file/row.hpp"
#include "connectors/file/settings.hpp"

namespace musubi::file {

struct Header {
  int64_t last_row = 0;            // where the header ends; data begin behind it; 0 = none
  std::vector<std::string> names;  // unique, none empty
  std::vector<bool> unnamed;       // columns that the file gives no name
};

/// How many first rows find_header wants to see (blank ones left out).
inline constexpr size_t kHeaderSample = 60;

/// Reads the header out of a list's first rows, blank ones left out. `columns`: the names where there is no
/// header; missing ones become 列1, 列2 …. Repeated names become 氏名, 氏名_2; empty cells 列3, empty columns
/// at the end none. A rule that names rows which are not there gives no names.
Header find_header(const std::vector<Row>& sample, const HeaderRule& rule,
                   const std::vector<std::string>& columns);

/// The place of a column; widths, cases, spaces and line breaks of names don't count where none is written like it.
std::optional<size_t> place_of(const std::string& column, const std::vector<std::string>& names);

/// Whether a row is one of totals: its first cell that holds anything is 合計, 小計, 総計, 計, total …, and
/// each cell of `key` (columns by place) is empty or holds that same word.
bool is_total(const std::vector<std::string>& cells, const std::vector<size_t>& key);

/// Whether nothing stands in it but spaces (full-width ones too).
bool is_blank(std::string_view cell);

}  // namespace musubi::file
