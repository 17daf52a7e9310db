#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

class Land : public HubTest {
 protected:
  std::string landed(const Landed& l) {
    std::string out;
    for (int64_t n : {l.read, l.fresh, l.changed, l.unchanged, l.quarantined}) out += std::to_string(n) + "/";
    return out;
  }
  std::string current(const std::string& key) {
    return value("select payload from source.record where key = '" + key + "'");
  }
  std::string versions(const std::string& key) {
    return value(
        "select string_agg(payload ->> 'v', ',' order by id) from source.record_history where key = '" + key +
        "'");
  }
};

TEST_F(Land, CountsWhatIsNewChangedAndUnchanged) {
  int64_t first = begin_run();
  EXPECT_EQ(landed(land(first, {raw("1", "a"), raw("2", "b")}, "s1")), "2/2/0/0/0/");
  publish();
  EXPECT_EQ(figures(first), "2/2/0/0/0/0/");
  int64_t second = begin_run();
  EXPECT_EQ(landed(land(second, {raw("1", "a"), raw("2", "c"), raw("3", "d")}, "s2")), "3/1/1/1/0/");
  publish();
  EXPECT_EQ(figures(second), "3/1/1/1/0/0/");
  EXPECT_EQ(versions("2"), "b");
  EXPECT_EQ(current("2"), "{\"v\":\"c\"}");
  Session session = store().begin();
  EXPECT_EQ(session.stream_state(members), "s2");
  EXPECT_EQ(session.stream_state({"pos", "receipts"}), "");
}

TEST_F(Land, SizeOfBatchesMakesNoDifference) {
  std::vector<RawRecord> delivered = {raw("1", "a"), raw("2", "b"), raw("1", "c"), raw("1", "c"),
                                      raw("1", "a"), raw("2", "b"), raw("3", "x")};
  std::vector<std::string> outcomes;
  for (size_t size : {1, 2, 3, 7}) {
    sql("truncate source.record, source.record_history, source.pending");
    int64_t run = begin_run();
    for (size_t from = 0; from < delivered.size(); from += size)
      land(run, {delivered.begin() + long(from),
                 delivered.begin() + long(std::min(delivered.size(), from + size))});
    publish();
    outcomes.push_back(figures(run) + versions("1") + current("1") + current("2"));
  }
  EXPECT_EQ(outcomes[0], "7/3/2/2/0/0/a,c{\"v\":\"a\"}{\"v\":\"b\"}");
  for (const std::string& one : outcomes) EXPECT_EQ(one, outcomes[0]);
}

TEST_F(Land, MembersInAnotherOrderAreNoChange) {
  auto version = [&](const std::string& key, const std::string& json) {
    RawRecord out = raw(key, json);
    out.json = json;
    return out;
  };
  const std::string first = R"({"v":"a","w":{"x":1,"y":[2]}})", turned = R"({"w":{"y":[2],"x":1},"v":"a"})",
                    other = R"({"w":{"y":[1],"x":2},"v":"a"})";
  for (size_t size : {1, 4}) {
    sql("truncate source.record, source.record_history, source.pending");
    std::vector<RawRecord> delivered = {version("1", first), version("1", turned), version("2", turned),
                                        version("2", first)};
    int64_t run = begin_run();
    for (size_t from = 0; from < delivered.size(); from += size)
      land(run, {delivered.begin() + long(from), delivered.begin() + long(from + size)});
    publish();
    EXPECT_EQ(figures(run), "4/2/0/2/0/0/");
    EXPECT_EQ(current("1"), first);
    run = begin_run();
    land(run, {version("1", turned), version("2", other)});
    publish();
    EXPECT_EQ(figures(run), "2/0/1/1/0/0/");
    EXPECT_EQ(current("1") + current("2"), first + other);
  }
}

