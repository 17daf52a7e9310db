// What is said of a source that lacks columns which its mapping reads.
#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;
using Names = std::vector<std::string>;

const std::string head = "source: shop.list\nparties:\n";

struct Case {
  const char* name;
  std::string yaml;
  Names headings, unfilled;
};

TEST(Sources, AColumnIsMissedWhereNothingFillsItsField) {
  const Case cases[] = {
      {"a field's only column", head + "  a: {kind: person, name: 氏名, email: メール}\n", {"氏名", "E-mail"}, {"メール"}},
      {"one of several values", head + "  a: {kind: person, name: 氏名, phone: [携帯, 電話, 電話2]}\n", {"氏名", "電話"}, {}},
      {"none of several values: the first", head + "  a: {kind: person, name: 氏名, phone: [携帯, 電話]}\n", {"氏名"}, {"携帯"}},
      {"one part of a join", head + "  a: {kind: person, name: {join: [姓, 名]}}\n", {"姓"}, {}},
      {"no part of a join", head + "  a: {kind: person, name: {join: [姓, 名]}, email: メール}\n", {"メール"}, {"姓"}},
      {"one part of a name", head + "  a: {kind: person, name: {family: 姓, given: 名}}\n", {"姓"}, {}},
      {"a default", head + "  a: {kind: person, name: 氏名, note: {from: 備考, default: なし}}\n", {"氏名"}, {}},
      {"a constant where a column says so", head + "  a: {kind: person, name: 氏名, sex: {const: 女性, when: 女性会員}}\n", {"氏名"}, {}},
      {"two forms of one list: the one", head + "  a: {kind: person, when: {氏名: ''}, name: {family: 姓, given: 名}}\n  b: {kind: person, when: 氏名, name: 氏名}\n", {"姓", "名"}, {}},
      {"two forms of one list: the other", head + "  a: {kind: person, when: {氏名: ''}, name: {family: 姓, given: 名}}\n  b: {kind: person, when: 氏名, name: 氏名}\n", {"氏名"}, {}},
      {"nobody can come", head + "  a: {kind: person, when: 氏名, name: 氏名, email: メール}\n", {"メール"}, {"氏名"}},
      {"each column of a key", head + "  a: {kind: person, key: [店, 番号], name: 氏名}\n", {"店", "氏名"}, {"番号"}},
      {"what a condition alone reads", head + "  a: {kind: person, when: {退会フラグ: ''}, name: 氏名}\n", {"氏名"}, {"退会フラグ"}},
      {"a list of the record", head + "  a: {kind: person, each: members, name: name}\n", {"title"}, {"members"}},
      {"names in a list are none of the source's", head + "  a: {kind: person, each: members, name: name, note: /memo}\n", {"members", "memo"}, {}},
      {"what the file ignores", "ignore: [役職]\n" + head + "  a: {kind: person, name: 氏名, title: 役職}\n", {"氏名"}, {}},
      {"a fact of a day that may not be known", head + "  a: {kind: person, name: 氏名}\nfacts:\n  met: {kind: activity, when: 名刺交換日, of: a, at: 名刺交換日, channel: {const: 名刺}}\n", {"氏名"}, {}},
      {"a fact's own column", head + "  a: {kind: person, name: 氏名}\nfacts:\n  met: {kind: activity, of: a, at: 来店日, channel: {const: 店}}\n", {"氏名"}, {"来店日"}},
  };
  for (const Case& c : cases) EXPECT_EQ(read_mapping(c.yaml, "test.yaml").unfilled_fields(c.headings), c.unfilled) << c.name;
}

struct Lost {
  const char* name;
  std::string yaml;
  Names before, now, lost;
};

TEST(Sources, AColumnIsLostWhereNothingHasComeInForIt) {
  const std::string forms = head + "  a: {kind: person, when: {氏名: ''}, name: {family: 姓, given: 名}}\n  b: {kind: person, when: 氏名, name: 氏名}\n";
  const Lost cases[] = {
      {"a field's only column", head + "  a: {kind: person, name: 氏名, email: メール}\n", {"氏名", "メール"}, {"氏名", "E-mail"}, {"メール"}},
      {"it never was", head + "  a: {kind: person, name: 氏名, email: メール}\n", {"氏名"}, {"氏名"}, {}},
      {"one of several values", head + "  a: {kind: person, name: 氏名, phone: [携帯, 電話]}\n", {"氏名", "携帯", "電話"}, {"氏名", "電話"}, {"携帯"}},
      {"one part of a name", head + "  a: {kind: person, name: {family: 姓, given: 名}}\n", {"姓", "名"}, {"姓"}, {"名"}},
      {"another of its names has come", head + "  a: {kind: person, name: {from: [氏名, お名前]}}\n", {"氏名"}, {"お名前"}, {}},
      {"the other form of a list", forms, {"姓", "名"}, {"氏名"}, {}},
      {"and back", forms, {"氏名"}, {"姓", "名"}, {}},
      {"what a condition alone reads", head + "  a: {kind: person, when: {退会フラグ: ''}, name: 氏名}\n", {"氏名", "退会フラグ"}, {"氏名"}, {"退会フラグ"}},
      {"what a fact wants to come at all", head + "  a: {kind: person, name: 氏名}\nfacts:\n  met: {kind: activity, when: 名刺交換日, of: a, at: 名刺交換日, channel: {const: 名刺}}\n", {"氏名", "名刺交換日"}, {"氏名"}, {"名刺交換日"}},
      {"what the file ignores", "ignore: [役職]\n" + head + "  a: {kind: person, name: 氏名, title: 役職}\n", {"氏名", "役職"}, {"氏名"}, {}},
  };
  for (const Lost& c : cases) EXPECT_EQ(read_mapping(c.yaml, "test.yaml").lost_fields(c.before, c.now), c.lost) << c.name;
  EXPECT_EQ(read_mapping(forms, "test.yaml").read_fields({"姓", "メモ", "氏名"}), (Names{"姓", "氏名"}));
}

}  // namespace
}  // namespace musubi
