// Taking back the word that a held row is let go of: only where nothing better is known of its record since.
#include <gtest/gtest.h>

#include "core/flow/quarantine_discard.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class Discard : public ::testing::Test {
 protected:
  Discard() {
    hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.csv, key: [id]}}}\n");
    hub.write("mappings/shop.members.yaml", "source: shop.members\nparties: {member: {kind: person, key: id, name: name}}\n");
    Session session = hub.begin();
    session.select("ALTER TABLE identity.profile ADD CONSTRAINT no_poison CHECK (family <> '毒島')");
    session.commit();
  }
  void list(const std::string& row) {
    hub.write("members.csv", "id,name\n" + row + "\n");
    hub.sync();
  }
  int64_t newest() { return std::stoll(hub.values("SELECT max(id) FROM hub.quarantine")); }
  /// "" where it was taken back, else the id of what is said.
  std::string take_back(int64_t id) {
    Hub opened = hub.open();
    try {
      take_back_discard(opened, id, {"tester", ""}, hub.clock);
    } catch (const Error& e) {
      return e.message().id;
    }
    return "";
  }
  void let_go(int64_t id) {
    Hub opened = hub.open();
    discard_held(opened, id, {"tester", "試験"}, hub.clock);
  }
  std::string held() { return hub.values("SELECT id FROM hub.quarantine WHERE resolved_at IS NULL ORDER BY id"); }

  testing::HubFolder hub;
};

TEST_F(Discard, IsTakenBackWhereNothingHasCome) {
  list("1,毒島 花子");
  const int64_t id = newest();
  let_go(id);
  EXPECT_EQ(held(), "");
  EXPECT_EQ(take_back(id), "");
  EXPECT_EQ(held(), std::to_string(id) + " ");
  EXPECT_EQ(take_back(id), "flow.not_discarded");
}

TEST_F(Discard, StaysWhereTheRecordIsGoodByNow) {
  list("1,毒島 花子");
  const int64_t id = newest();
  let_go(id);
  list("1,山田 花子");
  EXPECT_EQ(take_back(id), "flow.mended_since");
  EXPECT_EQ(held(), "");
}

TEST_F(Discard, StaysWhereANewerRowIsHeld) {
  list("1,毒島 花子");
  const int64_t id = newest();
  let_go(id);
  list("1,毒島 太郎");
  const int64_t newer = newest();
  ASSERT_NE(newer, id);
  EXPECT_EQ(take_back(id), "flow.held_anew");
  EXPECT_EQ(held(), std::to_string(newer) + " ");
  let_go(newer);
  EXPECT_EQ(take_back(id), "");
}

}  // namespace
}  // namespace musubi
