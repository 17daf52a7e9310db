// Rotated secrets: kept encrypted, lent in preference to the configured value while that is unchanged.
#include "core/flow/secrets.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/unit/flow/hub_folder.hpp"
#include "tests/unit/pull/collected.hpp"

namespace musubi {
namespace {

using testing::HubFolder;

class Secrets : public ::testing::Test {
 protected:
  /// The connector "scripted" hands over `rotated`, then one record.
  void connection(const std::string& configured, const std::string& rotated) {
    folder.write("mappings/api.list.yaml", "source: api.list\nfacts:\n  seen: {kind: activity, at: at}\n");
    folder.write("connections/api.yaml", "connector: scripted\nconfig:\n  auth: {token: " + configured + "}\n  catalogue: '{\"streams\":[{\"name\":\"list\",\"schema\":{},\"key\":[\"id\"]}]}'\n  tries: [[[keep, " + rotated +
                                             "], [record, '1', '{\"at\":\"2026-01-01\"}'], [checkpoint, s]]]\n");
  }
  Hub open() {
    Configuration configuration = load_configuration(folder.path, "");
    configuration.hub.connector_paths = {test_plugins()};
    return open_hub(std::move(configuration));
  }
  std::string lent() {
    Hub hub = open();
    return LentSecrets(hub, hub.configuration.connections.at(0), clock).settings().secrets["auth/token"];
  }
  std::string sync_failure() {
    Hub hub = open();
    return testing::failures(sync(hub, {}, clock));
  }
  std::string in_database() { return folder.values("select encode(sealed, 'escape') || encode(nonce, 'escape') from hub.secret"); }
  std::filesystem::path key() { return folder.path / "data/secrets.key"; }

  HubFolder folder;
  SystemClock clock;
};

TEST_F(Secrets, AreLentInPreferenceWhileTheConfiguredOneIsUnchanged) {
  connection("first-token", "second-token");
  EXPECT_EQ(lent(), "first-token");
  EXPECT_EQ(sync_failure(), "");
  EXPECT_EQ(lent(), "second-token");
  EXPECT_EQ(in_database().find("second-token"), std::string::npos);
  connection("renewed-token", "third-token");
  EXPECT_EQ(lent(), "renewed-token");
  connection("first-token", "third-token");
  EXPECT_EQ(sync_failure(), "");
  EXPECT_EQ(lent(), "third-token");
}

TEST_F(Secrets, KeyIsTheOwnersAloneAndEachWriteHasItsNonce) {
  connection("first-token", "second-token");
  EXPECT_EQ(sync_failure(), "");
  struct stat file{};
  ASSERT_EQ(stat(key().c_str(), &file), 0);
  EXPECT_EQ(file.st_mode & 0777, 0600u);
  EXPECT_EQ(file.st_size, 32);
  std::string before = in_database();
  EXPECT_EQ(sync_failure(), "");
  EXPECT_NE(in_database(), before);
}

TEST_F(Secrets, AreHeldByOneReaderAtATime) {
  connection("first-token", "second-token");
  Hub hub = open(), other = open();
  LentSecrets ours(hub, hub.configuration.connections.at(0), clock), theirs(other, other.configuration.connections.at(0), clock);
  HeldSecrets held = ours.holder()([] { return false; });
  ASSERT_TRUE(held.hold);
  int asked = 0;
  EXPECT_FALSE(theirs.holder()([&] { return ++asked > 2; }).hold) << "it is held";
  ours.keeper()("auth/token", "second-token");
  held.hold.reset();
  held = theirs.holder()([] { return false; });
  ASSERT_TRUE(held.hold);
  EXPECT_EQ(held.secrets["auth/token"], "second-token");
}

TEST_F(Secrets, ALostKeySaysWhatToDo) {
  connection("first-token", "second-token");
  EXPECT_EQ(sync_failure(), "");
  std::filesystem::rename(key(), key().string() + ".away");
  EXPECT_NE(sync_failure().find("forget-secret api"), std::string::npos);
  folder.write("data/secrets.key", std::string(32, 'x'));
  EXPECT_NE(sync_failure().find("forget-secret api"), std::string::npos);
  {
    Hub hub = open();
    EXPECT_EQ(forget_secrets(hub.store, "api"), 1u);
  }
  EXPECT_EQ(lent(), "first-token");
}

TEST_F(Secrets, OfAnotherNameOrConnectionDoNotOpen) {
  connection("first-token", "second-token");
  EXPECT_EQ(sync_failure(), "");
  Session session = folder.begin();
  session.select("update hub.secret set name = 'other'");
  session.commit();
  EXPECT_THROW(lent(), Error);
}

}  // namespace
}  // namespace musubi
