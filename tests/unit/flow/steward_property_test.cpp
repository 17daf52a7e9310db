// Random lives of a hub: lists come, stewards merge, split, pin and take back. When every word has been taken back, the master is
// exactly that of a hub that has heard the lists alone; and at any time it is what deriving everything anew yields.
#include <gtest/gtest.h>

#include <random>

#include "core/flow/steward.hpp"
#include "tests/unit/flow/small_hub.hpp"

namespace musubi {
namespace {

using testing::Member;
using testing::SmallHub;

const Speaker somebody{"佐藤", "試し"};

/// Everything derived, ids included: both hubs give the same ids.
std::vector<std::vector<std::string>> master(SmallHub& hub) {
  std::vector<std::vector<std::string>> out;
  for (const char* sql : {"SELECT id, customer_id, gone FROM identity.profile ORDER BY 1", "SELECT * FROM master.customer ORDER BY id",
                          "SELECT * FROM master.contact_point ORDER BY 1, 2, 3", "SELECT * FROM master.employment ORDER BY 1, 2, 3, 4",
                          "SELECT * FROM identity.pair ORDER BY 1, 2", "SELECT * FROM identity.match_key ORDER BY 1, 2", "SELECT * FROM master.relation ORDER BY 1, 2, 3"})
    for (auto& row : hub.select(sql)) out.push_back(std::move(row));
  return out;
}

class Life {
 public:
  explicit Life(unsigned seed) : random_(seed) {}

  void step() {
    try {
      switch (one_of(7)) {
        case 0:
        case 1: return sync();
        case 2: return said(merge_customers(judged_.hub(), profile(), profile(), somebody, clock_));
        case 3: return split();
        case 4: return said(pin_field(judged_.hub(), profile(), one_of(2) ? "phone" : "name", one_of(4) ? text() : "", somebody, clock_));
        case 5: return said(decide_some());
        case 6: return undo();
      }
    } catch (const Error& e) {
      ASSERT_TRUE(e.message().id.starts_with("flow.") || e.message().id == "app.bad_pair") << e.what();
    }
  }

  void sync() {
    std::map<std::string, Member> list;
    for (int i = 0; i <= one_of(3); ++i) list[std::string(1, char('a' + one_of(9)))] = somebody_new();
    judged_.sync(list, size_t(1 + one_of(3)));
    alone_.sync(list);
  }

  /// Deriving everything anew changes nothing.
  void expect_derived() {
    auto before = master(judged_);
    Session session = judged_.hub().store.begin();
    session.publish_again("", false);
    session.commit();
    publish(judged_.hub(), {}, clock_);
    EXPECT_EQ(master(judged_), before);
  }

  void undo_all() {
    for (;;) {
      auto open = judged_.select("SELECT id FROM identity.merge_event WHERE counts AND kind <> 'undo'");
      if (open.empty()) break;
      undo_event(judged_.hub(), std::stoll(open[size_t(one_of(int(open.size())))][0]), somebody, clock_);
    }
    EXPECT_EQ(master(judged_), master(alone_));
  }

  size_t words = 0;

 private:
  int one_of(int n) { return std::uniform_int_distribution<int>(0, n - 1)(random_); }
  int64_t profile() {
    auto rows = judged_.select("SELECT id FROM identity.profile ORDER BY 1");
    return rows.empty() ? 1 : std::stoll(rows[size_t(one_of(int(rows.size())))][0]);
  }
  std::string text() { return one_of(2) ? "080-1111-222" + std::to_string(one_of(3)) : "高橋 " + std::to_string(one_of(3)) + "郎"; }

  /// Few values, so that many agree; a birth date may forbid what a name and a phone would join.
  Member somebody_new() {
    if (one_of(4) == 0) {  // a call, or a mail to a bare address
      Member bare;
      one_of(2) ? bare.phone = "03-1234-567" + std::to_string(one_of(2)) : bare.mail = "m" + std::to_string(one_of(2)) + "@example.jp";
      return bare;
    }
    const char* names[] = {"山田 太郎", "山田 太朗", "佐々木 花子"};
    const char* births[] = {"1980-01-02", "1985-11-12", ""};
    return {names[one_of(3)], "m" + std::to_string(one_of(2)) + "@example.jp", "03-1234-567" + std::to_string(one_of(2)), births[one_of(3)], "東京都千代田区丸の内1-1-" + std::to_string(1 + one_of(2))};
  }

  void split() {
    int64_t id = profile();
    said(split_customer(judged_.hub(), id, {std::to_string(id)}, somebody, clock_));
  }
  WordOutcome decide_some() {
    Verdict verdicts[] = {Verdict::same, Verdict::different, Verdict::household};
    decide(judged_.hub(), {profile(), profile(), verdicts[one_of(3)], somebody.who, somebody.why}, clock_);
    return {};
  }
  void undo() {
    auto events = judged_.select("SELECT id FROM identity.merge_event WHERE counts");
    if (!events.empty()) said(undo_event(judged_.hub(), std::stoll(events[size_t(one_of(int(events.size())))][0]), somebody, clock_));
  }
  void said(const WordOutcome&) { ++words; }

  SmallHub judged_, alone_;
  SystemClock clock_;
  std::mt19937 random_;
};

TEST(StewardProperties, UndoingAllLeavesWhatTheListsAloneSay) {
  Life life(20261122);
  life.sync();
  for (int round = 0; round < 6; ++round) {
    for (int i = 0; i < 15; ++i) life.step();
    life.expect_derived();
    life.undo_all();
  }
  EXPECT_GT(life.words, 20u);
}

}  // namespace
}  // namespace musubi
