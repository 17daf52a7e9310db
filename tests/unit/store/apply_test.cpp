#include "tests/unit/store/hub.hpp"

namespace musubi {
namespace {

class Apply : public HubTest {
 protected:
  void apply(const ChangeSet& changes, int64_t run = 1) {
    Session session = store().begin();
    session.apply(changes, run, at("2026-02-03T04:05:06.7Z"));
    session.commit();
  }
  std::vector<Row> rows(TableId id, const std::vector<int64_t>& owners) {
    Session session = store().begin();
    std::vector<Row> out = session.rows(id, owners);
    std::sort(out.begin(), out.end());
    return out;
  }
  /// A row with something in every column, as PostgreSQL prints it; `n` tells rows apart.
  static Row full(TableId id, int n) {
    Row row;
    for (const Column& c : table(id).columns) {
      switch (c.type) {
        case ColumnType::text:
          row.cells.emplace_back("渋屋\t\\N \"" + c.name + "\" {a,b}\n" + std::to_string(n));
          break;
        case ColumnType::texts:
          row.cells.emplace_back(
              cell(std::vector<std::string>{"a,\"b\\", "", "NULL", "髙橋", std::to_string(n)}));
          break;
        case ColumnType::integer:
          row.cells.emplace_back(cell(int64_t(n)));
          break;
        case ColumnType::integers:
          row.cells.emplace_back(cell(std::vector<int64_t>{INT64_MIN, -n, n}));
          break;
        case ColumnType::number:
          row.cells.emplace_back("-7.250");
          break;
        case ColumnType::yes_no:
          row.cells.emplace_back(cell(n % 2 == 0));
          break;
        case ColumnType::date:
          row.cells.emplace_back("1950-01-08");
          break;
        case ColumnType::time:
          row.cells.emplace_back(cell(at("2026-01-31T09:00:00.25Z")));
          break;
        case ColumnType::json:
          row.cells.emplace_back("{\"a\" : [1.50, \"\\\\\"]}");
          break;
      }
    }
    return row;
  }
  static int64_t owner(TableId id, const Row& row) {
    return integer_of(*row.cells[table(id).at(table(id).owner)]);
  }
};

TEST_F(Apply, EveryTableTakesInsertsUpdatesAndErasures) {
  for (size_t i = 0; i < size_t(TableId::count_); ++i) {
    TableId id{uint8_t(i)};
    const Table& t = table(id);
    Row one = full(id, 1), two = full(id, 2), three = full(id, 3);
    apply({{{id, Op::insert, {}, one}, {id, Op::insert, {}, two}}});
    EXPECT_EQ(rows(id, {owner(id, one), owner(id, two)}), (std::vector<Row>{one, two})) << t.name;
    Row changed = two;
    for (size_t c = t.key_size; c < t.columns.size(); ++c)
      if (t.columns[c].name == t.owner || t.columns[c].name == "connection" || c % 2)
        continue;
      else if (id != TableId::profile || c > 11)
        changed.cells[c].reset();
    apply({{{id, Op::erase, one, {}}, {id, Op::update, two, changed}, {id, Op::insert, {}, three}}});
    EXPECT_EQ(rows(id, {1, 2, 3}), (std::vector<Row>{changed, three})) << t.name;
  }
}

TEST_F(Apply, EmptyKeysAreFoundAgain) {
  for (TableId id : {TableId::employment, TableId::invoice, TableId::contact_point}) {
    Row row = full(id, 5);
    for (size_t c = 0; c < table(id).key_size; ++c)
      if (const Column& column = table(id).columns[c];
          column.type == ColumnType::text && column.name != "record_key" && column.name != "connection" &&
          column.name != "stream" && column.name != "fact")
        row.cells[c].reset();
    Row changed = row;
    changed.cells.back() = full(id, 6).cells.back();
    apply({{{id, Op::insert, {}, row}}});
    apply({{{id, Op::update, row, changed}}});
    EXPECT_EQ(rows(id, {5}), (std::vector<Row>{changed}));
    apply({{{id, Op::erase, changed, {}}}});
    EXPECT_TRUE(rows(id, {5}).empty());
  }
}

TEST_F(Apply, ValuesOfAnyLengthFit) {
  for (TableId id : {TableId::employment, TableId::invoice, TableId::contact_point, TableId::external_id,
                     TableId::customer}) {
    Row row = full(id, 5);
    std::string noise;  // random letters, so that compression does not hide the length
    for (uint64_t x = 1; noise.size() < 100'000; x = x * 6364136223846793005U + 1442695040888963407U)
      noise += char('a' + (x >> 33) % 26);
    for (size_t c = 0; c < table(id).columns.size(); ++c)
      if (const Column& column = table(id).columns[c];
          column.type == ColumnType::text && column.name != "record_key" && column.name != "connection" &&
          column.name != "stream" && column.name != "fact" && column.name != "scheme" &&
          column.name != "kind")
        row.cells[c] = noise;
    apply({{{id, Op::insert, {}, row}}});
    EXPECT_EQ(rows(id, {5}), (std::vector<Row>{row}));
  }
}

TEST_F(Apply, ThousandsOfRowsGoThrough) {
  ChangeSet all, gone;
  std::vector<int64_t> owners;
  for (int64_t n = 0; n < 12'345; ++n) {
    Row row{{cell(n), cell(std::vector<int64_t>{n * 7 - 3})}};
    all.changes.push_back({TableId::held_keys, Op::insert, {}, row});
    gone.changes.push_back({TableId::held_keys, Op::erase, row, {}});
    owners.push_back(n);
  }
  apply(all);
  EXPECT_EQ(rows(TableId::held_keys, owners).size(), 12'345u);
  EXPECT_EQ(value("select count(*) from identity.match_key where key_hash = profile_id * 7 - 3"), "12345");
  apply(gone);
  EXPECT_TRUE(rows(TableId::held_keys, owners).empty());
  EXPECT_EQ(value("select count(*) from identity.match_key"), "0");
}

TEST_F(Apply, WhoHoldsAKeyFollowsTheHeldKeys) {
  auto row = [](int64_t holder, const std::vector<int64_t>& hashes) { return Row{{cell(holder), cell(hashes)}}; };
  auto held = [&] { return value("select string_agg(key_hash || ':' || profile_id, ' ' order by key_hash, profile_id) from identity.match_key"); };
  apply({{{TableId::held_keys, Op::insert, {}, row(1, {-9, 5, 7})}, {TableId::held_keys, Op::insert, {}, row(2, {5})}}});
  EXPECT_EQ(held(), "-9:1 5:1 5:2 7:1");
  apply({{{TableId::held_keys, Op::update, row(1, {-9, 5, 7}), row(1, {5, 8})}, {TableId::held_keys, Op::erase, row(2, {5}), {}}, {TableId::held_keys, Op::insert, {}, row(3, {})}}});
  EXPECT_EQ(held(), "5:1 8:1");
}

TEST_F(Apply, CustomersLeaveAHistoryOfWhatChanged) {
  const Table& t = table(TableId::customer);
  Row came{std::vector<std::optional<std::string>>(t.columns.size())};
  came.cells[t.at("id")] = "7";
  came.cells[t.at("family")] = "渋\"屋\n";
  Row moved = came;
  moved.cells[t.at("city")] = "渋谷区";
  moved.cells[t.at("family")].reset();
  apply({{{TableId::customer, Op::insert, {}, came}}}, 1);
  apply({{{TableId::customer, Op::update, came, moved}}}, 2);
  apply({{{TableId::customer, Op::erase, moved, {}}}}, 3);
  auto history = sql("select run, before, after, before ->> 'family', at from master.customer_history where "
                     "customer_id = 7 order by id")
                     .rows;
  ASSERT_EQ(history.size(), 3u);
  EXPECT_EQ(history[0][1], std::nullopt);
  EXPECT_EQ(history[0][2], "{\"id\": \"7\", \"family\": \"渋\\\"屋\\n\"}");
  EXPECT_EQ(history[1][2], "{\"family\": null, \"city\": \"渋谷区\"}");
  EXPECT_EQ(history[1][3], "渋\"屋\n");
  EXPECT_EQ(history[2][1], "{\"id\": \"7\", \"city\": \"渋谷区\"}");
  EXPECT_EQ(history[2][2], std::nullopt);
  EXPECT_EQ(history[2][4], "2026-02-03 04:05:06.7+00");
}

}  // namespace
}  // namespace musubi
