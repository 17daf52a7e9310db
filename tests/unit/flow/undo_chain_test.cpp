// A chain of five merges is taken back link by link: each customer and each order is then what it was before, to the byte, also
// when lists came in between; and words outlive full re-runs, lists read again and changed mappings.
#include <gtest/gtest.h>

#include "core/flow/steward.hpp"
#include "core/store/reading.hpp"
#include "tests/unit/flow/small_hub.hpp"

namespace musubi {
namespace {

using testing::Member;
using testing::SmallHub;
using Dump = std::vector<std::vector<std::string>>;

const Speaker satou{"佐藤", "電話で確認"};
const std::string members = "abcdef";
constexpr size_t links = 5;

/// Six people who have nothing in common, and what they ordered.
class Shop {
 public:
  Shop() {
    hub_.write("connections/pos.yaml", "connector: file\nconfig: {streams: {orders: {path: orders.jsonl, key: [no]}}}\n");
    hub_.write("mappings/pos.orders.yaml",
               "source: pos.orders\nfacts:\n  order: {kind: sales_order, of: {stream: shop.members, key: who}, key: no, number: no, ordered_at: at, amount: sum}\n");
    order({"a", "b", "c", "d", "e", "f"}, 1);
    hub_.sync({{"a", {"山田 太郎", "taro@example.jp", "03-1234-5678", "1980-01-02", "東京都千代田区丸の内1-1-1"}},
               {"b", {"佐々木 花子", "hana@example.jp", "06-2345-6789", "1975-03-04", "大阪府大阪市北区梅田1-1-1"}},
               {"c", {"中村 次郎", "jiro@example.jp", "052-345-6789", "1990-05-06", "愛知県名古屋市中区栄1-1-1"}},
               {"d", {"小林 良子", "ryoko@example.jp", "092-345-6789", "1985-07-08", "福岡県福岡市中央区天神1-1-1"}},
               {"e", {"加藤 健", "ken@example.jp", "011-345-6789", "1970-09-10", "北海道札幌市中央区大通西1-1-1"}},
               {"f", {"吉田 恵", "megumi@example.jp", "022-345-6789", "1995-11-12", "宮城県仙台市青葉区中央1-1-1"}}});
  }

  void merge(size_t link) { events_.push_back(merge_customers(hub(), id(members[link]), id(members[link + 1]), satou, clock_).event); }
  void undo_last() {
    undo_event(hub(), events_.back(), satou, clock_);
    events_.pop_back();
  }
  /// A changed member, a new one who matches d, more orders.
  void later() {
    order({"b", "e", "g"}, 7);
    hub_.sync({{"c", {"中村 次郎", "jiro@example.jp", "052-345-0001", "1990-05-06", "愛知県名古屋市中区栄1-1-1"}},
               {"g", {"小林 良子", "ryoko@example.jp", "092-345-6789", "1985-07-08", "福岡県福岡市中央区天神1-1-1"}}});
  }
  void derive_anew() {
    Session session = hub().store.begin();
    session.publish_again("", false);
    session.commit();
    publish(hub(), {}, clock_);
  }

  Dump dump() {
    Dump out;
    for (const char* sql : {"SELECT id, connection, stream, record_key, customer_id, gone, stub FROM identity.profile ORDER BY 2, 3, 4", "SELECT * FROM master.customer ORDER BY id",
                            "SELECT * FROM master.contact_point ORDER BY 1, 2, 3", "SELECT * FROM master.sales_order ORDER BY 1, 2, 3, 4, 5",
                            "SELECT customer_id, number, amount FROM api.sales_order ORDER BY 2", "SELECT * FROM master.mailing ORDER BY 1", "SELECT * FROM identity.pair ORDER BY 1, 2"})
      for (auto& row : hub_.select(sql)) out.push_back(std::move(row));
    return out;
  }

  Hub& hub() { return hub_.hub(); }
  SmallHub& small() { return hub_; }
  int64_t id(char key) { return std::stoll(hub_.select(std::string("SELECT id FROM identity.profile WHERE record_key = '") + key + "'")[0][0]); }
  int64_t answers(char key) {
    Session session = hub().store.begin();
    return current_customer(session, id(key));
  }

 private:
  void order(const std::vector<std::string>& who, int number) {
    std::string text;
    for (const std::string& one : who) {
      text += "{\"no\":\"R" + std::to_string(number) + "\",\"who\":\"" + one + "\",\"at\":\"2026-05-01 10:00\",\"sum\":\"" + std::to_string(100 * number) + "\"}\n";
      ++number;
    }
    hub_.write("orders.jsonl", text);
  }

  SmallHub hub_;
  SystemClock clock_;
  std::vector<int64_t> events_;
};

TEST(UndoChain, EachLinkTakenBackRestoresWhatWasBeforeIt) {
  Shop shop;
  std::vector<Dump> before;
  for (size_t link = 0; link < links; ++link) {
    before.push_back(shop.dump());
    shop.merge(link);
  }
  EXPECT_EQ(shop.small().customers().size(), 1u);
  for (char key : members) EXPECT_EQ(shop.answers(key), shop.id('a')) << "old id of " << key;
  for (size_t link = links; link-- > 0;) {
    shop.undo_last();
    EXPECT_EQ(shop.dump(), before[link]) << "link " << link;
  }
}

TEST(UndoChain, AtAnyDepthAfterLaterListsItIsAsIfTheLinkHadNeverBeenSaid) {
  Shop shop;
  for (size_t link = 0; link < links; ++link) shop.merge(link);
  shop.later();
  for (size_t left = links; left-- > 0;) {
    shop.undo_last();
    shop.derive_anew();
    Shop never;
    for (size_t link = 0; link < left; ++link) never.merge(link);
    never.later();
    EXPECT_EQ(shop.dump(), never.dump()) << left << " links left";
  }
}

TEST(UndoChain, WordsOutliveListsReadAgainAndChangedMappings) {
  Shop shop;
  for (size_t link = 0; link < links; ++link) shop.merge(link);
  shop.small().write("mappings/shop.members.yaml",
                     "source: shop.members\nparties:\n  member: {kind: person, key: id, name: name, phone: phone, note: town}\nignore: [mail, birth]\n");
  shop.small().reopen();
  SyncRequest full;
  full.full = true;
  SystemClock clock;
  EXPECT_TRUE(sync(shop.hub(), full, clock).clean());
  EXPECT_EQ(shop.small().customers().size(), 1u);
  EXPECT_NE(shop.small().select("SELECT note FROM master.customer")[0][0], "") << "the mapping of now";
  for (size_t link = 0; link < links; ++link) shop.undo_last();
  EXPECT_EQ(shop.small().customers().size(), members.size());
}

}  // namespace
}  // namespace musubi
