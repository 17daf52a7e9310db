// A browser at which very many said who they are (a shop's tablet): each of them is heard, however many they are.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class BusyDevice : public ::testing::Test {
 protected:
  void SetUp() override {
    folder.write("matching.yaml", "block_limit: 3\n");
    folder.write("connections/web.yaml",
                 "connector: file\nconfig: {streams: {visitors: {path: visitors.jsonl, key: [visitor]}, posts: {path: posts.jsonl, key: [id]}}}\nstreams: {posts: {complete: true}}\n");
    folder.write("mappings/web.visitors.yaml",
                 "source: web.visitors\nentered_by: system\nparties:\n  visitor: {kind: person, key: visitor, ids: {visitor: {from: visitor, identifies: party}}}\n");
    folder.write("mappings/web.posts.yaml",
                 "source: web.posts\nentered_by: self\nparties:\n  person: {kind: person, key: id, name: name, email: mail, ids: {visitor: {from: visitor, identifies: device}}}\n");
    folder.write("visitors.jsonl", "{\"visitor\":\"v1\"}\n");
  }
  /// The list of posts is now this: `of_hanako` by one, and one by somebody else at place `stranger` unless that is 0.
  void sync_posts(int of_hanako, int stranger, bool stranger_used_it = true) {
    std::string text;
    auto post = [&](const std::string& id, const std::string& who, bool at_device) {
      text += "{\"id\":\"" + id + "\"," + who + (at_device ? ",\"visitor\":\"v1\"}\n" : "}\n");
    };
    for (int i = 1; i <= of_hanako; ++i) post("f" + std::to_string(i), R"("name":"山田 花子","mail":"hanako@example.jp")", true);
    if (stranger) post("s" + std::to_string(stranger), R"("name":"佐藤 次郎","mail":"jiro@example.jp")", stranger_used_it);
    folder.write("posts.jsonl", text);
    ASSERT_EQ(testing::failures(folder.sync()), "");
  }
  std::string customers() { return folder.values("select count(distinct customer_id) from identity.profile where not stub"); }
  std::string customers_with_device() {
    return folder.values("select count(*) from identity.profile d join identity.profile u on u.customer_id = d.customer_id and u.id <> d.id where d.record_key = 'v1'");
  }

  testing::HubFolder folder;
};

TEST_F(BusyDevice, BelongsToTheOneWhoFilledInVeryManyForms) {
  sync_posts(20, 0);
  EXPECT_EQ(customers(), "1 ");
}

TEST_F(BusyDevice, OneOtherAmongVeryManyMakesItNobodys) {
  for (int stranger = 1; stranger <= 6; ++stranger) {
    sync_posts(20, stranger);
    EXPECT_EQ(customers_with_device(), "0 ") << "stranger " << stranger;
    EXPECT_EQ(customers(), "3 ") << "stranger " << stranger;
  }
}

TEST_F(BusyDevice, IsGivenAndTakenAsTheOtherComesAndGoes) {
  sync_posts(20, 1, false);
  EXPECT_EQ(customers_with_device(), "20 ");
  sync_posts(20, 1, true);
  EXPECT_EQ(customers_with_device(), "0 ");
  sync_posts(20, 1, false);
  EXPECT_EQ(customers_with_device(), "20 ");
}

}  // namespace
}  // namespace musubi