TEST_F(Land, AKeyTwiceInOneFileKeepsTheFirst) {
  for (size_t size : {1, 3}) {
    sql("truncate source.record, source.record_history, source.pending, hub.quarantine");
    std::vector<RawRecord> file = {raw("1", "a", "f.csv", 1), raw("2", "b", "f.csv", 2),
                                   raw("1", "z", "f.csv", 3)};
    for (int again = 0; again < 3; ++again) {
      int64_t run = begin_run();
      for (size_t from = 0; from < 3; from += size)
        land(run, {file.begin() + long(from), file.begin() + long(from + size)});
      publish();
      EXPECT_EQ(figures(run), again ? "3/0/0/3/0/0/" : "3/2/0/0/1/0/") << size << " " << again;
      EXPECT_EQ(current("1"), "{\"v\":\"a\"}");
      EXPECT_EQ(value("select count(*) from hub.quarantine where resolved_at is null"), "1");
    }
  }
}

TEST_F(Land, TheSameKeyInTwoFilesIsAChange) {
  int64_t run = begin_run();
  land(run, {raw("1", "a", "jan.csv", 1), raw("1", "b", "feb.csv", 9)});
  publish();
  EXPECT_EQ(figures(run), "2/1/1/0/0/0/");
  EXPECT_EQ(current("1"), "{\"v\":\"b\"}");
}

TEST_F(Land, AnEarlierFileIsThePastWheneverItComes) {
  auto dated = [](const std::string& value, const std::string& file, const std::string& date) {
    RawRecord r = raw("1", value, file, 1);
    r.file_date = at(date);
    return r;
  };
  RawRecord feb = dated("b", "2.csv", "2026-02-01T00:00:00Z"),
            jan = dated("a", "1.csv", "2026-01-01T00:00:00Z"),
            also_feb = dated("c", "1.csv", "2026-02-01T00:00:00Z");
  for (size_t size : {1, 5}) {
    sql("truncate source.record, source.record_history, source.pending");
    int64_t run = begin_run();
    std::vector<RawRecord> delivered = {feb, jan, also_feb, jan, feb};
    for (size_t from = 0; from < delivered.size(); from += size)
      land(run, {delivered.begin() + long(from), delivered.begin() + long(from + size)});
    EXPECT_EQ(current("1"), "{\"v\":\"b\"}");
    EXPECT_EQ(versions("1"), "a,c");
    Session session = store().begin();
    ASSERT_EQ(session.pending(10, "").size(), 1u);
    EXPECT_EQ(session.pending(10, "")[0].earlier.size(), 2u);
    publish();
    EXPECT_EQ(figures(run).substr(0, 2), "5/");
    EXPECT_EQ(value("select sum(fresh + changed) || ' ' || sum(unchanged) from hub.run_stream"), "3 2");
    sql("truncate hub.run_stream");
  }
}

TEST_F(Land, ARecordThatComesAgainAsItWasIsOfTheLaterTime) {
  auto dated = [](const std::string& value, const std::string& date) {
    RawRecord r = raw("1", value);
    if (!date.empty()) r.file_date = at(date);
    return r;
  };
  for (const char* first : {"", "2026-01-01T00:00:00Z"})
    for (size_t size : {1, 2, 4}) {
      sql("truncate source.record, source.record_history, source.pending, hub.run_stream");
      int64_t run = begin_run();
      std::vector<RawRecord> delivered = {dated("a", first), dated("a", "2026-03-01T00:00:00Z"), dated("a", "2026-02-15T00:00:00Z"), dated("b", "2026-02-01T00:00:00Z")};
      for (size_t from = 0; from < delivered.size(); from += size) {
        land(run, {delivered.begin() + long(from), delivered.begin() + long(from + size)});
        publish();
      }
      EXPECT_EQ(current("1"), "{\"v\":\"a\"}") << size;
      EXPECT_EQ(versions("1"), "b") << "what was overtaken is of the past";
      EXPECT_EQ(value("select sum(fresh + changed) || ' ' || sum(unchanged) from hub.run_stream"), "2 2");
      land(run, {dated("c", "2026-03-02T00:00:00Z")});
      EXPECT_EQ(current("1"), "{\"v\":\"c\"}");
    }
}

