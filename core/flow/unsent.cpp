#include "core/flow/unsent.hpp"

#include <optional>
#include <set>
#include <string>
#include <tuple>

namespace musubi {

void hide_unsent(std::vector<Row>& activities) {
  static const Table& t = table(TableId::activity);
  static const size_t connection = t.at("connection"), stream = t.at("stream"), thread = t.at("thread"), outcome = t.at("outcome"), body = t.at("body");
  auto message = [](const Row& row) { return std::tie(row.cells[connection], row.cells[stream], row.cells[thread]); };
  std::set<std::tuple<std::optional<std::string>, std::optional<std::string>, std::optional<std::string>>> unsent;
  for (const Row& row : activities)
    if (row.cells[thread] && row.cells[outcome] == "送信取り消し") unsent.emplace(message(row));
  for (Row& row : activities)
    if (unsent.contains(message(row))) row.cells[body].reset();
}

}  // namespace musubi
