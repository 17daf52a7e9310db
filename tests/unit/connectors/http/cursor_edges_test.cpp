// Times that a source writes as numbers with a fraction, and records behind the end that a manifest gives.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/connectors/http/plugged.hpp"
#include "tests/unit/connectors/http/scripted_server.hpp"

namespace musubi::test {
namespace {

struct WhatCame {
  std::vector<std::string> keys;
  std::string state;
};

WhatCame read_items(const std::string& cursor, const std::string& rows) {
  ScriptedServer server([&](const Asked&) -> Told { return {200, R"({"items":[)" + rows + "]}", ""}; });
  ManifestFolder folder(items_manifest("incremental_sync: {type: DatetimeBasedCursor, cursor_field: at, " + cursor + "}"));
  TellingHost host;
  EXPECT_EQ(folder.read(host, R"({"base":")" + server.base() + "\"}"), MU_OK) << host.failed_sentence;
  return {host.keys, host.state()};
}

TEST(CursorEdges, ANumberWithAFractionCountsItsWholeUnits) {
  EXPECT_EQ(read_items(R"(datetime_format: "%s", start_datetime: "1767225600")", R"({"id":1,"at":1767225610.5})").state,
            R"({"v":1,"state":{"at":"1767225610"}})");
  EXPECT_EQ(read_items(R"(datetime_format: "%ms", start_datetime: "1767225600000")", R"({"id":1,"at":1767225610500.0})").state,
            R"({"v":1,"state":{"at":"1767225610500"}})");
}

TEST(CursorEdges, WhatLiesBehindTheEndIsLeftOutWhereWeChoose) {
  const std::string days = R"(datetime_format: "%Y-%m-%d", start_datetime: "2026-01-01", end_datetime: "2026-01-31")";
  const std::string rows = R"({"id":1,"at":"2026-01-05"},{"id":2,"at":"2026-01-31"},{"id":3,"at":"2026-02-20"})";
  EXPECT_EQ(read_items(days + ", is_client_side_incremental: true", rows).keys, (std::vector<std::string>{"1", "2"}));
  EXPECT_EQ(read_items(days, rows).keys, (std::vector<std::string>{"1", "2", "3"}));
}

}  // namespace
}  // namespace musubi::test
