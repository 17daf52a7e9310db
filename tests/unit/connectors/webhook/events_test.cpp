#include "connectors/webhook/events.hpp"

#include <gtest/gtest.h>

namespace musubi::webhook {
namespace {

Settings plain() {
  Settings out;
  out.streams = {{"events", std::nullopt, std::nullopt, {read_place("id")}}};
  return out;
}

std::string written(const Post& post) {
  if (post.problem) return post.problem;
  std::string out;
  for (const Event& e : post.events)
    out += "[" + e.stream + " " + e.key + " " +
           (e.problem ? std::string(e.problem) + " "
            : e.gone  ? "gone "
                      : "") +
           e.json + "]";
  return out;
}

std::string read(const Settings& settings, std::string_view body, const char* type = "application/json") {
  return written(read_events(
      settings,
      {"POST", "", {{"Content-Type", type}, {"X-Topic", "orders/create"}, {"X-Odd", "a\xFF"}}, body}));
}

TEST(Events, ABodyIsOneEventOrAList) {
  const std::pair<const char*, const char*> cases[] = {
      {R"({"id": "a"})", R"([events a {"id": "a"}])"},
      {"\xEF\xBB\xBF{\"id\":\"a\"}", R"([events a {"id":"a"}])"},
      {R"([{"id":1},{"id":true}])", R"([events 1 {"id":1}][events true {"id":true}])"},
      {"[]", ""},
      {R"({"id":1.50,"n":123456789012345678901234567890})",
       R"([events 1.5 {"id":1.50,"n":123456789012345678901234567890}])"},
  };
  for (const auto& [body, events] : cases) EXPECT_EQ(read(plain(), body), events) << body;
}

TEST(Events, ReadsTheCharsetThatTheContentTypeNames) {
  EXPECT_EQ(read(plain(), "{\"id\":\"\x94\x5C\"}", "application/json; charset=Shift_JIS"), R"([events 能 {"id":"能"}])");
  EXPECT_EQ(read(plain(), "id=%94%5C&\x8e\x52=%8E%52", "application/x-www-form-urlencoded; charset=cp932"), R"([events 能 {"id":"能","山":"山"}])");
  EXPECT_EQ(read(plain(), R"({"id":"能"})", "application/json; charset=x-unknown"), R"([events 能 {"id":"能"}])");
  // Named by programs that were not told: what is UTF-8 is UTF-8.
  EXPECT_EQ(read(plain(), R"({"id":"鈴木さん"})", "application/json; charset=ISO-8859-1"), R"([events 鈴木さん {"id":"鈴木さん"}])");
  EXPECT_EQ(read(plain(), "{\"id\":\"caf\xE9\"}", "application/json; charset=ISO-8859-1"), R"([events café {"id":"café"}])");
  EXPECT_EQ(read(plain(), "id=%E9%88%B4%E6%9C%A8", "application/x-www-form-urlencoded; charset=latin1"), R"([events 鈴木 {"id":"鈴木"}])");
  EXPECT_EQ(read(plain(), "id=caf%E9", "application/x-www-form-urlencoded; charset=latin1"), R"([events café {"id":"café"}])");
}

TEST(Events, KeepsEveryByteOfWhatItCannotRead) {
  const std::tuple<const char*, std::string_view, const char*, const char*> cases[] = {
      {"application/json", "{\"id\":\"\x8e\x52 5%\"}", "bad_charset", R"({"id":"山 5%25"})"},  // CP932
      {"application/json", "{\"id\":\"山\xff\"}", "bad_charset", R"({"id":"山%FF"})"},
      {"application/json; charset=Shift_JIS", "{\"id\":\"\xfe\"}", "bad_charset", R"({"id":"%FE"})"},
      {"application/json", std::string_view("{\0", 2), "bad_json", "{%00"},
      {"application/json", "{50%", "bad_json", "{50%"},
      {"application/x-www-form-urlencoded", "id=%8ER", "bad_form", "id=%8ER"},
  };
  for (const auto& [type, body, problem, raw] : cases) {
    Post post = read_events(plain(), {"POST", "", {{"Content-Type", type}}, body});
    ASSERT_EQ(post.events.size(), 1u) << raw;
    EXPECT_STREQ(post.events[0].problem, problem) << raw;
    EXPECT_EQ(post.events[0].json, raw);
  }
}

constexpr const char* without_id[] = {"{}", R"({"id":null})", R"({"id":{"a":1}})", R"({"id":""})", R"({"id":"a\u0000b"})"};

TEST(Events, AnEventWithoutItsIdIsNamedByItsContent) {
  Settings settings = plain();
  settings.streams[0].key.clear();
  settings.event = {read_place("id")};
  EXPECT_EQ(read(settings, R"({"id":7})"), R"([events 7 {"id":7}])");
  for (const char* body : without_id) {
    Post post = read_events(settings, {"POST", "", {}, body});
    ASSERT_EQ(post.events.size(), 1u) << body;
    EXPECT_FALSE(post.events[0].problem) << body;
    EXPECT_TRUE(post.events[0].key.starts_with("c-")) << body;
    EXPECT_EQ(post.events[0].key.size(), 34u) << body;
  }
  std::string large = R"({"id":")" + std::string(500, 'x') + "\"}";
  EXPECT_TRUE(read_events(settings, {"POST", "", {}, large}).events[0].key.starts_with("c-"));
}

TEST(Events, OneWithoutTheKeyThatWasAskedForIsHeldAndNothingIsGone) {
  Settings settings = plain();
  settings.streams.push_back({"rest", std::nullopt, Condition{read_place("header:X-Topic"), {"orders/*"}}, {read_place("id")}});
  settings.streams[0].when = Condition{read_place("type"), {"x"}};
  std::string large = R"({"id":")" + std::string(500, 'x') + "\"}";
  for (const char* body : without_id) EXPECT_TRUE(read(settings, body).starts_with("[rest c-") && read(settings, body).find(" no_key {") != std::string::npos) << body;
  EXPECT_NE(read(settings, large).find(" no_key {"), std::string::npos);
  EXPECT_NE(read(settings, R"({"type":"x"})").find("[events c-"), std::string::npos);
}

