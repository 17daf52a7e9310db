#include "core/store/fetches.hpp"

#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

const StreamName customers{"pos", "customers"}, orders{"pos", "orders"};

class Fetches : public HubTest {
 protected:
  void mark(const std::vector<FetchMark>& marks, const std::string& when) {
    Session session = store().begin();
    mark_to_fetch(session, marks, at(when));
    session.commit();
  }
  std::vector<FetchMark> due(const std::string& now, size_t limit = 100, const std::string& connection = "pos") {
    Session session = store().begin();
    return due_to_fetch(session, connection, at(now), limit);
  }
  std::string keys(const std::string& now, size_t limit = 100, const std::string& connection = "pos") {
    std::string out;
    for (const FetchMark& mark : due(now, limit, connection))
      out += mark.stream.stream + "/" + mark.key + "*" + std::to_string(mark.tries) + " ";
    return out;
  }
};

TEST_F(Fetches, AreOfOneStreamThatWhichHasWaitedLongest) {
  mark({{orders, "7"}, {customers, "b"}}, "2026-01-01T00:00:02Z");
  mark({{customers, "a|1"}}, "2026-01-01T00:00:01Z");
  EXPECT_EQ(keys("2026-01-01T00:00:00Z"), "");
  EXPECT_EQ(keys("2026-01-01T00:00:01Z"), "customers/a|1*0 ");
  EXPECT_EQ(keys("2026-01-01T00:00:09Z"), "customers/a|1*0 customers/b*0 ");
  EXPECT_EQ(keys("2026-01-01T00:00:09Z", 1), "customers/a|1*0 ");
}

TEST_F(Fetches, WhatIsToWaitIsDueLater) {
  FetchMark patient{customers, "a"};
  patient.after = std::chrono::seconds(10);
  mark({patient, {customers, "b"}}, "2026-01-01T00:00:00Z");
  EXPECT_EQ(keys("2026-01-01T00:00:09Z"), "customers/b*0 ");
  EXPECT_EQ(keys("2026-01-01T00:00:10Z"), "customers/b*0 customers/a*0 ");
}

TEST_F(Fetches, WhatIsNamedAllTheTimeIsFetchedInItsTimeAndOnceMoreForTheLast) {
  FetchMark patient{customers, "a"};
  patient.after = std::chrono::seconds(10);
  for (const char* when : {"2026-01-01T00:00:00Z", "2026-01-01T00:00:06Z", "2026-01-01T00:00:09Z"}) mark({patient}, when);
  EXPECT_EQ(keys("2026-01-01T00:00:09Z"), "");
  auto fetch = [&](const std::string& now) {
    std::vector<FetchMark> going = due(now);
    Session session = store().begin();
    fetched(session, going);
    session.commit();
    return going.size();
  };
  EXPECT_EQ(fetch("2026-01-01T00:00:10Z"), 1u);
  EXPECT_EQ(keys("2026-01-01T00:00:18Z"), "");
  EXPECT_EQ(fetch("2026-01-01T00:00:19Z"), 1u);
  EXPECT_EQ(fetch("2026-01-01T00:10:00Z"), 0u);
}

TEST_F(Fetches, WhatAClockThatWasAheadHasMarkedIsDue) {
  mark({{customers, "a"}}, "2031-01-01T00:00:00Z");
  mark({{customers, "b"}}, "2026-01-01T00:10:00Z");
  EXPECT_EQ(keys("2026-01-01T00:00:00Z"), "customers/a*0 ");
  Session session = store().begin();
  EXPECT_TRUE(any_due_to_fetch(session, "pos", at("2026-01-01T00:00:00Z")));
}

TEST_F(Fetches, WhatIsNamedAgainMeanwhileStays) {
  mark({{customers, "a"}, {customers, "{x,\"y"}}, "2026-01-01T00:00:00Z");
  std::vector<FetchMark> going = due("2026-01-01T00:00:00Z");
  mark({{customers, "a"}}, "2026-01-01T00:00:05Z");
  {
    Session session = store().begin();
    fetched(session, going);
    fetched(session, {});
    session.commit();
  }
  EXPECT_EQ(keys("2026-01-01T00:00:04Z"), "");
  EXPECT_EQ(keys("2026-01-01T00:00:05Z"), "customers/a*0 ");
}

TEST_F(Fetches, ATryThatFailsComesAgainLaterAndBeginsAnewWhenNamedAgain) {
  mark({{customers, "a"}}, "2026-01-01T00:00:00Z");
  {
    Session session = store().begin();
    fetch_later(session, due("2026-01-01T00:00:00Z"), at("2026-01-01T00:01:00Z"));
    session.commit();
  }
  EXPECT_EQ(keys("2026-01-01T00:00:59Z"), "");
  EXPECT_EQ(keys("2026-01-01T00:01:00Z"), "customers/a*1 ");
  mark({{customers, "a"}}, "2026-01-01T00:00:30Z");
  EXPECT_EQ(keys("2026-01-01T00:00:30Z"), "customers/a*0 ");
}

TEST_F(Fetches, WhatIsNamedNewlyComesBeforeWhatHasFailed) {
  mark({{orders, "old"}, {{"ec", "orders"}, "theirs"}}, "2026-01-01T00:00:00Z");
  {
    Session session = store().begin();
    fetch_later(session, due("2026-01-01T00:00:00Z"), at("2026-01-01T00:00:01Z"));
    EXPECT_TRUE(any_fetch_failed(session, "pos", 1));
    EXPECT_FALSE(any_fetch_failed(session, "pos", 2));
    EXPECT_FALSE(any_fetch_failed(session, "ec", 1));
    EXPECT_EQ(connections_to_fetch(session).size(), 2u);
    session.commit();
  }
  mark({{orders, "new"}}, "2026-01-01T00:00:05Z");
  EXPECT_EQ(keys("2026-01-01T00:00:09Z"), "orders/new*0 orders/old*1 ");
  mark({{customers, "new"}}, "2026-01-01T00:00:04Z");
  EXPECT_EQ(keys("2026-01-01T00:00:09Z"), "customers/new*0 ");
}

TEST_F(Fetches, AConnectionOfWhichARunGoesOnIsPassedOver) {
  mark({{{"ec", "orders"}, "7"}}, "2026-01-01T00:00:02Z");
  mark({{customers, "a"}}, "2026-01-01T00:00:01Z");
  int64_t run = begin_run("pos");
  const Time later = at("2026-01-01T00:00:09Z");
  EXPECT_EQ(keys("2026-01-01T00:00:09Z", 100, "ec"), "orders/7*0 ") << "and keeps no other waiting";
  Session session = store().begin();
  EXPECT_TRUE(due_to_fetch(session, "pos", later, 1).empty());
  EXPECT_TRUE(any_due_to_fetch(session, "pos", later));
  session.end_run(run, later, {});
  EXPECT_EQ(due_to_fetch(session, "pos", later, 1).size(), 1u);
  EXPECT_FALSE(any_due_to_fetch(session, "pos", at("2026-01-01T00:00:00Z")));
}

}  // namespace
}  // namespace musubi
