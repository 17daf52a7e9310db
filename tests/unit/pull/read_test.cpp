#include <gtest/gtest.h>

#include <chrono>
#include <thread>

#include "core/sdk/connector_abi.h"
#include "tests/unit/pull/collected.hpp"

namespace musubi {
namespace {

using Calls = std::vector<std::string>;

struct Course {
  const char* name;
  const char* tries;  // steps of each call of read
  Calls calls;
  const char* error;  // id, "" = the read succeeds
};

std::string code(int result) {
  return std::to_string(result);
}

const Course courses[] = {
    {"straight",
     R"([[["record","1","{}"],["record","2","{\"a\":1}"],["checkpoint","s1"]]])",
     {"record 1", "record 2", "checkpoint s1"},
     ""},
    {"host closes what the connector left open",
     R"([[["record","1","{}"]]])",
     {"record 1", "checkpoint from"},
     ""},
    {"nothing new", R"([[]])", {}, ""},
    {"deletion",
     R"([[["record","1","{\"_deleted\":true}"],["checkpoint","s"]]])",
     {"deleted 1", "checkpoint s"},
     ""},
    {"again from the last durable state",
     R"([[["record","1","{}"],["checkpoint","s1"],["record","2","{}"],["fail",5,0]],
         [["state"],["record","2","{}"],["checkpoint","s2"]]])",
     {"record 1", "checkpoint s1", "record 2", "rewind", "record state", "record 2", "checkpoint s2"},
     ""},
    {"rate passes",
     R"([[["fail",4,0]],[["fail",4,0]],[["record","1","{}"],["checkpoint","s"]]])",
     {"record 1", "checkpoint s"},
     ""},
    {"gives up after three",
     R"([[["fail",5,0]],[["fail",5,0]],[["fail",5,0]],[["record","1","{}"]]])",
     {},
     "pull.transient"},
    {"a checkpoint renews the tries",
     R"([[["fail",5,0]],[["fail",5,0]],[["checkpoint","a"],["fail",5,0]],[["fail",5,0]],[["checkpoint","b"]]])",
     {"checkpoint a", "checkpoint b"},
     ""},
    {"a checkpoint with the state as it was renews nothing",
     R"([[["checkpoint","from"],["fail",5,0]],[["checkpoint","from"],["fail",5,0]],[["checkpoint","from"],["fail",5,0]],[["checkpoint","b"]]])",
     {"checkpoint from", "checkpoint from", "checkpoint from"},
     "pull.transient"},
    {"nor do states in a circle",
     R"([[["checkpoint","a"],["fail",5,0]],[["checkpoint","b"],["fail",5,0]],[["checkpoint","a"],["fail",5,0]],
         [["checkpoint","b"],["fail",5,0]],[["checkpoint","c"]]])",
     {"checkpoint a", "checkpoint b", "checkpoint a", "checkpoint b"},
     "pull.transient"},
    {"rate for too long", R"([[["fail",4,0]],[["fail",4,0]],[["fail",4,0]]])", {}, "pull.rate"},
    {"config is not tried again", R"([[["fail",2,0]],[["record","1","{}"]]])", {}, "pull.config"},
    {"auth is not tried again", R"([[["fail",3,0]],[["record","1","{}"]]])", {}, "pull.auth"},
    {"data", R"([[["record","1","{}"],["fail",6,0]]])", {"record 1"}, "pull.data"},
    {"bug", R"([[["fail",7,0]]])", {}, "pull.bug"},
    {"an exception is a bug", R"([[["throw"]]])", {}, "pull.bug"},
    {"a failure without a sentence is a bug", R"([[["mute",5]],[["mute",5]],[["mute",5]]])", {}, "pull.bug"},
    {"stopped without being asked", R"([[["mute",1]]])", {}, "pull.bug"},
    {"another stream", R"([[["other","else"],["record","1","{}"]]])", {}, "pull.foreign_stream"},
    {"no key",
     R"([[["record","","{\"a\":1}"],["record","2","{}"],["checkpoint","s"]]])",
     {"unreadable ={\"a\":1}", "record 2", "checkpoint s"},
     ""},
    {"no JSON, no object",
     R"([[["record","1","{\"a\":"],["record","2","[]"],["record","3","{} "],["checkpoint","s"]]])",
     {"unreadable 1={\"a\":", "unreadable 2=[]", "record 3", "checkpoint s"},
     ""},
    {"an unreadable row",
     R"([[["unreadable","9","a,\"b"],["record","2","{}"],["checkpoint","s"]]])",
     {"unreadable 9=a,\"b", "record 2", "checkpoint s"},
     ""},
    {"a rotated token",
     R"([[["keep","new-token"],["checkpoint","s"]]])",
     {"keep auth/token=new-token", "checkpoint s"},
     ""},
};

