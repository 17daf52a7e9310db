// What applying a change set leaves behind: which run or whose decision, and which records moved.
#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

class KeepHistory : public HubTest {
 protected:
  static Row profile(const std::string& id, const std::string& connection, const std::string& family,
                     const std::optional<std::string>& customer) {
    const Table& t = table(TableId::profile);
    Row row;
    row.cells.resize(t.columns.size());
    auto set = [&](const char* column, const std::optional<std::string>& cell) { row.cells[t.at(column)] = cell; };
    set("id", id), set("connection", connection), set("stream", "members"), set("record_key", "k" + id);
    set("party", "p"), set("kind", "person"), set("entered_by", "staff"), set("gone", "f"), set("stub", "f");
    set("customer_id", customer), set("family", family);
    return row;
  }
  static Row customer(const std::string& id, const std::string& family) {
    const Table& t = table(TableId::customer);
    Row row;
    row.cells.resize(t.columns.size());
    row.cells[0] = id, row.cells[t.at("family")] = family;
    return row;
  }
  void apply(const ChangeSet& changes, const Cause& cause) {
    Session session = store().begin();
    session.apply(changes, cause, at("2026-02-03T04:05:06Z"));
    session.commit();
  }
  std::string history() {
    return value(
        "select string_agg(concat_ws(':', customer_id, run, event), ' ' order by id) from master.customer_history");
  }
  std::string moves() {
    return value(
        "select string_agg(concat(profile_id, ' ', from_customer, '>', to_customer, ' ', run, ' ', event), ', ' "
        "order by id) from identity.profile_move");
  }
};

TEST_F(KeepHistory, NamesTheRunOfTheConnectionThatSpoke) {
  Cause cause(9);
  cause.runs = {{"pos", 8}, {"ec", 9}};
  apply({{{TableId::profile, Op::insert, {}, profile("1", "pos", "渋屋", "1")},
          {TableId::profile, Op::insert, {}, profile("2", "ec", "渡辺", "2")},
          {TableId::customer, Op::insert, {}, customer("1", "渋屋")},
          {TableId::customer, Op::insert, {}, customer("2", "渡辺")}}},
        cause);
  EXPECT_EQ(history(), "1:8 2:9");
  EXPECT_EQ(moves(), "NULL");
}

TEST_F(KeepHistory, TellsAlsoOfWhatWasWrittenBefore) {
  Cause cause(9);
  cause.runs = {{"pos", 8}};
  ChangeSet changes{{{TableId::profile, Op::insert, {}, profile("1", "pos", "渋屋", "1")},
                     {TableId::profile, Op::insert, {}, profile("2", "pos", "渡辺", "1")}}};
  Session session = store().begin();
  session.write(changes);
  EXPECT_EQ(changes.written, 2);
  changes.add({{{TableId::customer, Op::insert, {}, customer("1", "渋屋")}}});
  session.apply(changes, cause, at("2026-02-03T04:05:06Z"));
  session.commit();
  EXPECT_EQ(value("select string_agg(id::text, ' ' order by id) from identity.profile"), "1 2");
  EXPECT_EQ(history(), "1:8");
  EXPECT_EQ(moves(), "2 >1 8 ");
}

TEST_F(KeepHistory, NamesTheRunBehindAMergeThatAnotherRecordBrought) {
  Row before = profile("2", "pos", "渋屋", "2"), after = profile("2", "pos", "渋屋", "1");
  apply({{{TableId::profile, Op::insert, {}, profile("1", "pos", "渋屋", "1")},
          {TableId::profile, Op::insert, {}, before}}},
        1);
  Cause cause(4);
  cause.runs = {{"ec", 4}, {"pos", 3}};
  apply({{{TableId::profile, Op::insert, {}, profile("3", "ec", "渋屋", "1")},
          {TableId::profile, Op::update, before, after},
          {TableId::customer, Op::erase, customer("2", "渋屋"), {}}}},
        cause);
  EXPECT_EQ(history(), "2:4");
  EXPECT_EQ(moves(), "3 >1 4 , 2 2>1 4 ");
}

TEST_F(KeepHistory, NamesTheStewardsWord) {
  Row before = profile("2", "pos", "渋屋", "2"), after = profile("2", "pos", "渋屋", "1");
  apply({{{TableId::profile, Op::insert, {}, before}}}, 1);
  Cause cause(0);
  cause.event = 5;
  apply({{{TableId::profile, Op::update, before, after}, {TableId::customer, Op::erase, customer("2", "渋屋"), {}}}}, cause);
  EXPECT_EQ(history(), "2:0:5");
  EXPECT_EQ(moves(), "2 2>1 0 5");
}

}  // namespace
}  // namespace musubi