TEST(Events, AListInsideItsPostKeepsWhatIsAroundIt) {
  Settings settings = plain();
  settings.records = "data.items";
  EXPECT_EQ(read(settings, R"({"shop":7,"data":{"page":1,"items":[{"id":"a"},{ "id":"b" }]}})"),
            R"([events a {"id":"a","_post":{"shop":7,"data":{"page":1}}}])"
            R"([events b { "id":"b" ,"_post":{"shop":7,"data":{"page":1}}}])");
  EXPECT_EQ(read(settings, R"({"data":{"items":[{"id":"a"}]}})"),
            R"([events a {"id":"a","_post":{"data":{}}}])");
  for (const char* body : {R"({"data":{"items":{}}})", R"({"data":[]})", "{}", "[]"})
    EXPECT_NE(read(settings, body).find(" no_list "), std::string::npos) << body;
}

TEST(Events, HeadersAreKeptAsText) {
  Settings settings = plain();
  settings.headers = {"X-Topic", "X-Absent", "X-Odd"};
  EXPECT_EQ(
      read(settings, R"({"id":"a"})"),
      "[events a {\"id\":\"a\",\"_headers\":{\"X-Topic\":\"orders/create\",\"X-Odd\":\"a\xEF\xBF\xBD\"}}]");
}

TEST(Events, TheFirstStreamThatFitsTakesIt) {
  Settings settings = plain();
  settings.streams = {{"orders",
                       Condition{read_place("header:X-Topic"), {"orders/*"}},
                       Condition{read_place("type"), {"deleted"}},
                       {read_place("order.id")}},
                      {"rest", std::nullopt, std::nullopt}};
  EXPECT_EQ(read(settings, R"({"order":{"id":7}})"), R"([orders 7 {"order":{"id":7}}])");
  EXPECT_EQ(read(settings, R"({"order":{"id":7},"type":"deleted"})"),
            R"([orders 7 gone {"order":{"id":7},"type":"deleted"}])");
  settings.streams[0].when->is = {"orders/create2", "order"};
  EXPECT_TRUE(read(settings, R"({"order":{"id":7}})").starts_with("[rest c-"));
  settings.streams.pop_back();
  EXPECT_NE(read(settings, "{}").find("no_stream"), std::string::npos);
  settings.ignore_others = true;
  EXPECT_EQ(read(settings, "{}"), "");
}

