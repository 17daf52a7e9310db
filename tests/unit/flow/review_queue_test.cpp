// What a steward sees first: how likely two records are one, and what hangs on them.
#include <gtest/gtest.h>

#include "core/flow/steward.hpp"
#include "tests/unit/flow/small_hub.hpp"

namespace musubi {
namespace {

using testing::Member;
using testing::SmallHub;

/// Three couples of records that all but the birth date join: nobody depends on `a`, `b` has bought, `c` waits for an answer.
class Queue {
 public:
  explicit Queue(const std::vector<std::string>& arrival) {
    hub_.write("connections/pos.yaml", "connector: file\nconfig: {streams: {orders: {path: orders.jsonl, key: [no]}, calls: {path: calls.jsonl, key: [no]}}}\n");
    hub_.write("mappings/pos.orders.yaml",
               "source: pos.orders\nfacts:\n  order: {kind: sales_order, of: {stream: shop.members, key: who}, key: no, number: no, ordered_at: at, amount: sum}\n");
    hub_.write("mappings/pos.calls.yaml",
               "source: pos.calls\nfacts:\n  call: {kind: activity, of: {stream: shop.members, key: who}, key: no, at: at, direction: way, subject: what}\n");
    hub_.write("orders.jsonl", "{\"no\":\"R1\",\"who\":\"b1\",\"at\":\"2026-05-01 10:00\",\"sum\":\"6000\"}\n{\"no\":\"R2\",\"who\":\"b2\",\"at\":\"2026-05-02 10:00\",\"sum\":\"4000\"}\n");
    hub_.write("calls.jsonl", "{\"no\":\"C1\",\"who\":\"c1\",\"at\":\"2026-05-01 10:00\",\"way\":\"inbound\",\"what\":\"納期\"}\n");
    for (const std::string& key : arrival) hub_.sync({{key, member(key)}});
  }

  std::vector<std::string> seen() {
    std::vector<std::string> out;
    Session session = hub_.hub().store.begin();
    for (const ReviewPair& one : review_queue(session, 10)) {
      EXPECT_GT(one.probability, 0.1);
      EXPECT_LE(one.probability, 0.5) << "a date of birth speaks against it";
      out.push_back(std::min(one.a.key, one.b.key).record.key + " " + std::to_string(one.sales) + " " + std::to_string(one.inquiries));
    }
    return out;
  }

 private:
  static Member member(const std::string& key) {
    std::string n(1, key[0]);
    std::map<std::string, std::string> names = {{"a", "山田 太郎"}, {"b", "佐々木 花子"}, {"c", "中村 次郎"}};
    return {names[n], n + "@example.jp", n == "a" ? "03-1234-5678" : n == "b" ? "06-2345-6789" : "052-345-6789", key[1] == '1' ? "1980-01-02" : "1955-11-23", ""};
  }
  SmallHub hub_;
};

TEST(ReviewQueue, ComesInTheOrderOfWhatHangsOnThePairsWhateverTheOrderOfArrival) {
  std::vector<std::string> wanted = {"b1 10000 0", "c1 0 1", "a1 0 0"};
  EXPECT_EQ(Queue({"a1", "a2", "b1", "b2", "c1", "c2"}).seen(), wanted);
  EXPECT_EQ(Queue({"c2", "b2", "a2", "c1", "a1", "b1"}).seen(), wanted);
}

/// The same two customers, of whom one writes again and again; another shares what both have.
class OneQuestion : public ::testing::Test {
 protected:
  OneQuestion() {
    hub.write("mappings/shop.members.yaml",
              "source: shop.members\nentered_by: self\nparties:\n  member: {kind: person, key: id, name: name, email: mail, phone: phone, birth_date: birth, address: {full: town}}\n");
    hub.sync({{"1", takashi}, {"2", takafumi}});
  }
  static constexpr const char *town = "東京都世田谷区太子堂2-29-15", *phone = "090-2896-7850";
  Member takashi{"石川 隆", "masao.i@bb.example", phone, "", town}, takafumi{"石川 隆史", "ishi1959@ez.example", phone, "", town};

  /// "a~b pairs", a blank between; with what review_count() says before.
  std::string queue(Review what = Review::customers) {
    Session session = hub.hub().store.begin();
    std::string out = std::to_string(review_count(session)) + ":";
    for (const ReviewPair& one : review_queue(session, 100, what)) {
      auto [a, b] = std::minmax(one.a.key.record.key, one.b.key.record.key);
      out += " " + a + "~" + b + " " + std::to_string(one.pairs);
    }
    return out;
  }
  void judge(const std::string& a, const std::string& b, Verdict verdict) {
    auto id = [&](const std::string& key) { return integer_of(hub.select("SELECT id FROM identity.profile WHERE record_key = '" + key + "'").at(0).at(0)); };
    decide(hub.hub(), {id(a), id(b), verdict, "tester", ""}, clock);
  }
  SmallHub hub;
  SystemClock clock;
};

TEST_F(OneQuestion, IsAskedOnceHoweverManyRecordsTheTwoHave) {
  ASSERT_EQ(queue(), "1: 1~2 1");
  hub.sync({{"3", takashi}, {"4", takafumi}});
  ASSERT_EQ(hub.customers().size(), 2u);
  EXPECT_EQ(queue(), "1: 1~2 4");
  EXPECT_EQ(queue(Review::each_pair), "1: 1~2 1 1~4 1 2~3 1 3~4 1");
}

/// Two given names at one phone and address: two people of one home are as likely.
TEST_F(OneQuestion, OfOneHomeIsHalfAsLikely) {
  Session session = hub.hub().store.begin();
  const auto pairs = review_queue(session, 10);
  ASSERT_EQ(pairs.size(), 1u);
  EXPECT_LE(pairs[0].probability, 0.5);
  EXPECT_GT(pairs[0].probability, 0.4) << "all else speaks for it";
}

TEST_F(OneQuestion, StaysAnsweredWhenTheOneWritesAgain) {
  for (Verdict verdict : {Verdict::different, Verdict::household}) {
    judge("1", "2", verdict);
    EXPECT_EQ(queue(), "0:");
    hub.sync({{"3", takashi}, {"4", takafumi}});
    ASSERT_EQ(hub.customers().size(), 2u);
    EXPECT_EQ(queue(), "0:") << "3~2, 1~4 and 3~4 ask the same";
    EXPECT_EQ(queue(Review::each_pair), "0:");
  }
  for (int i = 0; i < 2; ++i) undo_event(hub.hub(), integer_of(hub.select("SELECT max(id) FROM identity.merge_event WHERE kind = 'decide' AND counts").at(0).at(0)), {"tester", ""}, clock);
  EXPECT_EQ(queue(), "1: 1~2 4") << "what was taken back is asked again";
}

TEST_F(OneQuestion, IsAskedOfSomebodyElse) {
  judge("1", "2", Verdict::different);
  const Member taro{"山田 太郎", "a@example.jp", "03-1234-5678", "1980-01-02", ""};
  Member other = taro;
  other.birth = "1955-11-23";
  hub.sync({{"5", taro}, {"6", other}});
  EXPECT_EQ(queue(), "1: 5~6 1");
}

}  // namespace
}  // namespace musubi