TEST_F(Land, WhatCannotLandIsHeld) {
  std::string long_key(1001, 'k');
  RawRecord nul = raw("n", "a", "f.csv", 4), broken = raw("b", "a", "f.csv", 5);
  nul.json.insert(5, 1, '\0');
  broken.json = "{\"v\":\"\xff\"}";
  std::vector<RawRecord> batch = {raw("", "a", "f.csv", 1), raw(long_key, "a", "f.csv", 2),
                                  raw("ok", "a", "f.csv", 3), nul, broken};
  int64_t first = begin_run();
  land(first, batch);
  EXPECT_EQ(figures(first), "5/0/0/0/4/0/");
  int64_t second = begin_run();
  land(second, batch);
  publish();
  EXPECT_EQ(figures(second), "5/0/0/5/0/0/");
  EXPECT_EQ(figures(first), "5/1/0/0/4/0/");
  Session session = store().begin();
  std::vector<Held> rows = session.held("pos", 10);
  ASSERT_EQ(rows.size(), 4u);
  std::vector<std::string> reasons;
  for (const Held& row : rows) reasons.push_back(row.reason.id);
  EXPECT_EQ(reasons, (std::vector<std::string>{"store.empty_key", "store.long_key", "store.bad_text",
                                               "store.bad_text"}));
  for (const std::string& id : reasons) EXPECT_TRUE(has_message(id)) << id;
  EXPECT_TRUE(session.held("ec", 10).empty());
}

TEST_F(Land, AVersionReplacedBeforeItIsPublishedCountsAsItLanded) {
  int64_t first = begin_run(), second = begin_run();
  land(first, {raw("1", "a"), raw("2", "a")});
  land(second, {raw("1", "b")});
  EXPECT_EQ(figures(first), "2/1/0/0/0/0/");
  publish();
  EXPECT_EQ(figures(first), "2/2/0/0/0/0/");
  EXPECT_EQ(figures(second), "1/0/1/0/0/0/");
}

TEST_F(Land, DeletionsAreVersions) {
  int64_t first = begin_run();
  land(first, {raw("1", "a"), raw("2", "b"), raw("3", "c")});
  publish();
  int64_t second = begin_run();
  land(second, {tombstone("1"), tombstone("9")});
  publish();
  EXPECT_EQ(figures(second), "2/0/2/0/0/0/");
  int64_t third = begin_run();
  land(third, {raw("2", "b")});
  {
    Session session = store().begin();
    EXPECT_EQ(session.infer_deletions(third, members).gone, 1);
    session.commit();
  }
  EXPECT_EQ(value("select string_agg(key, ',' order by key) from source.record where deleted"), "1,3,9");
  publish();
  EXPECT_EQ(figures(third), "1/0/0/1/0/1/");
  int64_t fourth = begin_run();
  land(fourth, {raw("3", "c")});
  publish();
  EXPECT_EQ(figures(fourth), "1/0/1/0/0/0/");
}

TEST_F(Land, TextsComeBackAsTheyWere) {
  RawRecord r = raw("鍵\t\\\n", "a", "会員 一覧.csv", 7);
  r.json = "{\"v\":\"渋屋\\n\\u0000\\\\ \xF0\xA0\xAE\xB7\", \"w\" : 1.50}";
  r.file_date = at("2026-01-31T00:00:00.000001Z");
  int64_t run = begin_run();
  land(run, {r});
  Session session = store().begin();
  std::vector<Pending> pending = session.pending(10, "pos");
  ASSERT_EQ(pending.size(), 1u);
  const RawRecord& back = pending[0].record;
  EXPECT_EQ(back.id, r.id);
  EXPECT_EQ(back.json, r.json);
  EXPECT_EQ(back.digest, r.digest);
  EXPECT_EQ(back.file, r.file);
  EXPECT_EQ(back.row, 7);
  EXPECT_EQ(back.file_date, r.file_date);
  EXPECT_EQ(back.received_at, r.received_at);
  EXPECT_EQ(back.run, run);
  EXPECT_TRUE(session.pending(10, "ec").empty());
}

}  // namespace
}  // namespace musubi
