#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/unit/merge/cards.hpp"

namespace musubi::testing {
namespace {

using enum EnteredBy;

const Survivorship defaults = load_survivorship("", "");

struct Case {
  const char* what;
  std::vector<Member> members;
  Field field;
  const char* golden;
  const char* rules = "";
};

Member named(Member m, const char* family, const char* given) {
  return with(std::move(m), Field::name, {family, given});
}
Member phoned(Member m, const char* phone) {
  return with(std::move(m), Field::phone, {phone});
}
Member kana(Member m, const char* family, const char* given) { return with(std::move(m), Field::kana, {family, given}); }
Member addressed(Member m, std::vector<std::string> parts, const char* key) {
  m.now.values.push_back({Field::address, std::move(parts), key, ""});
  return m;
}
Member made_up(Member m) {
  m.now.values.back().made_up = true;
  return m;
}

/// What flow asks core/resolve, for the names here.
bool reads(const Stated& said, const Stated& name) {
  return (said.key == "国分正夫" && name.key == "コクブマサオ") || (said.key == "ユエココア" && name.key == "ゆえココア");
}

Member job(Member m, const char* company, const char* title) {
  m = with(std::move(m), Field::company, {company});
  return *title ? with(std::move(m), Field::title, {title}) : m;
}

// clang-format off
const Case cases[] = {
    {"self outranks staff, newer or not", {named(member(1, staff, "2026-01-01"), "渋谷", "太郎"), named(member(2, self, "2020-01-01"), "渋屋", "太郎")}, Field::name, "渋屋 太郎"},
    {"other outranks staff", {phoned(member(1, staff), "03-1"), phoned(member(2, other), "03-2")}, Field::phone, "03-2"},
    {"staff outranks import", {phoned(member(1, import), "03-1"), phoned(member(2, staff), "03-2")}, Field::phone, "03-2"},
    {"newer wins among equals", {phoned(member(1, staff, "2025-01-01"), "03-1"), phoned(member(2, staff, "2026-01-01"), "03-2")}, Field::phone, "03-2"},
    {"without a time there is no recency", {phoned(member(1, staff), "03-1"), phoned(member(2, staff, "1999-01-01"), "03-2")}, Field::phone, "03-2"},
    {"two of three agree", {phoned(member(1, staff), "03-1"), phoned(member(2, staff), "03-2"), phoned(member(3, staff), "03-2")}, Field::phone, "03-2"},
    {"the fuller value", {named(member(1, staff), "渋屋", ""), named(member(2, staff), "百目鬼", "太郎")}, Field::name, "百目鬼 太郎"},
    {"Latin letters never replace kanji, whoever typed them", {named(member(1, import), "山田", "花子"), named(member(2, self, "2026-01-01"), "Yamada", "Hanako")}, Field::name, "山田 花子"},
    {"kana of another sound does, from a better hand", {named(member(1, import), "山田", "花子"), named(member(2, self), "スズキ", "ハナコ")}, Field::name, "スズキ ハナコ"},
    {"but not where that is how the kanji is read", {named(member(1, staff), "国分", "正夫"), named(member(2, self, "2026-01-01"), "コクブ", "マサオ")}, Field::name, "国分 正夫"},
    {"nor where the record of the kanji says so", {kana(named(member(1, staff), "月", "心愛"), "ユエ", "ココア"), named(member(2, self), "ゆえ", "ココア")}, Field::name, "月 心愛"},
    {"a postal code alone says nothing against its address", {addressed(member(1, import, "2020-01-01"), {"810-0001", "福岡県", "福岡市中央区", "天神五丁目", "19-16", ""}, "福岡県福岡市中央区天神|5-19-16"), addressed(member(2, self, "2026-01-01"), {"810-0001", "", "", "", "", ""}, "")}, Field::address, "〒810-0001 福岡県福岡市中央区天神五丁目19-16"},
    {"nor does its town", {addressed(member(1, import), {"810-0001", "福岡県", "福岡市中央区", "天神五丁目", "19-16", ""}, "福岡県福岡市中央区天神|5-19-16"), addressed(member(2, self), {"810-0001", "福岡県", "福岡市中央区", "天神", "", ""}, "福岡県福岡市中央区天神")}, Field::address, "〒810-0001 福岡県福岡市中央区天神五丁目19-16"},
    {"nor its prefecture", {addressed(member(1, import), {"", "福岡県", "福岡市中央区", "天神五丁目", "19-16", ""}, "福岡県福岡市中央区天神|5-19-16"), addressed(member(2, self), {"", "福岡県", "", "", "", ""}, "福岡県")}, Field::address, "福岡県福岡市中央区天神五丁目19-16"},
    {"nor the house without the flat", {addressed(member(1, import), {"", "福岡県", "福岡市中央区", "天神", "1-2", "ハイツ天神"}, "福岡県福岡市中央区天神|1-2"), addressed(member(2, self), {"", "福岡県", "福岡市中央区", "天神", "1-2", ""}, "福岡県福岡市中央区天神|1-2")}, Field::address, "福岡県福岡市中央区天神1-2 ハイツ天神"},
    {"but another number does", {addressed(member(1, import), {"", "福岡県", "福岡市中央区", "天神", "1-23", ""}, "福岡県福岡市中央区天神|1-23"), addressed(member(2, self), {"", "福岡県", "福岡市中央区", "天神", "1-2", ""}, "福岡県福岡市中央区天神|1-2")}, Field::address, "福岡県福岡市中央区天神1-2"},
    {"also in a village without towns", {addressed(member(1, import), {"", "長野県", "諏訪郡原村", "", "1234", ""}, "長野県諏訪郡原村|1234"), addressed(member(2, self), {"", "長野県", "諏訪郡原村", "", "12", ""}, "長野県諏訪郡原村|12")}, Field::address, "長野県諏訪郡原村12"},
    {"and another town whose name begins so", {addressed(member(1, import), {"", "東京都", "港区", "本町通", "1", ""}, "東京都港区本町通|1"), addressed(member(2, self), {"", "東京都", "港区", "本町", "", ""}, "東京都港区本町")}, Field::address, "東京都港区本町"},
    {"and another postal code", {addressed(member(1, import), {"810-0001", "福岡県", "福岡市中央区", "天神", "1", ""}, "福岡県福岡市中央区天神|1"), addressed(member(2, self), {"163-8001", "", "", "", "", ""}, "")}, Field::address, "〒163-8001"},
    {"and a building that the other does not name", {addressed(member(1, import), {"", "福岡県", "福岡市中央区", "天神", "1", ""}, "福岡県福岡市中央区天神|1"), addressed(member(2, self), {"", "福岡県", "福岡市中央区", "天神", "", "ハイツ"}, "福岡県福岡市中央区天神")}, Field::address, "福岡県福岡市中央区天神 ハイツ"},
    {"a made-up value comes last, whoever typed it", {made_up(phoned(member(1, self, "2026-01-01"), "03-1234-5678")), phoned(member(2, import), "090-1982-4535")}, Field::phone, "090-1982-4535"},
    {"so does a made-up date", {made_up(with(member(1, self), Field::birth_date, {"1900-01-01"})), with(member(2, import), Field::birth_date, {"1980-05-05"})}, Field::birth_date, "1980-05-05"},
    {"and stays where there is no other", {made_up(phoned(member(1, self), "03-1234-5678")), member(2, import)}, Field::phone, "03-1234-5678"},
    {"nor is anything lost where nobody wrote kanji", {named(member(1, import), "スミス", "ジョン"), named(member(2, self), "Smith", "John")}, Field::name, "Smith John"},
    {"then the source key", {phoned(member(2, staff), "03-2"), phoned(member(1, staff), "03-1")}, Field::phone, "03-1"},
    {"nothing stated blanks nothing", {phoned(member(1, import), "03-1"), member(2, self, "2026-01-01")}, Field::phone, "03-1"},
    {"an explicit clearing blanks", {phoned(member(1, import), "03-1"), phoned(member(2, self), "")}, Field::phone, ""},
    {"a clearing that ranks below does not", {phoned(member(1, self), "03-1"), phoned(member(2, staff), "")}, Field::phone, "03-1"},
    {"a clearing of a single value", {with(member(1, import), Field::occupation, {"教員"}), with(member(2, self), Field::occupation, {""})}, Field::occupation, ""},
    {"gone ones count where no active one speaks", {gone(phoned(member(1, self), "03-1")), member(2, import)}, Field::phone, "03-1"},
    {"and nowhere else", {gone(phoned(member(1, self), "03-1")), phoned(member(2, import), "03-2")}, Field::phone, "03-2"},
    {"one kanji never wins, even by recency", {named(member(1, staff, "2026-01-01"), "渋谷", "太郎"), named(member(2, self, "2020-01-01"), "渋屋", "太郎")}, Field::name, "渋屋 太郎", "fields: {name: {order: [recency]}}"},
    {"another name may win by recency", {named(member(1, staff, "2026-01-01"), "北川", "太郎"), named(member(2, self, "2020-01-01"), "渋屋", "太郎")}, Field::name, "北川 太郎", "fields: {name: {order: [recency]}}"},
    {"課長 is 部長 by now (FS R41)", {job(member(1, staff, "2023-04-01"), "東亜工業", "課長"), job(member(2, staff, "2026-04-01"), "東亜工業", "部長")}, Field::title, "部長"},
    {"a title does not follow to another employer", {job(member(1, staff, "2023-04-01"), "東亜工業", "課長"), job(member(2, staff, "2026-04-01"), "西海商事", "")}, Field::title, ""},
    {"a title without employer goes with any", {with(member(1, staff, "2023-04-01"), Field::title, {"課長"}), job(member(2, staff, "2026-04-01"), "西海商事", "")}, Field::title, "課長"},
    {"a connection preferred by rule", {phoned(member(1, staff, "2026-01-01", "pos"), "03-1"), phoned(member(2, staff, "2020-01-01", "crm"), "03-2")}, Field::phone, "03-2", "sources: [crm]"},
    {"a stream preferred by rule, for one field", {phoned(member(1, staff, "2026-01-01", "pos"), "03-1"), phoned(member(2, staff, "2020-01-01", "crm"), "03-2")}, Field::phone, "03-2", "fields: {phone: {sources: [crm.people]}}"},
    {"another order of trust", {phoned(member(1, self), "03-1"), phoned(member(2, staff), "03-2")}, Field::phone, "03-2", "entered_by: [staff]"},
};
// clang-format on

class Merge : public ::testing::TestWithParam<Case> {};
TEST_P(Merge, ChoosesTheGoldenValue) {
  Case c = GetParam();
  Survivorship rules = load_survivorship(c.rules, "survivorship.yaml");
  EXPECT_EQ(golden(merge(c.members, rules, reads), c.field), c.golden) << c.what;
  std::reverse(c.members.begin(), c.members.end());
  EXPECT_EQ(golden(merge(c.members, rules, reads), c.field), c.golden) << c.what << ", reversed";
}
INSTANTIATE_TEST_SUITE_P(All, Merge, ::testing::ValuesIn(cases));

TEST(MergeWarning, OneKanjiApartFromAMoreTrustedName) {
  Customer c =
      merge({named(member(7, staff, "2026-01-01"), "渋谷", "太郎"), named(member(3, self), "渋屋", "太郎"),
             named(member(9, import), "渋屋", "太郎"), named(member(11, import), "北川", "太郎")},
            defaults);
  ASSERT_EQ(c.warnings.size(), 1u);
  EXPECT_EQ(c.warnings[0].field, Field::name);
  EXPECT_EQ(c.warnings[0].id, "merge.one_kanji");
  EXPECT_EQ(c.warnings[0].profile_id, 7);
  EXPECT_EQ(c.warnings[0].won, "渋屋 太郎");
  EXPECT_EQ(c.warnings[0].lost, "渋谷 太郎");
  EXPECT_EQ(c.id, 3);
}

TEST(MergeWarning, NotAmongEquallyTrusted) {
  EXPECT_TRUE(
      merge({named(member(1, staff), "渋谷", "太郎"), named(member(2, staff), "渋屋", "太郎")}, defaults)
          .warnings.empty());
}

TEST(MergeWarning, NotForKana) {
  EXPECT_TRUE(merge({named(member(1, self), "ハカタ", "マコト"), named(member(2, staff), "ハカダ", "マコト")},
                    defaults)
                  .warnings.empty());
}

TEST(MergeMany, KeepsAllDistinctValuesInOrderOfTrust) {
  Customer c = merge(
      {phoned(phoned(member(1, staff), "03-1"), "03-9"), phoned(phoned(member(2, self), "03-2"), "03-1")},
      defaults);
  std::vector<std::pair<std::string, int64_t>> got;
  for (const Golden& g : c.values) got.emplace_back(shown(g.value), g.profile_id);
  EXPECT_EQ(got, (std::vector<std::pair<std::string, int64_t>>{{"03-2", 2}, {"03-1", 2}, {"03-9", 1}}));
}

TEST(MergeParts, ComeFromOneProfile) {
  Member a = with(member(1, self), Field::address, {"", "東京都", "港区", "海岸", "", ""});
  Member b =
      with(member(2, staff), Field::address, {"100-0001", "東京都", "千代田区", "千代田", "1-1", "宮殿"});
  EXPECT_EQ(golden(merge({a, b}, defaults), Field::address), "東京都港区海岸");
}

TEST(MergeProperty, NoOrderOfMembersMatters) {
  std::mt19937 random(5);
  auto pick = [&](auto... texts) {
    const char* all[] = {texts...};
    return all[random() % sizeof...(texts)];
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<Member> members;
    for (int64_t id = 1; id <= 5; ++id) {
      Member m =
          member(id, EnteredBy(random() % 5), pick("", "2024-01-01", "2025-01-01"), pick("pos", "crm"));
      m = phoned(named(m, pick("渋屋", "渋谷", "渋家", "北川"), pick("太郎", "", "次郎")),
                 pick("03-1", "03-2", ""));
      m = job(m, pick("東亜工業", "西海商事"), pick("課長", "部長", ""));
      members.push_back(random() % 4 == 0 ? gone(m) : m);
    }
    Customer first = merge(members, defaults);
    MasterRows rows = master_rows(first, members);
    for (int shuffle = 0; shuffle < 20; ++shuffle) {
      std::shuffle(members.begin(), members.end(), random);
      Customer again = merge(members, defaults);
      MasterRows again_rows = master_rows(again, members);
      ASSERT_EQ(again_rows.customer, rows.customer);
      ASSERT_EQ(again_rows.contact_points, rows.contact_points);
      ASSERT_EQ(again_rows.employment, rows.employment);
    }
  }
}

}  // namespace
}  // namespace musubi::testing
