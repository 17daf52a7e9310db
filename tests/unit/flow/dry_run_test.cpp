// A dry run tells what a sync would change, row by row, and leaves no trace: it waits for nobody and nobody waits for it.
#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <map>
#include <set>

#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using Rows = std::map<TableId, std::multiset<Row>>;

class DryRun : public ::testing::Test {
 protected:
  DryRun() {
    hub.write("connections/shop.yaml", "connector: file\nconfig: {streams: {members: {path: members.jsonl, key: [id]}, orders: {path: orders.jsonl, key: [no]}}}\n");
    hub.write("mappings/shop.members.yaml",
              "source: shop.members\nparties:\n  member: {kind: person, key: id, ids: {member: id}, name: name, email: mail, phone: phone, updated_at: at}\n");
    hub.write("mappings/shop.orders.yaml",
              "source: shop.orders\nfacts:\n  order: {kind: sales_order, of: {stream: members, key: id}, number: no, ordered_at: at, amount: total}\n");
    hub.write("orders.jsonl", R"({"no":"7","id":"2","at":"2026-01-05","total":"100"})"
                              "\n"
                              R"({"no":"8","id":"9","at":"2026-01-05","total":"200"})"
                              "\n");
    members({{"1", "山田 花子", "h@example.jp", "090-1234-0001"}, {"2", "佐藤 次郎", "j@example.jp", "090-1234-0002"}, {"3", "佐藤 次郎", "j@example.jp", "090-1234-0002"}});
  }
  struct Member {
    std::string id, name, mail, phone;
  };
  void members(const std::vector<Member>& list) {
    std::string text;
    for (const Member& m : list)
      text += R"({"id":")" + m.id + R"(","name":")" + m.name + R"(","mail":")" + m.mail + R"(","phone":")" + m.phone + R"(","at":"2026-01-05"})" + "\n";
    hub.write("members.jsonl", text);
  }
  /// What a dry run says: its changes, and the report.
  std::vector<RowChange> changes(SyncRequest request = {}) {
    std::vector<RowChange> out;
    request.dry_run = true;
    request.chunk_size = 2;
    request.batch_size = 2;
    request.on_changes = [&](const Derived& d) {
      held += d.held.size();
      out.insert(out.end(), d.changes.changes.begin(), d.changes.changes.end());
    };
    report = hub.sync(request);
    EXPECT_EQ(testing::failures(report), "");
    return out;
  }
  SyncReport kept() {
    SyncRequest request;
    request.chunk_size = 2;
    request.batch_size = 2;
    return hub.sync(request);
  }
  Rows stored() {
    Rows out;
    for (size_t i = 0; i < size_t(TableId::count_); ++i) {
      const Table& t = table(TableId(i));
      std::string columns;
      for (const Column& c : t.columns) columns += (columns.empty() ? "\"" : ", \"") + c.name + "\"";
      for (auto& row : hub.begin().select("SELECT " + columns + " FROM " + std::string(t.schema) + "." + std::string(t.name)).rows) out[TableId(i)].insert({std::move(row)});
    }
    return out;
  }
  /// Every row at most once, each as it is stored before.
  static Rows after(Rows rows, const std::vector<RowChange>& changes) {
    for (const RowChange& c : changes) {
      if (c.op != Op::insert) {
        EXPECT_EQ(rows[c.table].count(c.before), 1u) << table(c.table).name;
        rows[c.table].erase(c.before);
      }
      if (c.op != Op::erase) rows[c.table].insert(c.after);
    }
    std::erase_if(rows, [](const auto& t) { return t.second.empty(); });
    return rows;
  }
  std::string ids_used() { return hub.values("SELECT last_value FROM identity.profile_id UNION ALL SELECT last_value FROM source.version_id UNION ALL SELECT last_value FROM hub.run_id_seq"); }
  static std::string operations(const std::vector<RowChange>& changes, TableId table) {
    std::string out;
    for (const RowChange& c : changes)
      if (c.table == table) out += c.op == Op::insert ? '+' : c.op == Op::update ? '*' : '-';
    return out;
  }

  testing::HubFolder hub;
  SyncReport report;
  size_t held = 0;
};

