#include "connectors/process/message.hpp"

#include <gtest/gtest.h>

#include "connectors/process/json_scan.hpp"
#include "core/sdk/connector_abi.h"

namespace musubi::process {
namespace {

Message airbyte(std::string_view line) {
  return read_message(Speech::airbyte, line);
}
Message singer(std::string_view line) {
  return read_message(Speech::singer, line);
}

TEST(ProcessJson, FindsMembersAsTheyAreWritten) {
  std::string_view json = R"( {"a" : 1.50 , "b":{"a":"}"}, "c":[1,{"x":"]"}], "d":"\"é\u3042", "a\u0062":true, "e":null})";
  EXPECT_EQ(member(json, "a"), "1.50");
  EXPECT_EQ(member(json, "b"), R"({"a":"}"})");
  EXPECT_EQ(member(json, "c"), R"([1,{"x":"]"}])");
  EXPECT_EQ(text_of(json, "d"), "\"éあ");
  EXPECT_EQ(member(json, "ab"), "true");
  EXPECT_EQ(text_of(json, "e"), "");
  EXPECT_EQ(member(json, "x"), "");
  EXPECT_EQ(member("[1]", "a"), "");
  EXPECT_EQ(member("{}", "a"), "");
  EXPECT_EQ(member(R"({"a":1,"a":2})", "a"), "2");
  EXPECT_EQ(first_name(json), "a");
  EXPECT_EQ(first_name("{}"), "");
}

TEST(ProcessMessage, OfSinger) {
  Message m = singer(R"({"type": "RECORD", "stream": "users", "record": {"id": 1.0, "n":  "x"}, "version": 1})");
  EXPECT_EQ(m.kind, Message::record);
  EXPECT_EQ(m.stream, "users");
  EXPECT_EQ(m.body, R"({"id": 1.0, "n":  "x"})");
  m = singer(R"({"value":{"bookmarks":{}},"type":"STATE"})");
  EXPECT_EQ(m.kind, Message::state);
  EXPECT_EQ(m.body, R"({"bookmarks":{}})");
  m = singer(R"({"type":"SCHEMA","stream":"users","schema":{},"key_properties":["id"]})");
  EXPECT_EQ(m.kind, Message::schema);
  EXPECT_EQ(m.body, R"(["id"])");
  m = singer(R"({"type":"ACTIVATE_VERSION","stream":"users","version":1})");
  EXPECT_EQ(m.kind, Message::activated);
  EXPECT_EQ(m.stream + " " + m.text, "users 1");
  EXPECT_EQ(singer(R"({"type":"BATCH","stream":"users"})").kind, Message::unsupported);
}

TEST(ProcessMessage, ThatOtherOutputRunsInto) {
  const std::string record = R"({"type" : "RECORD","stream":"t","record":{"id":1}})";
  for (std::string before : {"progress 50%", "\xEF\xBB\xBF", "\r done {1} "}) {
    Message m = singer(before + record);
    EXPECT_EQ(m.kind, Message::record) << before;
    EXPECT_EQ(m.body, R"({"id":1})");
    EXPECT_EQ(singer(before + R"({"type": "STATE","value":1})").kind, Message::state);
    EXPECT_EQ(singer(before + record + "x").kind, Message::broken);
  }
  EXPECT_EQ(singer(R"(INFO METRIC: {"type": "counter"})").kind, Message::chatter);
  EXPECT_EQ(singer("\xEF\xBB\xBF").kind, Message::chatter);
}

TEST(ProcessMessage, IsOfALog) {
  const std::string record = R"({"type":"RECORD","stream":"t","record":{"n":"2026-01-31 INFO"}})";
  for (const char* before : {"INFO ", "2026-01-31 09:00:00 sent ", "[2026/01/31] ", "time=09:00:00 level=DEBUG message="})
    EXPECT_TRUE(is_logged(before + record)) << before;
  for (const char* before : {"", "\xEF\xBB\xBF", "progress 50%", "INFORMATION ", "2026-01-3", "20260131 "})
    EXPECT_FALSE(is_logged(before + record)) << before;
  EXPECT_FALSE(is_logged(R"( {"record":{"level":"INFO","sent":{"type":"RECORD"}},"type":"RECORD","stream":"t"})"));
}

