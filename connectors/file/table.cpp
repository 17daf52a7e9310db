#include "connectors/file/table.hpp"

#include <algorithm>
#include <utility>

#include "connectors/file/fail.hpp"
#include "core/sdk/key.hpp"
#include "core/sdk/nearest.hpp"
#include "core/text/csv.hpp"
#include "core/text/json.hpp"

namespace musubi::file {
namespace {

bool all_blank(const Row& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const auto& c) { return is_blank(c); });
}

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + name;
  return out;
}

}  // namespace

std::vector<size_t> key_places(const Header& header, const StreamSettings& settings,
                               const std::string& file) {
  std::vector<size_t> places;
  for (const auto& column : settings.key) {
    auto place = place_of(column, header.names);
    if (!place)
      config_failure("no_key_column", {{"stream", settings.name},
                                       {"file", file},
                                       {"column", column},
                                       {"nearest", nearest_name(column, header.names)},
                                       {"columns", listed(header.names)}});
    places.push_back(*place);
  }
  return places;
}

bool Table::row(Row& row) {
  if (begun_) {
    take(row);
    return true;
  }
  if (!all_blank(row)) sample_.push_back(row);
  if (sample_.size() >= kHeaderSample) begin();
  return true;
}

void Table::unreadable(int64_t number, std::string_view raw, const std::string& id, Pairs args) {
  if (!begun_) begin();
  carry_.lose();
  delivery_.unreadable(number, raw, id, std::move(args));
}

void check_decoded(const SeenHeader& seen, const ReadAs& as) {
  for (const Row& row : seen.sample)
    if (row.undecodable && row.number <= std::max<int64_t>(seen.header.last_row, 1) && !as.better.empty())
      config_failure("undecodable_header", {{"stream", as.stream}, {"file", as.file}, {"row", std::to_string(row.number)}, {"encoding", as.encoding}, {"better", as.better}});
}

void Table::begin() {
  begun_ = true;
  header_ = find_header(sample_, settings_.header, settings_.columns);
  if (settings_.header.kind == HeaderRule::rows && header_.names.empty())
    config_failure("no_header_row", {{"stream", settings_.name},
                                     {"file", delivery_.file()},
                                     {"row", std::to_string(settings_.header.to)}});
  if (settings_.header.kind == HeaderRule::automatic && header_.last_row == 0 && !sample_.empty())
    delivery_.log(delivery_.file() + ": no header found; the columns are called 列1, 列2 …");
  check_decoded({header_, sample_}, {settings_.name, delivery_.file(), encoding_, better_});
  key_ = key_places(header_, settings_, delivery_.file());
  carry_ = CarryDown(settings_.carry_down, header_.names);
  if (!carry_.missing().empty()) delivery_.log(delivery_.file() + ": carry_down names columns that are not there: " + listed(carry_.missing()));
  for (const Row& row : sample_)
    if (header_.last_row && row.number == header_.last_row) header_cells_ = row.cells;
  for (const auto& name : header_.names) {
    names_.emplace_back(names_.empty() ? "" : ",");
    text::append_json_string(names_.back(), name);
    names_.back() += ':';
  }
  for (auto& row : std::exchange(sample_, {})) take(row);
}

void Table::take(Row& row) {
  if (row.number <= header_.last_row) return;
  for (auto& [column, value] : row.merged) {
    if (row.cells.size() <= column) row.cells.resize(column + 1);
    if (row.cells[column].empty()) row.cells[column] = std::move(value);
  }
  if (all_blank(row)) return;
  if (row.cells.size() > 1 && row.cells == header_cells_) {
    ++repeated_;
    return;
  }
  if (settings_.skip_totals && is_total(row.cells, key_)) {
    totals_.push_back(row);
    return;
  }
  for (auto& held : std::exchange(totals_, {})) give(held);
  give(row);
}

void Table::give(Row& row) {
  if (!fits(row)) return carry_.lose();
  carry_.fill(row);
  deliver(row);
}

bool Table::fits(const Row& row) {
  size_t due = header_.names.size(), found = row.cells.size();
  while (found > due && is_blank(row.cells[found - 1])) --found;
  const char* id = nullptr;
  if (row.undecodable)
    id = better_.empty() ? "undecodable" : "undecodable_try";
  else if (found > due)
    id = row.stray ? "stray_quote" : "row_too_long";
  else if (row.cells.size() < due && row.stray)
    id = "stray_quote";
  else if (row.cells.size() < due && !row.ended)
    id = "row_cut_off";
  else if (row.cells.size() != due && row.recovered)
    id = "behind_open_quote";
  if (!id) return true;
  delivery_.unreadable(row.number, raw_of(row), id,
                       {{"found", std::to_string(row.cells.size())},
                        {"due", std::to_string(due)},
                        {"encoding", encoding_},
                        {"better", better_}});
  return false;
}

void Table::deliver(const Row& row) {
  json_ = "{";
  for (size_t i = 0; i < names_.size(); ++i) {
    json_ += names_[i];
    text::append_json_string(json_,
                             i < row.cells.size() ? std::string_view(row.cells[i]) : std::string_view());
  }
  json_ += '}';
  if (settings_.key.empty()) return delivery_.record(row.number, json_);
  std::vector<std::string_view> parts;
  for (size_t place : key_)
    parts.push_back(place < row.cells.size() ? std::string_view(row.cells[place]) : std::string_view());
  if (std::all_of(parts.begin(), parts.end(), [](auto part) { return is_blank(part); }))
    return delivery_.unreadable(row.number, json_, "empty_key", {{"column", listed(settings_.key)}});
  delivery_.record(row.number, joined_key(parts), json_);
}

std::string Table::raw_of(const Row& row) const {
  std::string out;
  text::append_csv_row(out, row.cells, {.dialect = {}, .crlf = false, .defuse = false});
  out.pop_back();
  return out;
}

void Table::finish() {
  if (!begun_) begin();
  std::string rows;
  for (const auto& row : totals_) rows += (rows.empty() ? "" : ", ") + std::to_string(row.number);
  if (!rows.empty()) delivery_.log(delivery_.file() + ": totals at the end are left out: row " + rows);
  if (repeated_) delivery_.log(delivery_.file() + ": rows that repeat the header are left out: " + std::to_string(repeated_));
}

bool HeaderSeeker::row(Row& row) {
  if (!all_blank(row)) sample_.push_back(row);
  return sample_.size() < kHeaderSample;
}

}  // namespace musubi::file
