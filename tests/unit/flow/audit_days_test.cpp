// How long the audit log stays: as many days as the settings say, swept by each sync that writes.
#include <gtest/gtest.h>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

class AuditDays : public ::testing::Test {
 protected:
  AuditDays() {
    std::ifstream in(hub.path / "musubi.yaml");
    settings_.assign(std::istreambuf_iterator<char>(in), {});
    hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {people: {path: people.csv, key: [id]}}}\n");
    hub.write("mappings/shop.people.yaml", "source: shop.people\nparties: {p: {kind: person, key: id, name: name}}\n");
    hub.write("people.csv", "id,name\n1,山田 花子\n");
    Session session = hub.begin();
    session.select(
        "insert into hub.audit_log (at, door, who, what, asked, customers, rows, fields, why)"
        " select now() - days * interval '1 day', 'command', 'sato', days::text, '{}', '{1}', 1, '{}', '' from unnest(array[1, 29, 31, 1094, 1096]) days");
    session.commit();
  }
  void keep_days(const std::string& days) { hub.write("musubi.yaml", settings_ + (days.empty() ? "" : "audit: {keep_days: " + days + "}\n")); }
  /// The ages of what is left, newest first.
  std::string left() { return hub.values("select what from hub.audit_log order by at desc"); }
  void synced(bool dry_run = false) {
    SyncRequest request;
    request.dry_run = dry_run;
    EXPECT_EQ(testing::failures(hub.sync(request)), "");
  }

  testing::HubFolder hub;
  std::string settings_;
};

TEST_F(AuditDays, AreThreeYearsWhereNothingIsSaid) {
  synced();
  EXPECT_EQ(left(), "1 29 31 1094 ");
}

TEST_F(AuditDays, AreTheSettings) {
  keep_days("30");
  synced(true);
  EXPECT_EQ(left(), "1 29 31 1094 1096 ") << "a dry run forgets nothing";
  synced();
  EXPECT_EQ(left(), "1 29 ");
  keep_days("36500");
  synced();
  EXPECT_EQ(left(), "1 29 ") << "what is gone stays gone";
}

TEST_F(AuditDays, AreAtLeastOne) {
  for (const char* days : {"0", "-1", "36501", "many"}) {
    keep_days(days);
    EXPECT_THROW(hub.open(), Error) << days;
  }
}

}  // namespace
}  // namespace musubi
