// Several dated files state the same keys: the last in the files' order counts, however often and in whatever order they are read.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class DatedFiles : public ::testing::Test {
 protected:
  DatedFiles() {
    hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {cards: {path: cards*.csv, key: [id]}}}\n");
    hub.write("mappings/shop.cards.yaml", "source: shop.cards\nparties: {person: {kind: person, key: id, name: name, company: company, title: title}}\n");
  }
  void file(const std::string& month, const std::string& title, const std::string& more = "") {
    hub.write("cards_" + month + ".csv", "id,name,company,title\n1,山田 花子,山田商店," + title + "\n" + more);
  }
  std::string synced(bool full = false) {
    SyncRequest request;
    request.full = full;
    request.batch_size = batch;
    SyncReport report = hub.sync(request);
    EXPECT_EQ(testing::failures(report), "");
    EXPECT_TRUE(report.clean());
    return testing::figures(report);
  }
  std::string title() { return hub.values("SELECT title FROM master.customer ORDER BY id LIMIT 1"); }
  std::string titles() { return hub.values("SELECT title FROM master.employment WHERE title IS NOT NULL ORDER BY title"); }

  testing::HubFolder hub;
  size_t batch = 10'000;
};

TEST_F(DatedFiles, ReadAgainInFullAreUnchanged) {
  for (size_t size : {size_t(10'000), size_t(1)}) {
    batch = size;
    file("2025-01", "課長");
    file("2025-02", "課長", "2,佐藤 次郎,佐藤商店,係長\n");
    file("2025-03", "部長");
    file("2025-04", "課長");
    if (size > 1) {
      EXPECT_EQ(synced(), "cards 5/2/2/1/0/0/ ");
    }
    for (int again = 0; again < 2; ++again) EXPECT_EQ(synced(true), "cards 5/0/0/5/0/0/ ");
    EXPECT_EQ(title(), "課長 ");
  }
}

TEST_F(DatedFiles, ALaterFileMayReturnToWhatAnEarlierOneSaid) {
  file("2025-01", "課長");
  file("2025-02", "部長");
  synced();
  file("2025-03", "課長");
  EXPECT_EQ(synced(), "cards 1/0/1/0/0/0/ ");
  EXPECT_EQ(title(), "課長 ");
}

TEST_F(DatedFiles, AnEarlierFileThatComesLateIsThePast) {
  file("2025-03", "部長");
  synced();
  file("2025-01", "課長");
  EXPECT_EQ(synced(), "cards 2/0/1/1/0/0/ ");
  EXPECT_EQ(title(), "部長 ");
  EXPECT_EQ(titles(), "課長 部長 ");
  EXPECT_EQ(synced(true), "cards 2/0/0/2/0/0/ ");
  EXPECT_EQ(title() + titles(), "部長 課長 部長 ");
}

TEST_F(DatedFiles, AnEarlierFileThatIsCorrectedChangesThePast) {
  file("2025-01", "課長", "2,佐藤 次郎,佐藤商店,係長\n");
  file("2025-02", "部長");
  synced();
  file("2025-01", "次長", "2,佐藤 次郎,佐藤商店,主任\n");
  EXPECT_EQ(synced(), "cards 3/0/2/1/0/0/ ");
  EXPECT_EQ(title(), "部長 ");
  EXPECT_EQ(hub.values("SELECT title FROM master.customer ORDER BY id DESC LIMIT 1"), "主任 ");
  EXPECT_EQ(synced(true), "cards 3/0/0/3/0/0/ ");
}

TEST_F(DatedFiles, AnEarlierFileCountsWhereTheLaterOneCannotBeRead) {
  hub.write("mappings/shop.cards.yaml",
            "source: shop.cards\nparties: {person: {kind: person, key: id, name: name}}\nfacts: {points: {kind: point_balance, of: person, at: $file_date, balance: title}}\n");
  file("2025-03", "たくさん");
  EXPECT_EQ(synced(), "cards 1/0/0/0/1/0/ ");
  file("2025-01", "10");
  EXPECT_EQ(synced(), "cards 2/0/1/1/0/0/ ");
  EXPECT_EQ(hub.values("SELECT balance FROM master.point_balance"), "10 ");
  EXPECT_EQ(synced(true), "cards 2/0/0/2/0/0/ ");
}

}  // namespace
}  // namespace musubi
