// A broken stream stops only itself.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class BrokenStream : public ::testing::Test {
 protected:
  BrokenStream() {
    hub.write("connections/shop.yaml",
              "connector: file\nconfig:\n  streams:\n    cards: {path: cards.csv, key: [id]}\n    members: {path: members.csv, key: [id]}\n    "
              "visits: {path: visits.csv, key: [id]}\n");
    for (const char* stream : {"cards", "members", "visits"}) {
      hub.write(std::string("mappings/shop.") + stream + ".yaml", std::string("source: shop.") + stream + "\nparties: {member: {kind: person, key: id, name: name}}\n");
      hub.write(std::string(stream) + ".csv", "id,name\n1,山田 花子\n2,佐藤 次郎\n");
    }
  }
  /// "stream: id" of what failed.
  static std::string failures(const SyncReport& report) {
    std::string out;
    for (const ConnectionReport& c : report.connections) {
      for (const auto& [stream, failure] : c.failed_streams) out += stream + ": " + failure.id + " ";
      if (c.failure) out += "all: " + c.failure->id + " ";
    }
    return out;
  }

  testing::HubFolder hub;
};

TEST_F(BrokenStream, WhoseFileIsMissing) {
  std::filesystem::remove(hub.path / "cards.csv");
  SyncReport report = hub.sync();
  EXPECT_EQ(failures(report), "cards: pull.config ");
  ASSERT_FALSE(report.connections[0].failed_streams.empty());
  EXPECT_NE(render(report.connections[0].failed_streams[0].second, Lang::en).find("shop.cards"), std::string::npos);
  EXPECT_FALSE(report.clean());
  EXPECT_TRUE(report.connections[0].unfinished("cards"));
  EXPECT_FALSE(report.connections[0].unfinished("members"));
  EXPECT_EQ(testing::figures(report), "members 2/2/0/0/0/0/ visits 2/2/0/0/0/0/ cards 0/0/0/0/0/0/ ");
  EXPECT_EQ(hub.values("SELECT state FROM hub.run"), "failed ");
}

TEST_F(BrokenStream, WhoseFileIsEmpty) {
  hub.sync();
  hub.write("members.csv", "");
  hub.write("visits.csv", "id,name\n1,山田 花子\n2,佐藤 次郎\n3,鈴木 三郎\n");
  SyncReport report = hub.sync();
  EXPECT_EQ(failures(report), "members: pull.data ");
  EXPECT_EQ(testing::figures(report), "visits 3/1/0/2/0/0/ cards 0/0/0/0/0/0/ members 0/0/0/0/0/0/ ");
}

TEST_F(BrokenStream, WithoutMapping) {
  std::filesystem::remove(hub.path / "mappings/shop.cards.yaml");
  SyncReport report = hub.sync();
  EXPECT_EQ(failures(report), "cards: flow.no_mapping ");
  EXPECT_EQ(testing::figures(report), "members 2/2/0/0/0/0/ visits 2/2/0/0/0/0/ ");
}

TEST_F(BrokenStream, ThatNoOtherStandsBesideIsTheConnectionsFailure) {
  std::filesystem::remove(hub.path / "cards.csv");
  std::filesystem::remove(hub.path / "mappings/shop.cards.yaml");
  SyncReport report = hub.sync();
  EXPECT_EQ(failures(report), "all: pull.config ");
  EXPECT_EQ(testing::figures(report), "members 2/2/0/0/0/0/ visits 2/2/0/0/0/0/ ");
}

}  // namespace
}  // namespace musubi