TEST(Read, FollowsTheResult) {
  Plugins plugins({test_plugins()});
  for (const Course& c : courses) {
    SCOPED_TRACE(c.name);
    Collected sink;
    std::string error = error_id([&] {
      Source source = plugins.open(scripted(std::string("{\"tries\":") + c.tries + "}"), quick());
      EXPECT_TRUE(source.read("people", "from", sink, {}));
    });
    EXPECT_EQ(error, c.error);
    EXPECT_EQ(sink.calls, c.calls);
  }
}

TEST(Read, ResumesFromTheLastDurableState) {
  Source source =
      Plugins({test_plugins()})
          .open(
              scripted(
                  R"({"tries":[[["state"],["checkpoint","one"],["record","x","{}"],["fail",5,0]],[["state"]]]})"),
              quick());
  Collected sink;
  source.read("people", "zero", sink, {});
  ASSERT_EQ(sink.records.size(), 3u);
  EXPECT_EQ(sink.records[0].json, R"({"state":"zero"})");
  EXPECT_EQ(sink.records[2].json, R"({"state":"one"})");
}

TEST(Read, EndsWhateverStatesItComesTo) {
  std::string tries;
  for (int i = 0; i < 100; ++i)
    tries += std::string(i ? "," : "") + "[[\"checkpoint\",\"" + std::to_string(i) + "\"],[\"fail\",5,0]]";
  Source source = Plugins({test_plugins()}).open(scripted("{\"tries\":[" + tries + "]}"), quick());
  Collected sink;
  EXPECT_EQ(error_id([&] { source.read("people", "", sink, {}); }), "pull.transient");
  EXPECT_EQ(sink.calls.size(), 61u);  // twenty times three, and the one that was too many
}

/// The calls of a read whose tries are `before` and then more failures than it has tries, and a good one.
Calls after_an_outage(const std::string& before, const std::string& failure) {
  RetryPolicy patient = quick();
  patient.patience = std::chrono::seconds(60);
  std::string tries = before;
  for (int i = 0; i < 6; ++i) tries += failure + ",";
  Source source = Plugins({test_plugins()}).open(scripted("{\"tries\":[" + tries + R"([["record","2","{}"],["checkpoint","two"]]]})"), patient);
  Collected sink;
  sink.calls.push_back(error_id([&] { source.read("people", "", sink, {}); }));
  return sink.calls;
}

TEST(Read, ASourceThatWasThereIsWaitedForLonger) {
  const std::string away = R"([["fail",5,0]])", busy = R"([["fail",4,0]])";
  EXPECT_EQ(after_an_outage(R"([["record","1","{}"],["checkpoint","one"],["fail",5,0]],)", away), (Calls{"record 1", "checkpoint one", "record 2", "checkpoint two", ""}));
  EXPECT_EQ(after_an_outage("", busy), (Calls{"record 2", "checkpoint two", ""}));
  EXPECT_EQ(after_an_outage("", away), (Calls{"pull.transient"}));
}

TEST(Read, StopsForAPreview) {
  Source source =
      Plugins({test_plugins()})
          .open(scripted(
              R"({"tries":[[["record","1","{}"],["record","2","{}"],["record","3","{}"],["checkpoint","s"]]]})"));
  Collected sink;
  EXPECT_TRUE(source.read("people", "", sink, {}, 2));
  EXPECT_EQ(sink.calls, (Calls{"record 1", "record 2"}));
}

TEST(Read, WhatTheSinkThrowsPassesThrough) {
  Source source =
      Plugins({test_plugins()})
          .open(scripted(R"({"tries":[[["record","1","{}"],["checkpoint","s"],["record","2","{}"]]]})"),
                quick());
  Collected sink;
  sink.before_checkpoint = [] { throw Error("store.down", {}); };
  EXPECT_EQ(error_id([&] { source.read("people", "", sink, {}); }), "store.down");
  EXPECT_EQ(sink.calls, (Calls{"record 1"}));
}

