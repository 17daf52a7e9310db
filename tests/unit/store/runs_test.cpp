#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

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
