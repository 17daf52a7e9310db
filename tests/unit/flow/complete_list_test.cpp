// A list whose absences count (`complete: true`): who is missing from it is gone, and nobody else, also when a run is killed.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "core/flow/quarantine_discard.hpp"
#include "core/flow/sync.hpp"
#include "core/store/hub_watch.hpp"
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

  std::string held(const std::string& which = "resolved_at IS NULL") { return values("SELECT file FROM hub.quarantine WHERE " + which + " ORDER BY 1", " "); }
  std::string audited() { return values("SELECT what FROM hub.audit_log ORDER BY id", ", "); }
  std::string values(const std::string& sql, const std::string& behind) {
    Hub hub = open_hub(load_configuration(folder, ""));
    std::string out;
    for (const auto& row : hub.store.begin().select(sql).rows) out += *row[0] + behind;
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

/// The notes of a run and the alerts that are open after it, by their ids.
class ShrunkList : public CompleteList {
 protected:
  void members(int from, int to) {
    std::string text = "id,name\n";
    for (int id = from; id <= to; ++id) text += std::to_string(id) + ",山田 " + std::to_string(id) + "\n";
    write("members.csv", text);
  }
  void SetUp() override {
    CompleteList::SetUp();
    write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\nstreams: {members: {complete: true}}\n");
    write("mappings/shop.members.yaml", "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name}\n");
  }
  std::string said() {
    std::string out;
    const SyncReport report = synced();
    for (const Message& note : report.connections.at(0).notes) out += render(note, Lang::en).substr(0, 48) + "|";
    Hub hub = open_hub(load_configuration(folder, ""));
    Session session = hub.store.begin();
    for (const Alert& open : open_alerts(session)) out += " " + open.kind + " " + open.stream;
    return out;
  }
};

TEST_F(ShrunkList, IsSaidUntilTheNextOne) {
  members(1, 100);
  EXPECT_EQ(said(), "");
  members(1, 81);
  EXPECT_EQ(said(), "") << "19 are few";
  members(1, 100);
  EXPECT_EQ(said(), "");
  members(80, 120);
  EXPECT_EQ(said(), "shop.members: 79 of 100 records are missing from| vanished members") << "who came with it counts for nothing";
  EXPECT_EQ(said(), " vanished members") << "no list has come since";
  members(1, 120);
  EXPECT_EQ(said(), "");
  EXPECT_EQ(gone(), "");
}

TEST_F(ShrunkList, IsAcknowledgedByReadingItAgain) {
  members(1, 100);
  synced();
  members(1, 4);
  said();
  Hub hub = open_hub(load_configuration(folder, ""));
  SyncRequest full;
  full.full = true;
  sync(hub, full, clock);
  EXPECT_EQ(said(), "");
}

TEST_F(ShrunkList, SaysThatAnEmptyOneTakesNobodyAway) {
  members(1, 30);
  synced();
  members(1, 0);
  const std::string empty = "shop.members: the list was empty (0 records). No|";
  EXPECT_EQ(said(), empty);
  EXPECT_EQ(said(), empty) << "as long as it is";
  EXPECT_EQ(gone(), "");
  members(1, 29);
  EXPECT_EQ(said(), "");
  EXPECT_EQ(gone(), "30 ");
}

/// A row of day 7 that could not be read is in no list any more once day 8 has come.
TEST_F(ShrunkList, LetsGoOfHeldRowsThatItSupersedes) {
  for (const char* complete : {"true", "false"}) {
    const std::string n = complete[0] == 't' ? "1" : "2", stream = "day" + n;
    write("connections/shop.yaml", "connector: file\nconfig: {streams: {" + stream + ": {path: 'd" + n + "_*.csv', key: [id], newest_only: true}}}\nstreams: {" + stream + ": {complete: " + complete + "}}\n");
    write("mappings/shop." + stream + ".yaml", "source: shop." + stream + "\nparties:\n  member: {kind: person, key: id, name: name}\n");
    write("d" + n + "_20261107.csv", "id,name\n1,山田 花子\n,空田 欠子\n");
    synced();
    EXPECT_EQ(held(), "d" + n + "_20261107.csv ");
    write("d" + n + "_20261108.csv", "id,name\n1,山田 花子\n,空山 欠男\n2,川田 一郎\n");
    synced();
    EXPECT_EQ(held(), "d" + n + "_20261108.csv ") << "its own stays";
    EXPECT_EQ(held("closed = 'superseded' AND stream = '" + stream + "'"), "d" + n + "_20261107.csv ") << "kept, with how it was closed";
    write("d" + n + "_20261109.csv", "id,name\n1,山田 花子\n2,川田 一郎\n");
    synced();
    EXPECT_EQ(held(), "");
  }
}

TEST_F(ShrunkList, LetsGoOfNothingThatOtherFilesStillHold) {
  write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: 'd_*.csv', key: [id]}}}\n");
  write("d_1.csv", "id,name\n1,山田 花子\n,空田 欠子\n");
  synced();
  write("d_2.csv", "id,name\n2,川田 一郎\n");
  synced();
  EXPECT_EQ(held(), "d_1.csv ");
  write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: 'd_*.csv', key: [id]}}}\nstreams: {members: {complete: true}}\n");
  write("d_3.csv", "id,name\n3,森田 一郎\n");
  synced();
  EXPECT_EQ(held(), "d_1.csv ") << "the whole list still holds it";
}

TEST_F(ShrunkList, DoesNotHoldAgainWhatWasDiscarded) {
  write("members.csv", "id,name\n1,山田 花子\n,空田 欠子\n2,川田 一郎\n");
  synced();
  Hub hub = open_hub(load_configuration(folder, ""));
  const int64_t id = integer_of(*hub.store.begin().select("SELECT id FROM hub.quarantine").rows.at(0)[0]);
  EXPECT_THROW(discard_held(hub, id, {"tester", ""}, clock), Error) << "why?";
  EXPECT_THROW(take_back_discard(hub, id, {"tester", "試験"}, clock), Error);
  discard_held(hub, id, {"tester", "試験の行"}, clock);
  EXPECT_THROW(discard_held(hub, id, {"tester", "試験の行"}, clock), Error);
  write("members.csv", "id,name\n1,山田 花子\n,空田 欠子\n");
  SyncReport report = synced();
  EXPECT_TRUE(report.clean());
  EXPECT_TRUE(report.connections.at(0).notes.empty()) << "it keeps nobody from being gone";
  EXPECT_EQ(gone(), "2 ");
  EXPECT_EQ(held(), "");
  take_back_discard(hub, id, {"tester", ""}, clock);
  EXPECT_EQ(held(), "members.csv ");
  EXPECT_EQ(audited(), "quarantine discard, quarantine restore, ");
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