TEST(ProcessMessage, OfAirbyte) {
  Message m = airbyte(R"({"type":"RECORD","record":{"namespace":"public","stream":"users","data":{"id":1},"emitted_at":5}})");
  EXPECT_EQ(m.kind, Message::record);
  EXPECT_EQ(m.stream, "public.users");
  EXPECT_EQ(m.body, R"({"id":1})");
  m = airbyte(R"({"type":"STATE","state":{"type":"STREAM","stream":{"stream_descriptor":{"name":"users"},"stream_state":{"c":1}}}})");
  EXPECT_EQ(m.kind, Message::state);
  EXPECT_EQ(m.stream, "users");
  m = airbyte(R"({"type":"LOG","log":{"level":"WARN","message":"slow"}})");
  EXPECT_EQ(m.kind, Message::log);
  EXPECT_EQ(m.level, MU_LOG_WARN);
  EXPECT_EQ(m.text, "slow");
  m = airbyte(R"({"type":"TRACE","trace":{"type":"ERROR","error":{"message":"no","failure_type":"transient_error"}}})");
  EXPECT_EQ(m.kind, Message::error);
  EXPECT_EQ(m.failure_type, "transient_error");
  m = airbyte(
      R"({"type":"TRACE","trace":{"type":"STREAM_STATUS","stream_status":{"stream_descriptor":{"name":"users","namespace":"public"},"status":"INCOMPLETE"}}})");
  EXPECT_EQ(m.kind, Message::progress);
  EXPECT_EQ(m.stream + " " + m.text, "public.users INCOMPLETE");
  EXPECT_EQ(airbyte(R"({"type":"TRACE","trace":{"type":"STREAM_STATUS"}})").kind, Message::other);
  m = airbyte(
      R"({"type":"TRACE","trace":{"type":"ERROR","error":{"message":"oh","internal_message":"HTTP 401"}}})");
  EXPECT_EQ(m.text + " " + m.detail, "oh HTTP 401");
  m = airbyte(R"({"type":"CONNECTION_STATUS","connectionStatus":{"status":"FAILED","message":"why"}})");
  EXPECT_EQ(m.kind, Message::status);
  EXPECT_EQ(m.text, "why");
  EXPECT_FALSE(m.failure_type.empty());
  EXPECT_EQ(airbyte(R"({"type":"CONNECTION_STATUS","connectionStatus":{"status":"SUCCEEDED"}})").failure_type, "");
  m = airbyte(R"({"type":"CONTROL","control":{"type":"CONNECTOR_CONFIG","connectorConfig":{"config":{"a":1}}}})");
  EXPECT_EQ(m.kind, Message::renewed);
  EXPECT_EQ(m.body, R"({"a":1})");
}

TEST(ProcessMessage, OfNobody) {
  for (const char* line : {"", "   ", "Starting sync", "[1, 2]", "\xff\xfe", "INFO {\"type\":\"LOG\"}"})
    EXPECT_EQ(airbyte(line).kind, Message::chatter) << line;
  for (const char* line :
       {"{", R"({"type":"RECORD","record":{"stream":"a","data":{"n")", "{\"type\":\"RECORD\",\"a\":\"\xff\"}",
        R"({"type":"RECORD","record":{"stream":"a","data":[1]}})", R"({"type":"RECORD"})",
        R"(INFO {"type":"RECORD"})"})
    EXPECT_EQ(airbyte(line).kind, Message::broken) << line;
  EXPECT_EQ(airbyte(R"({"level":"info"})").kind, Message::chatter);
}

}  // namespace
}  // namespace musubi::process
