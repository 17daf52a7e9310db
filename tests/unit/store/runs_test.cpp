#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <set>

#include "core/store/hub_watch.hpp"
#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

using Runs = HubTest;

TEST_F(Runs, EndAsTheyEnded) {
  int64_t good = begin_run("pos"), bad = begin_run("ec");
  Message why{"store.gone", {{"reason", "a, \"b\""}}};
  Session session = store().begin();
  session.end_run(good, at("2026-01-01T01:00:00Z"), {});
  session.end_run(bad, at("2026-01-01T02:00:00Z"), why);
  std::vector<musubi::Run> runs = session.runs(5);
  ASSERT_EQ(runs.size(), 2u);
  EXPECT_EQ(runs[0].id, bad);
  EXPECT_EQ(runs[0].state, "failed");
  EXPECT_EQ(runs[0].failure, why);
  EXPECT_EQ(runs[0].started, at("2026-01-01T00:00:00Z"));
  EXPECT_EQ(runs[0].ended, at("2026-01-01T02:00:00Z"));
  EXPECT_EQ(runs[1].state, "finished");
  EXPECT_EQ(runs[1].failure, std::nullopt);
  EXPECT_EQ(session.runs(1).size(), 1u);
  EXPECT_FALSE(session.run(bad + 1));
}

TEST_F(Runs, OfANightStandBehindAThousandPosts) {
  Session session = store().begin();
  int64_t night = session.start_run("ec", at("2026-01-01T00:00:00Z"));
  for (int i = 0; i < 1000; ++i) session.start_run("hook", at("2026-01-01T01:00:00Z"));
  EXPECT_EQ(last_run(session, "ec").value().id, night);
  std::vector<musubi::Run> all = newest_runs(session, "", 10, 50);
  ASSERT_EQ(all.size(), 11u);
  EXPECT_EQ(all.back().id, night);
  EXPECT_EQ(newest_runs(session, "hook", 10, 50).size(), 50u);
  EXPECT_EQ(newest_runs(session, "ec", 10, 50).size(), 1u);
  EXPECT_TRUE(newest_runs(session, "none", 10, 50).empty());
}

TEST_F(Runs, ThatChangedNothingGoAfterATime) {
  Session session = store().begin();
  auto run = [&](const char* connection, const char* ended, const char* figures, std::optional<Message> failure = {}) {
    int64_t id = session.start_run(connection, at("2026-01-01T00:00:00Z"));
    session.end_run(id, at(ended), failure);
    session.select(std::string("INSERT INTO hub.run_stream (run, connection, stream, read, fresh, unchanged, quarantined) VALUES ($1::bigint, $2, 's', ") + figures + ") RETURNING 1", {std::to_string(id), connection});
    return id;
  };
  int64_t gone = run("hook", "2026-01-01T01:00:00Z", "1, 0, 1, 0");
  std::set<int64_t> stay = {run("hook", "2026-01-01T01:00:00Z", "1, 1, 0, 0"), run("hook", "2026-01-01T01:00:00Z", "1, 0, 0, 1"),
                            run("hook", "2026-01-01T01:00:00Z", "1, 0, 1, 0", Message{"flow.stopped", {{"connection", "hook"}}}),
                            run("hook", "2026-02-01T01:00:00Z", "1, 0, 1, 0"), run("ec", "2026-01-01T01:00:00Z", "1, 0, 1, 0")};
  EXPECT_EQ(forget_unchanged_runs(session, at("2026-01-15T00:00:00Z")), 1);
  EXPECT_FALSE(session.run(gone));
  std::set<int64_t> left;
  for (const musubi::Run& one : session.runs(20)) left.insert(one.id);
  EXPECT_EQ(left, stay) << "what changed something, held a row, failed, is younger, or is the connection's last";
}

TEST_F(Runs, OfOneConnectionShareALockHoweverManyAreOpen) {
  Session session = store().begin();
  for (int i = 0; i < 60; ++i) session.start_run("ec", at("2026-01-01T00:00:00Z"));
  session.commit();
  EXPECT_EQ(value("select count(*) from hub.run where state = 'running'"), "60");
  EXPECT_EQ(value("select count(*) from pg_locks where locktype = 'advisory' and classid = 19822"
                  " and database = (select oid from pg_database where datname = current_database())"), "1");
}

TEST_F(Runs, OfAKilledProcessAreClosedAndLivingOnesAreNot) {
  std::string url = store().url();
  int told[2];
  ASSERT_EQ(pipe(told), 0);
  pid_t child = fork();
  if (child == 0) {
    Store own = Store::open(url, "");
    Session session = own.begin();
    int64_t run = session.start_run("ec", at("2026-01-01T00:00:00Z"));
    session.end_run(run, at("2026-01-01T00:00:00Z"), {});
    run = session.start_run("ec", at("2026-01-01T00:00:00Z"));  // behind the lock of the first
    session.commit();
    if (write(told[1], &run, sizeof run) != sizeof run) _exit(1);
    pause();
  }
  int64_t other = 0;
  ASSERT_EQ(read(told[0], &other, sizeof other), ssize_t(sizeof other));
  int64_t own = begin_run("pos");
  auto close_dead = [&] {
    Session session = store().begin();
    std::vector<int64_t> out = session.close_dead_runs(at("2026-01-01T03:00:00Z"));
    session.commit();
    return out;
  };
  EXPECT_TRUE(close_dead().empty());
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  std::vector<int64_t> dead;
  for (int i = 0; i < 200 && dead.empty(); ++i, usleep(20'000)) dead = close_dead();
  EXPECT_EQ(dead, std::vector<int64_t>{other});
  EXPECT_EQ(value("select string_agg(state, ',' order by id) from hub.run where id in (" +
                  std::to_string(own) + "," + std::to_string(other) + ")"),
            "interrupted,running");
}

}  // namespace
}  // namespace musubi
