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

/// Why a stream of this cursor cannot be read with a setting: "RESULT sentence".
std::string refusal(const std::string& cursor, const std::string& since) {
  ManifestFolder folder(items_manifest("incremental_sync: {cursor_field: at, " + cursor + "}"));
  TellingHost host;
  const int32_t result = folder.read(host, R"({"base":"http://127.0.0.1:1","since":")" + since + "\"}");
  return std::to_string(result) + " " + host.failed_sentence;
}

TEST(CursorEdges, WhatTheSettingsMakeUnfitIsNamedToWhoeverKeepsThem) {
  const std::string config = std::to_string(MU_CONFIG), days = "type: DatetimeBasedCursor, datetime_format: '%Y-%m-%d', start_datetime: ";
  EXPECT_EQ(refusal(days + "{datetime: \"{{ config['since'] }}\"}", "2026/01/05"),
            config + " “2026/01/05”, the time of streams[0].incremental_sync.start_datetime in the manifest, is not of the form %Y-%m-%d. Correct the value under settings, or "
                     "datetime_format of the manifest.");
  EXPECT_EQ(refusal(days + "'2026-01-01', lookback_window: \"{{ config['since'] }}\"", "a week"),
            config + " “a week”, the value of streams[0].incremental_sync.lookback_window in the manifest, is no ISO 8601 duration like P1D or PT1H, or none to go on by. Correct "
                     "the value under settings, or the manifest.");
  EXPECT_EQ(refusal("type: IncrementingCountCursor, start_value: \"{{ config['since'] }}\"", "soon"),
            config + " “soon”, the value of streams[0].incremental_sync.start_value in the manifest, is no whole number. Correct the value under settings, or the manifest.");
}

}  // namespace
}  // namespace musubi::test
