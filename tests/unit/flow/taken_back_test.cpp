// A message that its sender takes back loses its words in the raw record as well, whichever came first.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using testing::figures;

class WordsTakenBack : public ::testing::Test {
 protected:
  WordsTakenBack() {
    folder.write("connections/line.yaml", "connector: file\nconfig: {streams: {events: {path: events.jsonl, key: [id]}}}\n");
    folder.write("mappings/line.events.yaml",
                 "source: line.events\nignore: [source]\nwords: [message.text, message.title, several.message.text]\nparties:\n"
                 "  user: {kind: person, ids: {line_user: {from: user, identifies: party}}, line: user}\nfacts:\n"
                 "  message: {kind: activity, of: user, when: {type: message}, at: at, body: message.text, thread: message.id}\n"
                 "  each: {kind: activity, each: several, of: user, when: message.text, at: /at, body: message.text, thread: message.id}\n"
                 "  unsent: {kind: activity, of: user, when: {type: unsend}, at: at, outcome: {const: 送信取り消し}, thread: unsend}\n");
  }
  /// The events of a file of these, whose figures are answered.
  std::string come(const std::string& events) {
    folder.write("events.jsonl", events);
    SyncReport report = folder.sync();
    EXPECT_TRUE(report.clean()) << testing::failures(report);
    return figures(report);
  }
  static std::string message(const std::string& id, const std::string& text) {
    return R"({"id":"e)" + id + R"(","type":"message","at":"2026-01-01","user":"U1","message":{"type":"text","id":")" + id + R"(","text":")" + text + "\"}}\n";
  }
  static std::string unsend(const std::string& id) { return R"({"id":"u)" + id + R"(","type":"unsend","at":"2026-01-02","user":"U1","unsend":")" + id + "\"}\n"; }
  /// Every text that still stands anywhere.
  std::string words() {
    return folder.values("select payload->'message'->>'text' from (select key, payload from source.record union all select key, payload from source.record_history) v where payload->'message'->'text' is not null order by 1");
  }
  std::string bodies() { return folder.values("select thread || '=' || coalesce(body, '') from master.activity where outcome is null order by 1"); }

  testing::HubFolder folder;
};

TEST_F(WordsTakenBack, BehindTheMessage) {
  come(message("m1", "秘密") + message("m2", "予約"));
  EXPECT_EQ(words(), "予約 秘密 ");
  EXPECT_EQ(come(unsend("m1")), "events 1/1/0/0/0/0/ ");
  EXPECT_EQ(words(), "予約 ");
  EXPECT_EQ(bodies(), "m1= m2=予約 ");
  EXPECT_EQ(folder.values("select payload->'message'->>'id' || (payload->>'at') from source.record where key = 'em1'"), "m12026-01-01 ") << "that there was one, which and when";
  EXPECT_EQ(folder.values("select count(*) from source.pending"), "0 ");
}

TEST_F(WordsTakenBack, BeforeTheMessage) {
  come(unsend("m1"));
  come(message("m1", "秘密"));
  EXPECT_EQ(words(), "");
  EXPECT_EQ(bodies(), "m1= ");
}

TEST_F(WordsTakenBack, InTheSameRunAndAnEarlierVersionToo) {
  come(message("m1", "秘密") + message("m2", "予約"));
  come(message("m1", "もっと秘密") + unsend("m1"));
  EXPECT_EQ(words(), "予約 ");
}

TEST_F(WordsTakenBack, TheSameDeliveryOnceMoreBringsNothingBack) {
  come(message("m1", "秘密"));
  come(unsend("m1"));
  EXPECT_EQ(come(message("m1", "秘密")), "events 1/0/0/1/0/0/ ");
  EXPECT_EQ(words(), "");
}

TEST_F(WordsTakenBack, OfSeveralInOneRecordOnlyThatMessage) {
  come(R"({"id":"p1","type":"post","at":"2026-01-01","user":"U1","several":[{"message":{"id":"m1","text":"秘密"}},{"message":{"id":"m2","text":"予約"}}]})"
       "\n");
  come(unsend("m1"));
  EXPECT_EQ(folder.values("select payload->>'several' from source.record where key = 'p1'"), R"([{"message":{"id":"m1"}},{"message":{"id":"m2","text":"予約"}}] )");
}

TEST_F(WordsTakenBack, ADryRunTakesNothing) {
  come(message("m1", "秘密"));
  folder.write("events.jsonl", unsend("m1"));
  SyncRequest dry;
  dry.dry_run = true;
  size_t activities = 0;
  dry.on_changes = [&](const Derived& derived) {
    for (const RowChange& c : derived.changes.changes) activities += c.table == TableId::activity;
  };
  EXPECT_TRUE(folder.sync(dry).clean());
  EXPECT_EQ(activities, 2u) << "the one that comes, and the one whose words would go";
  EXPECT_EQ(words(), "秘密 ");
}

}  // namespace
}  // namespace musubi