TEST_F(DryRun, SaysRowByRowWhatASyncThenWrites) {
  Rows before = stored();
  std::vector<RowChange> first = changes();
  EXPECT_EQ(operations(first, TableId::profile), "++++");
  EXPECT_EQ(operations(first, TableId::customer), "++");
  EXPECT_EQ(testing::figures(report), "members 3/3/0/0/0/0/ orders 2/2/0/0/0/0/ ");
  EXPECT_EQ(report.connections[0].run, 0);
  EXPECT_TRUE(report.clean());
  EXPECT_EQ(stored(), before);
  kept();
  EXPECT_EQ(stored(), after(before, first));
  before = stored();

  members({{"1", "山田 花子", "h@example.jp", "090-1234-0009"}, {"3", "鈴木 三郎", "s@example.jp", "090-1234-0003"}, {"9", "山田 花子", "h@example.jp", "090-1234-0001"}});
  std::vector<RowChange> second = changes();
  EXPECT_EQ(operations(second, TableId::profile), "***");
  EXPECT_EQ(stored(), before);
  kept();
  EXPECT_EQ(stored(), after(before, second));
  EXPECT_TRUE(changes().empty());
}

TEST_F(DryRun, FollowsChangedRules) {
  kept();
  members({{"1", "山田 花子", "h@example.jp", "090-1234-0009"}});
  kept();
  hub.write("mappings/shop.members.yaml", "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name, phone: phone, updated_at: at}\n");
  Rows before = stored();
  std::vector<RowChange> said = changes();
  EXPECT_FALSE(said.empty());
  EXPECT_EQ(stored(), before);
  kept();
  EXPECT_EQ(stored(), after(before, said));
}

TEST_F(DryRun, UsesUpNoIds) {
  kept();
  std::string before = ids_used();
  members({{"4", "田中 四郎", "", "090-1234-0004"}, {"5", "中田 五郎", "", "090-1234-0005"}});
  EXPECT_EQ(operations(changes(), TableId::profile), "++");
  EXPECT_EQ(ids_used(), before);
  EXPECT_EQ(hub.values("SELECT count(*) FROM hub.run"), "1 ");
}

TEST_F(DryRun, CountsWhatWouldBeHeldAndKeepsItNot) {
  hub.write("orders.jsonl", R"({"no":"7","id":"2","at":"2026-01-05","total":"many"})");
  changes();
  EXPECT_EQ(held, 1u);
  EXPECT_EQ(testing::figures(report), "members 3/3/0/0/0/0/ orders 1/0/0/0/1/0/ ");
  EXPECT_EQ(hub.values("SELECT count(*) FROM hub.quarantine"), "0 ");
}

TEST_F(DryRun, WaitsForNobody) {
  kept();
  members({{"1", "山田 花子", "h@example.jp", "090-1234-0009"}, {"4", "田中 四郎", "", "090-1234-0004"}});
  Session busy = hub.begin();
  busy.lock_publishing();
  int64_t run = busy.start_run("shop", hub.clock.now());
  busy.select("UPDATE source.record SET held = held");
  RawRecord same;
  same.id = {"shop", "members", "4"};
  same.json = "{}";
  same.digest[0] = 1;
  busy.land(run, {"shop", "members"}, {same}, "state");
  busy.profile_ids({{same.id, "member"}});
  busy.select("UPDATE identity.profile SET gone = gone");
  auto dry = std::async(std::launch::async, [&] { return operations(changes(), TableId::profile); });
  ASSERT_EQ(dry.wait_for(std::chrono::seconds(60)), std::future_status::ready);
  EXPECT_EQ(dry.get(), "*+");
  EXPECT_TRUE(report.clean());
}

TEST_F(DryRun, LetsNobodyWait) {
  SyncRequest request;
  bool synced = false;
  request.on_progress = [&](const std::string& what, const StreamName&, int64_t, int64_t) {
    if (synced || what != "publish") return;
    synced = true;
    auto other = std::async(std::launch::async, [&] { return kept().clean(); });
    ASSERT_EQ(other.wait_for(std::chrono::seconds(60)), std::future_status::ready);
    EXPECT_TRUE(other.get());
  };
  std::vector<RowChange> said = changes(request);
  EXPECT_TRUE(synced);
  EXPECT_EQ(after({}, said), stored());
}

}  // namespace
}  // namespace musubi
