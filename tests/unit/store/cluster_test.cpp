#include "core/store/cluster.hpp"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <thread>

#include "core/store/postmaster.hpp"
#include "tests/unit/store/hub.hpp"

namespace musubi::store {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// A command: a process of its own that does `act` and leaves, or dies with signal 9 before it can.
pid_t command(const std::function<void()>& act, bool dies = false) {
  pid_t child = fork();
  if (child != 0) return child;
  try {
    act();
  } catch (const std::exception& e) {
    fprintf(stderr, "%s\n", e.what());
    _exit(1);
  }
  if (dies) kill(getpid(), SIGKILL);
  _exit(0);
}

int end_of(pid_t child) {
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// One data directory, made once: each test leaves it stopped and usable.
class ClusterTest : public testing::Test {
 protected:
  static void SetUpTestSuite() { directory_ = std::make_unique<TemporaryDirectory>(); }
  static void TearDownTestSuite() { directory_.reset(); }
  fs::path data() const { return directory_->path / "data"; }
  fs::path pg() const { return data() / "pg"; }
  std::string server() const {
    std::ifstream in(pg() / "postmaster.pid");
    std::string line;
    std::getline(in, line);
    return line;
  }
  void use(const std::function<void(Store&)>& act = {}) {
    Store store = Store::open("", data().string());
    if (act) act(store);
  }
  static std::unique_ptr<TemporaryDirectory> directory_;
};
std::unique_ptr<TemporaryDirectory> ClusterTest::directory_;

std::string ask(Store& store, const std::string& sql) {
  Session session = store.begin();
  std::string out = session.select(sql).rows.at(0).at(0).value_or("NULL");
  session.commit();
  return out;
}

TEST_F(ClusterTest, CommandsAtOnceShareOneAndTheLastStopsIt) {
  fs::create_directory(data());
  place_cluster(data());
  fs::create_directories(data() / "pg.new" / "left by a killed initdb");
  std::vector<pid_t> commands;
  for (int i = 0; i < 4; ++i)
    commands.push_back(command([&] {
      use([&](Store& store) {
        ask(store, "insert into source.stream_state values ('c', '" + std::to_string(getpid()) +
                       "', pg_postmaster_start_time()::text) returning 1");
        std::this_thread::sleep_for(300ms);
      });
    }));
  for (pid_t one : commands) EXPECT_EQ(end_of(one), 0);
  EXPECT_FALSE(fs::exists(pg() / "postmaster.pid"));
  use([&](Store& store) {
    EXPECT_EQ(ask(store, "select count(*) || ' ' || count(distinct state) from source.stream_state"), "4 1");
  });
  EXPECT_FALSE(postmaster_runs(pg()));
}

TEST_F(ClusterTest, AKilledCommandLeavesAServerThatTheNextOneJoinsAndStops) {
  EXPECT_EQ(end_of(command([&] { use([&](Store&) { kill(getpid(), SIGKILL); }); })), 128 + SIGKILL);
  std::string left = server();
  ASSERT_TRUE(postmaster_runs(pg()));
  use([&](Store&) { EXPECT_EQ(server(), left); });
  EXPECT_FALSE(postmaster_runs(pg()));
  EXPECT_EQ(server(), "");
}

TEST_F(ClusterTest, AKilledServerIsRecoveredWithAllThatWasCommitted) {
  use([&](Store& store) {
    ask(store, "insert into source.stream_state values ('kept', 'x', 'y') returning 1");
    Session session = store.begin();
    session.select("insert into source.stream_state values ('lost', 'x', 'y') returning 1");
    kill(std::stoi(server()), SIGKILL);
    try {
      for (int i = 0; i < 100; ++i, std::this_thread::sleep_for(20ms)) session.select("select 1");
      ADD_FAILURE() << "still there";
    } catch (const Error& e) {
      EXPECT_EQ(e.message().id, "store.gone");
    }
  });
  ASSERT_TRUE(fs::exists(pg() / "postmaster.pid"));
  use([&](Store& store) {
    EXPECT_EQ(ask(store,
                  "select string_agg(connection, ',') from source.stream_state where connection in ('kept', "
                  "'lost')"),
              "kept");
  });
}

TEST_F(ClusterTest, AStalePidFileThatNamesAnotherProgramIsNoHindrance) {
  use();
  std::ofstream(pg() / "postmaster.pid") << getpid() << "\n" << pg().string() << "\n1\n5432\n\n\n";
  use([&](Store& store) { EXPECT_EQ(ask(store, "select 1"), "1"); });
}

TEST_F(ClusterTest, AnotherMajorVersionIsRefused) {
  use();
  std::ofstream(pg() / "PG_VERSION") << "9\n";
  try {
    use();
    ADD_FAILURE() << "not refused";
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "store.other_major");
    EXPECT_NE(std::string(e.what()).find("postgresql-9"), std::string::npos);
  }
  std::ofstream(pg() / "PG_VERSION") << "15\n";
  use();
}

TEST_F(ClusterTest, OnlyItsOwnerComesNearIt) {
  use([&](Store& store) {
    EXPECT_EQ(ask(store, "select current_setting('listen_addresses') || current_setting('fsync')"), "on");
    struct stat s {};
    ASSERT_EQ(stat(place_cluster(data()).sockets.c_str(), &s), 0);
    EXPECT_EQ(s.st_mode & 0777, 0700u);
    ASSERT_EQ(stat(data().c_str(), &s), 0);
    EXPECT_EQ(s.st_mode & 0777, 0700u);
    ASSERT_EQ(stat(pg().c_str(), &s), 0);
    EXPECT_NE(s.st_uid, 0u);
  });
}

TEST(ClusterPlace, LongPathsGetAShortSocketDirectory) {
  TemporaryDirectory directory;
  ClusterPlace place = place_cluster(directory.path / std::string(150, 'd'));
  EXPECT_LT(place.sockets.string().size(), 60u);
  make_sockets(place);
  make_sockets(place);
  fs::permissions(place.sockets, fs::perms(0755));
  EXPECT_THROW(make_sockets(place), Error);
  fs::remove(place.sockets);
  EXPECT_NE(place_cluster(directory.path / "short").sockets, place.sockets);
}

TEST(ClusterPlace, AsRootTheClusterGoesWhereItsUserCanCome) {
  TemporaryDirectory directory;
  fs::path data = directory.path / "root" / "data", elsewhere = directory.path / "lib";
  fs::create_directory(directory.path / "root");
  fs::permissions(directory.path / "root", fs::perms(0700));
  ClusterPlace place = place_cluster(data, elsewhere);
  if (geteuid() != 0) {
    EXPECT_EQ(place.home, place.data);
    EXPECT_FALSE(place.account);
    return;
  }
  EXPECT_EQ(place.home.parent_path(), elsewhere);
  ASSERT_TRUE(place.account);
  EXPECT_NE(place.account->uid, 0u);
  std::ifstream in(data / "cluster");
  std::string line;
  std::getline(in, line);
  EXPECT_EQ(line, place.home.string());
  EXPECT_EQ(place_cluster(data, "/nowhere").home, place.home);
  EXPECT_FALSE(place.taken_up);
  fs::create_directory(place.pg());
  std::ofstream(place.pg() / "PG_VERSION") << "15\n";
  EXPECT_FALSE(place_cluster(data, elsewhere).taken_up) << "it is this directory's own";
  fs::remove_all(data);
  const ClusterPlace again = place_cluster(data, elsewhere);
  EXPECT_EQ(again.home, place.home);
  EXPECT_TRUE(again.taken_up) << "its directory was deleted, and a new one is made";
}

TEST(Programs, AnUnknownVersionFallsBackOnWhatIsThere) {
  EXPECT_EQ(find_programs(find_programs(0).major).major, find_programs(0).major);
  EXPECT_NE(find_programs(7).major, 7);
  EXPECT_EQ(cluster_major("/nowhere"), 0);
}

}  // namespace
}  // namespace musubi::store
