#include "core/store/pending.hpp"
#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

class Publish : public HubTest {
 protected:
  std::string open_rows() {
    return value(
        "select string_agg(key || ':' || step, ',' order by id) from hub.quarantine where resolved_at is "
        "null");
  }
  std::vector<std::string> history(const std::vector<RecordKey>& records) {
    Session session = store().begin();
    std::vector<std::string> out;
    for (const RawRecord& r : session.history(records)) out.push_back(r.id.key + r.json);
    return out;
  }
};

TEST_F(Publish, PendingComesInLandingOrderAndOnce) {
  int64_t run = begin_run();
  land(run, {raw("b", "1"), raw("a", "1")});
  land(run, {raw("c", "1"), raw("b", "2")});
  Session session = store().begin();
  std::string order;
  std::vector<int64_t> ids;
  for (const Pending& p : session.pending(10, "")) {
    order += p.record.id.key;
    ids.push_back(p.id);
  }
  EXPECT_EQ(order, "acb");
  EXPECT_EQ(session.pending(2, "pos").size(), 2u);
  EXPECT_EQ(session.pending(2, "ec").size(), 0u);
  session.published({ids[0], ids[1]}, {});
  EXPECT_EQ(session.pending(10, "").size(), 1u);
}

TEST_F(Publish, BesideReadingNobodyWaitsForAReader) {
  land(begin_run(), {raw("1", "a"), raw("2", "a")});
  int64_t run = begin_run();
  Session reader = store().begin();
  reader.land(run, members, {raw("1", "b")}, {});
  {
    Session publisher = store().begin();
    std::vector<Pending> chunk = pending_but_of(publisher, {}, 10);
    ASSERT_EQ(chunk.size(), 1u) << "the other is about to be replaced";
    EXPECT_EQ(chunk[0].record.id.key, "2");
    publisher.published({chunk[0].id}, {});
    publisher.commit();
  }
  reader.commit();
  Session session = store().begin();
  std::vector<Pending> rest = pending_but_of(session, {}, 10);
  ASSERT_EQ(rest.size(), 1u);
  EXPECT_EQ(rest[0].record.json, "{\"v\":\"b\"}");
}

TEST_F(Publish, SeesWhatOthersCommitWhateverTheDatabasesDefault) {
  sql("set session characteristics as transaction isolation level repeatable read");
  EXPECT_EQ(value("show transaction_isolation"), "read committed");
  sql("set session characteristics as transaction isolation level read committed");
}

TEST_F(Publish, AHeldRowStaysHeldUntilOtherBytesCome) {
  int64_t first = begin_run();
  land(first, {raw("1", "good")});
  publish();
  int64_t second = begin_run();
  land(second, {raw("1", "bad")});
  publish({"1"});
  EXPECT_EQ(figures(second), "1/0/0/0/1/0/");
  EXPECT_EQ(open_rows(), "1:map");
  int64_t third = begin_run();
  land(third, {raw("1", "bad")});
  publish();
  EXPECT_EQ(figures(third), "1/0/0/1/0/0/");
  EXPECT_EQ(open_rows(), "1:map");
  int64_t fourth = begin_run();
  land(fourth, {raw("1", "worse")});
  publish({"1"});
  EXPECT_EQ(open_rows(), "1:map");
  EXPECT_EQ(value("select payload from hub.quarantine where resolved_at is null"), "{\"v\":\"worse\"}");
  int64_t fifth = begin_run();
  land(fifth, {raw("1", "better")});
  publish();
  EXPECT_EQ(figures(fifth), "1/0/1/0/0/0/");
  EXPECT_EQ(open_rows(), "NULL");
  EXPECT_EQ(history({{"pos", "members", "1"}}), (std::vector<std::string>{"1{\"v\":\"good\"}"}));
}

TEST_F(Publish, HistoryNamesEarlierVersionsThatCounted) {
  int64_t run = begin_run();
  for (const char* value : {"課長", "部長", "局長"}) land(run, {raw("1", value), raw("2", "x")});
  publish({"1"});
  EXPECT_EQ(history({{"pos", "members", "2"}, {"pos", "members", "1"}, {"pos", "members", "3"}}),
            (std::vector<std::string>{"1{\"v\":\"課長\"}", "1{\"v\":\"部長\"}"}));
}

