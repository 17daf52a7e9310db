#include "connectors/file/carry.hpp"

#include <algorithm>

#include "connectors/file/header.hpp"

namespace musubi::file {

CarryDown::CarryDown(const CarryRule& rule, const std::vector<std::string>& names) {
  if (rule.at.empty()) return;
  at_ = place_of(rule.at, names);
  if (!at_) missing_.push_back(rule.at);
  for (const std::string& column : rule.columns) {
    if (auto place = place_of(column, names)) columns_.push_back({*place, ""});
    else missing_.push_back(column);
  }
}

void CarryDown::fill(Row& row) {
  if (!at_) return;
  auto is_filled = [&](size_t place) { return place < row.cells.size() && !is_blank(row.cells[place]); };
  if (is_filled(*at_)) {
    bool first = std::all_of(row.cells.begin(), row.cells.begin() + *at_, is_blank);
    if (first && is_total(row.cells, {})) return;
    inside_ = true;
    for (Column& column : columns_) column.above.clear();
  }
  if (!inside_) return;
  for (Column& column : columns_) {
    if (is_filled(column.place)) {
      column.above = row.cells[column.place];
    } else if (!column.above.empty()) {
      if (row.cells.size() <= column.place) row.cells.resize(column.place + 1);
      row.cells[column.place] = column.above;
    }
  }
}

}  // namespace musubi::file
