// Who may be mailed follows what is said, what the connection allows, and who is one with whom; and goes back exactly.
#include "core/flow/mailing.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "core/flow/follow_rules.hpp"
#include "core/flow/steward.hpp"
#include "tests/unit/flow/fixed_clock.hpp"
#include "tests/unit/flow/hub_folder.hpp"

namespace musubi {
namespace {

using namespace std::chrono_literals;
using testing::HubFolder;

class MailingFlow : public ::testing::Test {
 protected:
  void SetUp() override {
    folder.write("mappings/shop.members.yaml",
                 "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name, email: mail}\nfacts:\n"
                 "  dm: {kind: consent, of: member, answer: dm, at: at}\n");
    settings("mailing: yes\n");
    folder.write("members.jsonl", R"({"id":"1","name":"山田 花子","mail":"hana@example.jp","dm":"opt_in","at":"2025-01-01"}
{"id":"2","name":"鈴木 花子","mail":"suzuki@example.jp","dm":"opt_out","at":"2024-01-01"}
)");
  }
  void settings(const std::string& more) {
    folder.write("connections/shop.yaml", "connector: file\n" + more + "config: {streams: {members: {path: members.jsonl, key: [id]}}}\n");
  }
  void map_days_of_leaving() {
    folder.write("mappings/shop.members.yaml",
                 "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name, email: mail}\nfacts:\n"
                 "  in: {kind: consent, of: member, answer: {const: opt_in}, at: at}\n  left: {kind: consent, of: member, answer: {const: opt_out, when: left}, at: left}\n");
  }
  /// Record and code of each customer, by its smallest record.
  std::string codes() {
    return folder.values("select min(p.record_key) || ':' || m.mail_code from master.mailing m join identity.profile p on p.customer_id = m.customer_id group by m.customer_id, m.mail_code order by 1");
  }

  HubFolder folder;
};

TEST_F(MailingFlow, FollowsTheConnectionsPurpose) {
  auto sources = [&] { return folder.values("select connection from hub.mailing_source"); };
  folder.sync();
  EXPECT_EQ(codes(), "1:ok 2:opted_out ");
  EXPECT_EQ(sources(), "shop ");
  settings("");
  folder.sync();
  EXPECT_EQ(codes(), "1:purpose 2:opted_out ");
  EXPECT_EQ(sources(), "") << "its opt-ins lift nothing in the contacts' states either";
  settings("mailing: yes\n");
  folder.sync();
  EXPECT_EQ(codes(), "1:ok 2:opted_out ");
  EXPECT_EQ(sources(), "shop ");
}

TEST_F(MailingFlow, TheMostRestrictiveWinsAfterAMergeAndEachHasItsOwnBack) {
  folder.sync();
  Hub hub = folder.open();
  auto customer = [&](const std::string& key) { return integer_of(folder.values("select customer_id from identity.profile where record_key = '" + key + "'")); };
  WordOutcome merged = merge_customers(hub, customer("1"), customer("2"), {"佐藤", ""}, folder.clock);
  EXPECT_EQ(codes(), "1:opted_out ");
  undo_event(hub, merged.event, {"佐藤", ""}, folder.clock);
  EXPECT_EQ(codes(), "1:ok 2:opted_out ");
}

TEST_F(MailingFlow, AnEarlierOptOutOfTheSameRecordStays) {
  folder.sync();
  folder.write("members.jsonl", R"({"id":"2","name":"鈴木 花子","mail":"suzuki@example.jp","dm":"opt_in","at":"2026-01-01"}
)");
  folder.sync();
  EXPECT_EQ(codes(), "1:ok 2:opted_out ");
  EXPECT_EQ(folder.values("select answer || ' ' || standing from master.consent where record_key = '2' order by 1"), "opt_in true opt_out false ");
}

TEST_F(MailingFlow, AStopOfALaterDayCountsFromThatDayUnlessItIsTakenBackBefore) {
  map_days_of_leaving();
  auto write = [&](const std::string& third) {
    folder.write("members.jsonl", R"({"id":"1","name":"山田 花子","mail":"hana@example.jp","at":"2025-01-01","left":"2026-06-01"}
{"id":"2","name":"鈴木 花子","mail":"suzuki@example.jp","at":"2025-01-01","left":"2026-04-01"}
{"id":"3","name":"森 一","mail":"mori@example.jp","at":"2025-01-01","left":")" + third + "\"}\n");
  };
  auto on = [&](const std::string& day) {
    Hub hub = folder.open();
    sync(hub, {}, testing::FixedClock(day));
    return codes();
  };
  write("2026-06-01");
  EXPECT_EQ(on("2026-05-01"), "1:ok 2:opted_out 3:ok ");
  write("2027-06-01");
  EXPECT_EQ(on("2026-05-10"), "1:ok 2:opted_out 3:ok ");
  EXPECT_EQ(on("2026-05-29 14:00"), "1:ok 2:opted_out 3:ok ") << "more than two days before the day, in Japan";
  write("2026-05-31");
  EXPECT_EQ(on("2026-05-29 15:01"), "1:opted_out 2:opted_out 3:opted_out ") << "nearer than a clock may be wrong: said now";
  write("2027-06-01");
  EXPECT_EQ(on("2026-06-02"), "1:opted_out 2:opted_out 3:opted_out ") << "a row that says otherwise now takes nothing back";
  EXPECT_EQ(on("2026-06-03"), "1:opted_out 2:opted_out 3:opted_out ");
}

class SetClock final : public Clock {
 public:
  explicit SetClock(const std::string& text) { set(text); }
  void set(const std::string& text) { now_ = *parse_time(text, "UTC"); }
  Time now() const override { return now_; }

 private:
  std::atomic<Time> now_;
};

TEST_F(MailingFlow, AHubThatIsOnlyUpFollowsAStopAsItsDayComes) {
  map_days_of_leaving();
  folder.write("members.jsonl", R"({"id":"1","name":"山田 花子","mail":"hana@example.jp","at":"2025-01-01","left":"2026-06-01"}
{"id":"2","name":"鈴木 花子","mail":"suzuki@example.jp","at":"2025-01-01","left":"2026-07-01"}
)");
  Hub hub = folder.open();
  SetClock clock("2026-05-01");
  sync(hub, {}, clock);
  std::jthread days([&](std::stop_token stop) { follow_days(hub, clock, stop, [](const Message& m) { ADD_FAILURE() << render(m, Lang::en); }, 20ms); });
  std::this_thread::sleep_for(200ms);
  EXPECT_EQ(codes(), "1:ok 2:ok ");
  clock.set("2026-06-01");
  for (auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end && codes() != "1:opted_out 2:ok ";) std::this_thread::sleep_for(20ms);
  EXPECT_EQ(codes(), "1:opted_out 2:ok ");
}

}  // namespace
}  // namespace musubi
