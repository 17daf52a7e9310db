#include <gtest/gtest.h>

#include "tests/unit/pull/collected.hpp"

namespace musubi {
namespace {

ConnectionSettings sample(const std::string& token) {
  ConnectionSettings out;
  out.name = "shop";
  out.connector = "sample";
  out.zone = "Asia/Tokyo";
  out.config_json = "{\"endpoint\":\"memory\",\"auth\":{\"token\":\"" + token + "\"}}";
  return out;
}

Push order(const std::string& body) { return {"POST", "/orders", {{"X-Token", "good-token-123"}}, body}; }

class Pushes : public testing::Test {
 protected:
  Plugins plugins{{test_plugins()}};
  Source source = plugins.open(sample("good-token-123"), quick());
  Collected sink;
};

TEST_F(Pushes, AreHandedOverWithTheirRecordsAndAnsweredOnce) {
  PushAnswer answer = source.receive(order("{\"id\":\"o9\",\"buyer\":\"德川\"}"), sink, {});
  EXPECT_EQ(answer.status, 202);
  ASSERT_EQ(sink.records.size(), 1u);
  EXPECT_EQ(sink.records[0].id, (RecordKey{"shop", "orders", "o9"}));
}

TEST_F(Pushes, OfStrangersLandNothing) {
  EXPECT_EQ(source.receive({"POST", "/", {}, "{}"}, sink, {}).status, 401);
  EXPECT_TRUE(sink.calls.empty());
}

TEST_F(Pushes, AreNothingForAConnectorThatReads) {
  Source reader = plugins.open(scripted("{\"tries\":[]}"), quick());
  EXPECT_EQ(error_id([&] { reader.receive(order("{}"), sink, {}); }), "pull.receives_nothing");
  EXPECT_EQ(error_id([&] { reader.fetch("orders", {"1"}, sink, {}); }), "pull.fetches_nothing");
}

TEST_F(Pushes, AloneHaveDeliveries) {
  Source reader = plugins.open(scripted(R"({"tries":[[["delivered","d1"],["record","1","{}"]]]})"), quick());
  EXPECT_EQ(error_id([&] { reader.read("people", "", sink, {}); }), "pull.outside_push");
  EXPECT_TRUE(sink.calls.empty()) << "nothing that comes after it";
}

TEST_F(Pushes, SingleRecordsAreFetchedByKey) {
  source.fetch("people", {"2", "nobody"}, sink, {});
  EXPECT_EQ(sink.calls, (std::vector<std::string>{"record 2", "deleted nobody"}));
}

}  // namespace
}  // namespace musubi