/// How long a read of `tries` takes when asked to stop after 50 ms.
std::chrono::milliseconds stopped_after(const std::string& tries, RetryPolicy policy) {
  Source source = Plugins({test_plugins()}).open(scripted("{\"tries\":" + tries + "}"), policy);
  Collected sink;
  std::stop_source stop;
  auto start = std::chrono::steady_clock::now();
  std::jthread asker([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    stop.request_stop();
  });
  EXPECT_FALSE(source.read("people", "", sink, stop.get_token()));
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
}

TEST(Read, IsStoppedInEveryWait) {
  RetryPolicy slow{5, std::chrono::seconds(30), std::chrono::seconds(60), {}};
  EXPECT_LT(stopped_after(R"([[["wait",30000]]])", quick()).count(), 1000);
  EXPECT_LT(stopped_after(R"([[["fail",5,0]]])", slow).count(), 1000);
  EXPECT_LT(stopped_after(R"([[["fail",4,60000]]])", quick()).count(), 1000);
}

TEST(Read, WaitsAsLongAsTheSourceAsks) {
  Source source = Plugins({test_plugins()}).open(scripted(R"({"tries":[[["fail",4,120]],[]]})"), quick());
  Collected sink;
  auto start = std::chrono::steady_clock::now();
  source.read("people", "", sink, {});
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(120));
}

TEST(Read, TellsTheConnectorsSentenceInBothLanguages) {
  Source source =
      Plugins({test_plugins()}).open(scripted("{\"tries\":[[[\"fail\"," + code(MU_DATA) + ",0]]]}"), quick());
  Collected sink;
  try {
    source.read("people", "", sink, {});
    FAIL();
  } catch (const Error& e) {
    EXPECT_NE(render(e.message(), Lang::ja).find("「shop.people」"), std::string::npos);
    EXPECT_NE(render(e.message(), Lang::ja).find("台本どおり fail です。"), std::string::npos);
    EXPECT_NE(render(e.message(), Lang::en).find("As told: fail."), std::string::npos);
  }
}

TEST(Read, HoldsARowWithItsPlaceAndSentence) {
  Source source =
      Plugins({test_plugins()}).open(scripted(R"({"tries":[[["unreadable","9","x"]]]})"), quick());
  Collected sink;
  source.read("people", "", sink, {});
  ASSERT_EQ(sink.reasons.size(), 1u);
  EXPECT_EQ(sink.reasons[0].id, "pull.unreadable");
  EXPECT_EQ(sink.held[0].file, "a.csv");
  EXPECT_EQ(sink.held[0].row, 3);
  EXPECT_NE(render(sink.reasons[0], Lang::ja).find("a.csv の 3 行目は破れています。"), std::string::npos);
  EXPECT_NE(render(sink.reasons[0], Lang::en).find("Row 3 of a.csv is torn."), std::string::npos);
}

TEST(Read, SaysNothingOfAPlaceWhereThereIsNone) {
  Source source =
      Plugins({test_plugins()}).open(scripted(R"({"tries":[[["unreadable_somewhere","x"]]]})"), quick());
  Collected sink;
  source.read("people", "", sink, {});
  ASSERT_EQ(sink.reasons.size(), 1u);
  EXPECT_EQ(render(sink.reasons[0], Lang::en), "A row of “shop.people” cannot be read and is held. As told: torn.");
  EXPECT_EQ(sink.held[0].row, 0);
}

TEST(Read, TwoInstancesInTwoThreads) {
  Plugins plugins({test_plugins()});
  auto work = [&] {
    for (int i = 0; i < 20; ++i) {
      Source source = plugins.open(
          scripted(R"({"tries":[[["record","1","{}"],["fail",5,0]],[["record","1","{}"],["log","x"]]]})"),
          quick(), [](int, std::string_view) {});
      Collected sink;
      EXPECT_TRUE(source.read("people", "", sink, {}));
    }
  };
  std::jthread one(work), two(work);
}

}  // namespace
}  // namespace musubi
