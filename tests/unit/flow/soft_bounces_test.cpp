// When mails that were refused for now make an address dead is the company's to say.
#include <gtest/gtest.h>

#include "tests/unit/flow/small_hub.hpp"

namespace musubi::testing {
namespace {

/// A hub whose list says with each row that a mail was refused on the day of `birth`.
class Refusals : public ::testing::Test {
 protected:
  Refusals() {
    hub.write("mappings/shop.members.yaml",
              "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name, email: mail}\n"
              "facts:\n  soft: {kind: contact_state, contact: {const: email}, value: mail, state: {const: soft_bounced}, at: birth}\n");
    hub.write("musubi.yaml", settings_);
  }
  void set(const std::string& bounces) {
    hub.write("musubi.yaml", settings_ + "bounces: " + bounces + "\n");
    hub.reopen();
  }
  std::string state() {
    hub.sync({{"1", {"渋屋 茂", "s@example.jp", "", "2026-01-01", ""}}, {"2", {"渋屋 茂", "s@example.jp", "", "2026-01-11", ""}}, {"3", {"渋屋 茂", "s@example.jp", "", "2026-01-21", ""}}});
    return hub.select("SELECT coalesce(max(state), 'nothing') FROM master.contact_point_state WHERE kind = 'email'").at(0).at(0);
  }

  const std::string settings_ = settings_for(new_database());
  SmallHub hub;
};

TEST_F(Refusals, CountAsTheSettingsSay) {
  EXPECT_EQ(state(), "unverified") << "five within thirty days";
  set("{refusals: 3}");
  EXPECT_EQ(state(), "bounced");
  set("{refusals: 3, days: 20}");
  EXPECT_EQ(state(), "unverified") << "a day of twenty days ago is past";
  set("{refusals: 3, days: 21}");
  EXPECT_EQ(state(), "bounced");
  set("{}");
  EXPECT_EQ(state(), "unverified");
}

TEST_F(Refusals, NonsenseIsRefused) {
  for (const char* nonsense : {"{refusals: 0}", "{refusals: 101}", "{days: 0}", "{days: -30}", "{days: many}", "{refusals: 2.5}", "{times: 5}", "5"}) {
    set(nonsense);
    try {
      hub.hub();
      ADD_FAILURE() << nonsense;
    } catch (const Error& e) {
      EXPECT_NE(std::string(e.what()).find("musubi.yaml"), std::string::npos) << nonsense << ": " << e.what();
    }
  }
}

}  // namespace
}  // namespace musubi::testing
