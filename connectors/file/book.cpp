#include "connectors/file/book.hpp"

#include <algorithm>

#include "connectors/file/fail.hpp"
#include "connectors/file/header.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::file {
namespace {

/// Looks at the first rows alone.
class ListSeeker final : public RowConsumer {
 public:
  bool row(Row& row) override {
    ++seen_;
    wide_ += std::count_if(row.cells.begin(), row.cells.end(), [](const auto& cell) { return !is_blank(cell); }) >= 2;
    return wide_ < 2 && seen_ < 200;
  }
  void unreadable(int64_t, std::string_view, const std::string&, Pairs) override {}
  bool found() const { return wide_ >= 2; }

 private:
  int seen_ = 0, wide_ = 0;
};

}  // namespace

std::vector<std::string> Book::sheets() const {
  std::vector<std::string> out;
  for (const Sheet& sheet : tabs()) out.push_back(sheet.name);
  return out;
}

size_t Book::find(const std::string& sheet, const std::string& stream, const std::string& file) const {
  std::vector<Sheet> all = tabs();
  for (size_t i = 0; i < all.size(); ++i)
    if (sheet.empty() ? !all[i].hidden : all[i].name == sheet) return i;
  if (sheet.empty()) data_failure("no_visible_sheet", {{"file", file}});
  std::string listed;
  for (const Sheet& one : all) listed += (listed.empty() ? "" : ", ") + one.name;
  config_failure("no_sheet", {{"file", file}, {"stream", stream}, {"sheet", sheet}, {"nearest", nearest_name(sheet, sheets())}, {"sheets", listed}});
}

std::vector<std::string> Book::lists() const {
  std::vector<std::string> out;
  std::vector<Sheet> all = tabs();
  for (size_t i = 0; i < all.size() && i < 50; ++i) {
    if (all[i].hidden) continue;
    ListSeeker seeker;
    rows_of(i, seeker);
    if (seeker.found()) out.push_back(all[i].name);
  }
  return out;
}

}  // namespace musubi::file
