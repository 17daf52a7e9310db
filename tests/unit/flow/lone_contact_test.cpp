// Mails to a bare address, and the one who has it in many records.
#include <gtest/gtest.h>

#include "tests/unit/flow/small_hub.hpp"

namespace musubi {
namespace {

using testing::Member;
using testing::SmallHub;

/// Which records stand together, by their keys.
std::vector<std::vector<std::string>> customers(SmallHub& hub) {
  return hub.select("SELECT string_agg(record_key, ' ' ORDER BY record_key) FROM identity.profile GROUP BY customer_id ORDER BY 1");
}

/// The pairs of which all that is known of one is what the other has; by record keys, so that no order of arrival shows.
std::vector<std::vector<std::string>> pairs(SmallHub& hub) {
  return hub.select("SELECT least(a.record_key, b.record_key), greatest(a.record_key, b.record_key), p.band FROM identity.pair p JOIN identity.profile a ON a.id = p.a"
                    " JOIN identity.profile b ON b.id = p.b WHERE p.evidence LIKE 'contact:%' ORDER BY 1, 2");
}

std::map<std::string, Member> mails(int named, int bare) {
  std::map<std::string, Member> out;
  for (int i = 0; i < named; ++i) out["n" + std::to_string(100 + i)] = {"山田 花子", "hanako@example.jp", "", "", ""};
  for (int i = 0; i < bare; ++i) out["b" + std::to_string(100 + i)] = {"", "hanako@example.jp", "", "", ""};
  return out;
}

std::map<std::string, Member> without(std::map<std::string, Member> all, char kind) {
  std::erase_if(all, [&](const auto& m) { return m.first[0] == kind; });
  return all;
}

TEST(LoneContact, ReachesWhoeverHasItInHoweverManyRecords) {
  std::map<std::string, Member> all = mails(8, 6);
  SmallHub at_once, bare_first, in_pieces;
  for (SmallHub* hub : {&at_once, &bare_first, &in_pieces}) hub->write("matching.yaml", "block_limit: 3\n");
  at_once.sync(all);
  ASSERT_EQ(customers(at_once).size(), 1u);
  bare_first.sync(without(all, 'n'));
  ASSERT_EQ(customers(bare_first).size(), 1u) << "mails to one address are to one person";
  bare_first.sync(all);
  in_pieces.sync(all, 1);
  for (SmallHub* hub : {&bare_first, &in_pieces}) {
    EXPECT_EQ(customers(*hub), customers(at_once));
    EXPECT_EQ(pairs(*hub), pairs(at_once));
  }
  Member other{"佐藤 健", "hanako@example.jp", "", "", ""};
  for (SmallHub* hub : {&at_once, &bare_first, &in_pieces}) {
    hub->sync({{"x", other}});
    EXPECT_EQ(customers(*hub).size(), 3u) << "two have the address: the mails to it are nobody's";
  }
  EXPECT_EQ(pairs(bare_first), pairs(at_once));
  EXPECT_EQ(pairs(in_pieces), pairs(at_once));
  for (SmallHub* hub : {&at_once, &bare_first, &in_pieces}) {
    hub->sync({{"x", {"佐藤 健", "ken@example.jp", "", "", ""}}});
    EXPECT_EQ(customers(*hub).size(), 2u) << "one of them no longer has it";
  }
}

// Ten years of calls, thousands of mails: beyond what any block of different holders may have.
TEST(LoneContact, StaysWithWhoHasItHoweverOftenItComes) {
  std::map<std::string, Member> all = mails(330, 340);
  SmallHub at_once, grown;
  for (SmallHub* hub : {&at_once, &grown}) hub->write("matching.yaml", "block_limit: 3\n");
  at_once.sync(all);
  ASSERT_EQ(customers(at_once).size(), 1u);
  std::map<std::string, Member> first = all, last;
  for (const char* key : {"b100", "b101", "b439", "n100", "n428", "n429"}) last.insert(first.extract(key));
  grown.sync(first, 97);
  grown.sync(last, 1);
  EXPECT_EQ(customers(grown), customers(at_once));
  EXPECT_EQ(pairs(grown), pairs(at_once));
  for (SmallHub* hub : {&at_once, &grown}) hub->sync({{"x", {"佐藤 健", "hanako@example.jp", "", "", ""}}});
  EXPECT_EQ(customers(at_once).size(), 3u) << "two have the address";
  EXPECT_EQ(pairs(grown), pairs(at_once));
}

}  // namespace
}  // namespace musubi
