#include "core/flow/newcomers.hpp"

#include <gtest/gtest.h>

#include <initializer_list>
#include <utility>

namespace musubi {
namespace {

Row row(TableId id, std::initializer_list<std::pair<const char*, const char*>> cells) {
  Row out;
  out.cells.resize(table(id).columns.size());
  for (const auto& [column, cell] : cells) out.cells[table(id).at(column)] = cell;
  return out;
}

Row profile(const char* id, const char* customer, const char* town, const char* gone = "f") {
  return row(TableId::profile, {{"id", id}, {"connection", "pos"}, {"customer_id", customer}, {"town", town}, {"gone", gone}});
}

Row customer(const char* id, const char* town) { return row(TableId::customer, {{"id", id}, {"town", town}}); }

Row email(const char* customer, const char* value) {
  return row(TableId::contact_point, {{"customer_id", customer}, {"kind", "email"}, {"value", value}});
}

TEST(Newcomers, AreWhomAChangeSetBringsWithAllThatItSaysOfThem) {
  const ChangeSet changes{{{TableId::profile, Op::insert, {}, profile("1", "1", "北町")},
                           {TableId::profile, Op::update, profile("2", "7", "南町"), profile("2", "1", "南町", "t")},
                           {TableId::profile, Op::insert, {}, profile("3", "7", "北町")},
                           {TableId::customer, Op::insert, {}, customer("1", "北町")},
                           {TableId::customer, Op::update, customer("7", "南町"), customer("7", "北町")},
                           {TableId::customer, Op::erase, customer("8", "南町"), {}},
                           {TableId::contact_point, Op::insert, {}, email("1", "a@example.jp")},
                           {TableId::contact_point, Op::insert, {}, email("7", "b@example.jp")}}};
  const Newcomers newcomers(changes);
  EXPECT_TRUE(newcomers.contains(1));
  EXPECT_FALSE(newcomers.contains(7));
  EXPECT_FALSE(newcomers.contains(8));

  const std::vector<MailingProfile> profiles = newcomers.profiles();
  ASSERT_EQ(profiles.size(), 2);
  EXPECT_EQ(profiles[0].customer, 1);
  EXPECT_EQ(profiles[0].profile, 1);
  EXPECT_EQ(profiles[0].connection, "pos");
  EXPECT_TRUE(profiles[0].at_home);
  EXPECT_FALSE(profiles[0].gone);
  EXPECT_EQ(profiles[1].profile, 2);
  EXPECT_FALSE(profiles[1].at_home);
  EXPECT_TRUE(profiles[1].gone);

  const std::vector<const Row*> contacts = newcomers.contact_points();
  ASSERT_EQ(contacts.size(), 1);
  EXPECT_EQ(contacts[0]->cells[table(TableId::contact_point).at("value")], "a@example.jp");
}

}  // namespace
}  // namespace musubi
