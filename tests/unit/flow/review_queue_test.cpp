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

}  // namespace
}  // namespace musubi
