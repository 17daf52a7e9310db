// A list whose absences count (`complete: true`): who is missing from it is gone, and nobody else, also when a run is killed.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/flow/sync.hpp"
#include "tests/unit/flow/shared_cluster.hpp"
#include "tests/scratch.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

class CompleteList : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = scratch_folder("flow");
    write("musubi.yaml", testing::settings_for(testing::new_database()));
    write("connections/shop.yaml",
          "connector: file\nconfig: {streams: {members: {path: members.jsonl, key: [id]}}}\nstreams: {members: {complete: true}}\n");
    write("mappings/shop.members.yaml", "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name, email: mail}\n");
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::string& file, const std::string& text) {
    fs::create_directories((folder / file).parent_path());
    std::ofstream(folder / file, std::ios::binary) << text;
  }
  void list(const std::vector<int>& ids, const std::string& suffix = "") {
    std::string text;
    for (int id : ids) text += "{\"id\":\"" + std::to_string(id) + "\",\"name\":\"山田 " + std::to_string(id) + suffix + "\",\"mail\":\"m" + std::to_string(id) + "@example.jp\"}\n";
    write("members.jsonl", text);
  }
  SyncReport synced(int kill_at = 0) {
    Hub hub = open_hub(load_configuration(folder, ""));
    SyncRequest request;
    request.batch_size = 2;
    if (kill_at)
      request.on_commit = [left = kill_at]() mutable {
        if (--left == 0) kill(getpid(), SIGKILL);
      };
    return sync(hub, request, clock);
  }
  bool killed_at(int commit) {
    pid_t child = fork();
    if (child == 0) {
      synced(commit);
      _exit(0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFSIGNALED(status);
  }
  std::string gone() {
    Hub hub = open_hub(load_configuration(folder, ""));
    Session session = hub.store.begin();
    std::string out;
    for (const auto& row : session.select("SELECT record_key FROM identity.profile WHERE gone ORDER BY 1").rows) out += *row[0] + " ";
    return out;
  }

  fs::path folder;
  SystemClock clock;
};

TEST_F(CompleteList, WhoIsMissingIsGoneAndComesBack) {
  list({1, 2, 3, 4, 5});
  EXPECT_TRUE(synced().clean());
  list({1, 2, 4, 5});
  SyncReport report = synced();
  EXPECT_TRUE(report.clean());
  EXPECT_EQ(report.connections.at(0).streams.at(0).deleted, 1);
  EXPECT_EQ(gone(), "3 ");
  EXPECT_TRUE(synced().clean());
  EXPECT_EQ(gone(), "3 ");
  list({1, 2, 3, 4, 5});
  EXPECT_TRUE(synced().clean());
  EXPECT_EQ(gone(), "");
}

TEST_F(CompleteList, AnEmptyListTakesNobodyForGone) {
  list({1, 2});
  synced();
  list({});
  synced();
  EXPECT_EQ(gone(), "");
}

/// What is only gone moves no cursor, and is seen all the same.
TEST_F(CompleteList, ACursorHidesNobodyWhoIsGone) {
  auto shop = [&](const std::string& sql) {
    write("change.py", "import sqlite3\nwith sqlite3.connect('" + (folder / "shop.db").string() + "') as shop:\n  shop.executescript(\"\"\"" + sql + "\"\"\")\n");
    return std::system(("python3 " + (folder / "change.py").string()).c_str());
  };
  ASSERT_EQ(shop("CREATE TABLE members (id TEXT PRIMARY KEY, name TEXT, mail TEXT, at TEXT);"
                 "INSERT INTO members VALUES ('1','山田 1','m1@example.jp','2026-01-01'), ('2','山田 2','m2@example.jp','2026-01-02'), ('3','山田 3','m3@example.jp','2026-01-03');"),
            0);
  write("connections/shop.yaml", "connector: sql\nconfig: {endpoint: 'sqlite:" + (folder / "shop.db").string() + "', streams: {members: {cursor: at}}}\nstreams: {members: {complete: true}}\n");
  EXPECT_TRUE(synced().clean());
  ASSERT_EQ(shop("DELETE FROM members WHERE id = '2';"), 0);
  SyncReport report = synced();
  EXPECT_TRUE(report.clean());
  EXPECT_EQ(report.connections.at(0).streams.at(0).deleted, 1);
  EXPECT_EQ(report.connections.at(0).streams.at(0).unchanged, 2);
  EXPECT_EQ(gone(), "2 ");
}

TEST_F(CompleteList, AKilledRunTakesNobodyForGone) {
  list({1, 2, 3, 4, 5});
  synced();
  for (int commit = 1; commit < 40; ++commit) {
    list({1, 2, 4, 5}, std::string(size_t(commit), 'x'));
    bool killed = killed_at(commit);
    EXPECT_TRUE(synced().clean());
    EXPECT_EQ(gone(), "3 ") << "commit " << commit;
    if (!killed) return;
    list({1, 2, 3, 4, 5}, std::string(size_t(commit), 'y'));
    synced();
    EXPECT_EQ(gone(), "");
  }
  FAIL() << "never ran to its end";
}

}  // namespace
}  // namespace musubi