TEST(Events, WhatCannotBeReadIsHeldAsItCame) {
  const std::pair<std::string, const char*> cases[] = {
      {"", "bad_json"},
      {"{", "bad_json"},
      {"null", "no_object"},
      {"1", "no_object"},
      {"{\"a\":\"\xFF\"}", "bad_charset"},
      {R"({"_row":1})", "reserved_name"},
      {R"({"_deleted":true})", "reserved_name"},
      {std::string(80, '[') + std::string(80, ']'), "bad_json"},
  };
  for (const auto& [body, problem] : cases) {
    Post post = read_events(plain(), {"POST", "", {}, body});
    ASSERT_EQ(post.events.size(), 1u) << body;
    EXPECT_STREQ(post.events[0].problem, problem) << body;
  }
}

TEST(Events, AFormIsAnObject) {
  const char* form = "application/x-www-form-urlencoded; charset=utf-8";
  EXPECT_EQ(read(plain(), "id=a&x=1&x=2&x=3&y=%E3%81%82+b", form),
            R"([events a {"id":"a","x":["1","2","3"],"y":"あ b"}])");
  EXPECT_NE(read(plain(), "id=%FF", form).find(" bad_form id=%FF"), std::string::npos);
  EXPECT_NE(read(plain(), "", form).find(" bad_form "), std::string::npos);
  EXPECT_EQ(read(plain(), "--B--", "multipart/form-data; boundary=B"), "bad_type");
}

TEST(Places, AreMembersOfObjectsAndNumbersOfLists) {
  Json event = Json::parse(R"({"a":{"b":[{"c":"x"},5]},"a.b":"no"})");
  Request request{"POST", "", {{"X-Id", "h"}}, ""};
  const std::pair<const char*, const char*> cases[] = {
      {"a.b.0.c", "x"}, {"a.b.1", "5"},       {"a.b.2", ""},       {"a.b.-1", ""}, {"a.b", ""},
      {"z", ""},        {"header:x-id", "h"}, {"header:none", ""}, {"", ""},       {"a..b", ""}};
  for (const auto& [written, value] : cases)
    EXPECT_EQ(value_at(read_place(written), event, request), value) << written;
}

/// "[id seconds]" of what each event of `body` is known by; ids of posts without their hash.
std::string deliveries(const Settings& settings, std::string_view body, std::string_view topic = "t") {
  std::string out;
  for (const Event& e : read_events(settings, {"POST", "", {{"X-Delivery", "d"}, {"X-Time", "1700000000"}, {"X-Topic", topic}}, body}).events)
    for (const Delivery& d : e.deliveries) out += "[" + (d.id.starts_with("post c-") ? "post" + d.id.substr(39) : d.id) + " " + std::to_string(d.keep.count()) + "]";
  return out;
}

TEST(Events, AStreamWithAKeyOfItsOwnRemembersTheEventsId) {
  Settings settings = plain();
  settings.event = {read_place("event")};
  settings.remember = std::chrono::hours(1);
  EXPECT_EQ(deliveries(settings, R"([{"id":7,"event":"e1"},{"id":7,"event":"e2"},{"id":7}])"), "[event e1|events|7 3600][event e2|events|7 3600]");
  settings.event = {read_place("header:X-Delivery")};
  EXPECT_EQ(deliveries(settings, R"([{"id":7},{"id":7}])"), "[event d|events|7 0 3600][event d|events|7 1 3600]") << "one id for all of a post";
  settings.streams[0].key.clear();
  EXPECT_EQ(deliveries(settings, R"({"id":7})"), "") << "the key is the event's id";
}