TEST_F(Publish, VersionsThatWerePassedOverComeWithTheLast) {
  for (size_t size : {1, 4}) {
    sql("truncate source.record, source.record_history, source.pending");
    std::vector<RawRecord> delivered = {raw("1", "a"), raw("2", "a"), raw("1", "b"), raw("1", "c")};
    int64_t run = begin_run();
    for (size_t from = 0; from < delivered.size(); from += size)
      land(run, {delivered.begin() + long(from), delivered.begin() + long(from + size)});
    std::string seen;
    std::vector<int64_t> last, earlier;
    Session session = store().begin();
    for (const Pending& p : session.pending(10, "")) {
      last.push_back(p.id);
      for (const Version& v : p.earlier) {
        seen += v.record.json;
        earlier.push_back(v.id);
      }
      seen += p.record.json + (p.fresh ? "!" : "");
    }
    EXPECT_EQ(seen, "{\"v\":\"a\"}!{\"v\":\"a\"}{\"v\":\"b\"}{\"v\":\"c\"}");
    session.published(last, {earlier.at(1)}, earlier);
    session.commit();
    EXPECT_EQ(history({{"pos", "members", "1"}}), (std::vector<std::string>{"1{\"v\":\"a\"}"}));
    EXPECT_EQ(value("select count(*) from source.record_history where passed_over"), "0");
  }
}

TEST_F(Publish, AVersionThatWasPublishedIsNotPassedOver) {
  int64_t run = begin_run();
  land(run, {raw("1", "a")});
  publish();
  land(run, {raw("1", "b")});
  Session session = store().begin();
  EXPECT_TRUE(session.pending(10, "").at(0).earlier.empty());
  session.publish_again("ec", false);
  EXPECT_TRUE(session.pending(10, "").at(0).earlier.empty());
  session.publish_again("pos", false);
  EXPECT_EQ(session.pending(10, "").at(0).earlier.size(), 1u);
}

TEST_F(Publish, AHeldVersionReplacedMeanwhileNeverCounted) {
  int64_t run = begin_run();
  land(run, {raw("1", "bad")});
  int64_t id = 0;
  {
    Session session = store().begin();
    id = session.pending(1, "")[0].id;
  }
  land(run, {raw("1", "good")});
  Session session = store().begin();
  session.published({id}, {id});
  session.commit();
  EXPECT_TRUE(history({{"pos", "members", "1"}}).empty());
  publish();
  EXPECT_EQ(figures(run), "2/1/1/0/0/0/");
}

TEST_F(Publish, HeldRecordsCanBePublishedAgain) {
  int64_t run = begin_run();
  land(run, {raw("1", "a"), raw("2", "b")});
  publish({"1"});
  std::string before = figures(run);
  for (bool held_only : {true, false}) {
    Session session = store().begin();
    EXPECT_EQ(session.publish_again("ec", held_only), 0);
    EXPECT_EQ(session.publish_again("", held_only), held_only ? 1 : 2);
    EXPECT_EQ(session.pending(10, "").size(), held_only ? 1u : 2u);
  }
  {
    Session session = store().begin();
    session.publish_again("pos", true);
    session.commit();
  }
  publish();
  EXPECT_EQ(figures(run), before);
  EXPECT_EQ(open_rows(), "NULL");
  EXPECT_EQ(value("select count(*) from source.record where held"), "0");
}

TEST_F(Publish, RowsThatCouldNotBeReadAreCountedWhenHeld) {
  int64_t first = begin_run(), second = begin_run();
  auto row = [](int64_t run, int64_t n, const std::string& payload) {
    return Held{0,   {"pos", "members", ""},    "read", "", {"base.bad_zone", {}}, payload, "f.csv", n,
                run, at("2026-01-02T00:00:00Z")};
  };
  Session session = store().begin();
  session.hold({row(first, 3, "a\"b\xff"), row(first, 4, "c"), row(first, 5, "c")});
  session.hold({row(second, 9, "c")});
  session.commit();
  EXPECT_EQ(figures(first), "3/0/0/1/2/0/");
  EXPECT_EQ(figures(second), "1/0/0/1/0/0/");
}

TEST_F(Publish, ATwinStaysListedWhenTheFirstIsPublished) {
  int64_t run = begin_run();
  land(run, {raw("1", "a", "f.csv", 1), raw("1", "b", "f.csv", 2)});
  publish();
  EXPECT_EQ(open_rows(), "1:land");
  int64_t later = begin_run();
  land(later, {raw("1", "c", "f.csv", 1)});
  publish();
  EXPECT_EQ(open_rows(), "NULL");
}

TEST_F(Publish, AChangeRolledBackLeavesNothing) {
  int64_t run = begin_run();
  {
    Session session = store().begin();
    session.land(run, members, {raw("1", "a", "f.csv", 1)}, "s");
  }
  EXPECT_EQ(figures(run), "");
  EXPECT_EQ(value("select count(*) from source.stream_state"), "0");
  EXPECT_EQ(land(run, {raw("1", "a", "f.csv", 1)}, "s").fresh, 1);
}

}  // namespace
}  // namespace musubi