TEST(Events, APostIsKnownByItsWordsWhereSomethingSignedSaysWhen) {
  Settings settings = plain();
  settings.remember = std::chrono::hours(1);
  settings.streams[0].order_by = {read_place("at"), read_place("header:X-Time")};
  EXPECT_EQ(deliveries(settings, R"({"id":7})"), "") << "a header's time is not signed";
  EXPECT_EQ(deliveries(settings, R"([{"id":7,"at":5},{"id":8}])"), "[post||events| 0 3600]");
  settings.never_alike = true;
  EXPECT_EQ(deliveries(settings, R"({"id":7})"), "[post||events| 0 3600]") << "the sender's posts differ, each from each";
  settings.never_alike = false;
  settings.topics = {"X-Topic"};
  settings.streams[0].gone = Condition{read_place("header:X-Topic"), {"away"}};
  EXPECT_EQ(deliveries(settings, R"({"id":7,"at":5})"), "[post||events||t 0 3600]");
  EXPECT_EQ(deliveries(settings, R"({"id":7,"at":5})", "away"), "[post||events|gone|away 0 3600]");
  settings.signature.timestamp = "header:X-Time";
  EXPECT_EQ(deliveries(settings, R"({"id":7})"), "[post|1700000000|events||t 0 600]") << "later it is refused";
  settings.signature.algorithm = Algorithm::none;
  EXPECT_EQ(deliveries(settings, R"({"id":7,"at":5})"), "") << "nothing is signed";
}

TEST(Events, AreOfTheFirstTimeThatTheyState) {
  Settings settings = plain();
  settings.streams[0].order_by = {read_place("updated_at"), read_place("header:X-Time")};
  auto at = [&](std::string_view body) { return read_events(settings, {"POST", "", {{"X-Time", "1700000000"}}, body}).events[0].at; };
  const std::pair<const char*, const char*> cases[] = {
      {R"({"id":1,"updated_at":"2026-05-01T10:00:00+09:00"})", "2026-05-01T10:00:00+09:00"},
      {R"({"id":1,"updated_at":1700000000})", "2023-11-14T22:13:20.000000Z"},
      {R"({"id":1,"updated_at":1700000000123})", "2023-11-14T22:13:20.123000Z"},
      {R"({"id":1,"updated_at":1700000000123456})", "2023-11-14T22:13:20.123456Z"},
      {R"({"id":1,"updated_at":7})", "1970-01-01T00:00:07.000000Z"},
      {R"({"id":1,"updated_at":1700000000.25})", "2023-11-14T22:13:20.250000Z"},
      {R"({"id":1,"updated_at":"soon"})", "2023-11-14T22:13:20.000000Z"},
      {R"({"id":1})", "2023-11-14T22:13:20.000000Z"},
      {R"({"id":1,"updated_at":-5})", "2023-11-14T22:13:20.000000Z"},
      {R"({"id":1,"updated_at":9223372036854775807})", "2023-11-14T22:13:20.000000Z"},
  };
  for (const auto& [body, time] : cases) EXPECT_EQ(at(body), time) << body;
}

TEST(Events, SayWhichTimeCouldNotBeRead) {
  Settings settings = plain();
  settings.streams[0].order_by = {read_place("updated_at"), read_place("header:X-Time")};
  auto unread = [&](std::string_view body, const char* header) { return read_events(settings, {"POST", "", {{"X-Time", header}}, body}).events[0].unread; };
  EXPECT_EQ(unread(R"({"id":1,"updated_at":"soon"})", ""), "updated_at");
  EXPECT_EQ(unread(R"({"id":1,"updated_at":"soon"})", "1700000000"), "") << "another one was found";
  EXPECT_EQ(unread(R"({"id":1,"updated_at":"soon"})", "later"), "header:X-Time");
  EXPECT_EQ(unread(R"({"id":1,"updated_at":"2026/09/01"})", "later"), "");
  EXPECT_EQ(unread(R"({"id":1})", ""), "") << "no value is not one that cannot be read";
}

TEST(Events, AFormWhoseOnlyFieldIsThePayloadIsTheJsonInIt) {
  const char* form = "application/x-www-form-urlencoded";
  EXPECT_EQ(read(plain(), "payload=%7B%22id%22%3A%22a%22%7D", form), R"([events a {"id":"a"}])");
  EXPECT_EQ(read(plain(), "payload=%7B%22id%22&id=b", form), R"([events b {"payload":"{\"id\"","id":"b"}])");
  EXPECT_EQ(read(plain(), "id=b&payload=%7B%7D", form), R"([events b {"id":"b","payload":"{}"}])");
}

}  // namespace
}  // namespace musubi::webhook
