// The verbs, each on one record.
#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

const std::string json =
    R"({"姓":"山田","名":"太郎","連絡":"A／B, C","区分":"２","空":"  ","数":0.10,"大":12345678901234567890,
  "有効":true,"No.":"7","電話（自宅）":"03","a":{"b":{"c":"深い"}},"list":["一","二"],"items":[{"sku":"X1"},{"sku":"X2"}],"答":[{"name":"email","values":["a@example.jp"]},{"name":"phone number?","values":["03","06"]},"x"],
  "改\n行":"見出し","無":null,"英字":"Unsubscribed","棒":"－","零日":"0000-00-00 00:00:00","日":"2026-01-31T09:00:00+09:00","深夜":"2026/01/31 24:00","あいまい":"2/1/1980 0:00","予約":"2026/01/31 10:00-11:00","秒":1767225600})";

struct Case {
  const char* note;  // what stands behind `note:`
  const char* wanted;
  const char* notes = "";
};

class Verb : public testing::TestWithParam<Case> {};

TEST_P(Verb, Gives) {
  const Case& c = GetParam();
  Mapped out = mapped(person("ids: {i: {const: x}}\nnote: " + std::string(c.note)), json);
  ASSERT_FALSE(out.problem) << out.problem->id;
  EXPECT_EQ(values(out, Field::note), c.wanted) << c.note;
  EXPECT_EQ(note_ids(out), c.notes) << c.note;
}

const Case cases[] = {
    {"姓", "山田"},
    {"{from: 姓}", "山田"},
    {"空", ""},
    {"無", ""},
    {"ない項目", ""},
    {"{from: [ない項目, 空, 名]}", "太郎"},
    {"'答[name=email].values'", "a@example.jp"},
    {"'答[name=phone number?].values[1]'", "06"},
    {"'答[name=Email].values'", ""},
    {"'答[name=].values'", ""},
    {"'items[sku=X2].sku'", "X2"},
    {"'姓[name=email]'", ""},
    {"{from: 空, default: なし}", "なし"},
    {"{from: 姓, default: なし}", "山田"},
    {"{const: 姓}", "姓"},
    {"{join: [姓, 空, 名]}", "山田太郎"},
    {"{join: [姓, 空, 名], with: '・'}", "山田・太郎"},
    {"{join: [姓, {const: 様}], with: ' '}", "山田 様"},
    {"{from: 連絡, split: ／}", "A"},
    {"{from: 連絡, split: {by: ／, part: 2}}", "B, C"},
    {"{from: 連絡, split: {by: [／, ','], part: -1}}", "C"},
    {"{from: 連絡, split: {by: ／, part: 3}}", ""},
    {"{from: 連絡, split: {by: ／, part: -9}}", ""},
    {"{from: 区分, values: {1: 会員, 2: 法人}}", "法人"},
    {"{from: 区分, values: {1: 会員}}", "", "map.not_in_values@区分"},
    {"{from: 区分, values: {1: 会員}, default: 他}", "他"},
    {"{from: 空, values: {1: 会員}}", ""},
    {"{from: 空, values: {1: 会員, '': 未登録}}", "未登録"},
    {"{from: 姓, values: {'': 未登録}, default: 他}", "他"},
    {"{from: 英字, values: {unsubscribed: 停止}}", "停止"},
    {"{from: 英字, values: {unsubscribed: 停止, Unsubscribed: 解除}}", "解除"},
    {"{from: 姓, when: {from: 区分, values: {1: yes}}}", "", "map.not_in_values@区分"},
    {"{from: 姓, when: 棒}", ""},
    {"{from: 姓, when: 零日}", ""},
    {"{join: [{from: 区分, values: {1: 会員}}, 姓]}", "山田", "map.not_in_values@区分"},
    {"{from: 姓, when: 名}", "山田"},
    {"{from: 姓, when: 空}", ""},
    {"{from: 姓, when: 有効}", "山田"},
    {"{from: 姓, when: {区分: 2}}", "山田"},
    {"{from: 姓, when: {区分: [1, 3]}}", ""},
    {"{from: 姓, when: {区分: [1, 2], 有効: 'true'}}", "山田"},
    {"{from: 姓, when: {区分: 2, 有効: 'false'}}", ""},
    {"{from: 姓, when: {空: ''}}", "山田"},
    {"{from: 姓, when: {from: 区分, values: {2: no}, default: yes}}", ""},
    {"{from: 日, as: date}", "2026-01-31"},
    {"{from: 深夜, as: date}", "2026-01-31"},
    {"{from: 深夜, as: time}", "2026-01-31T15:00:00Z"},
    {"{from: あいまい, as: date}", "1980-02-01", "normalize.ambiguous_date@あいまい"},
    {"{from: 予約, as: time}", "2026-01-31T01:00:00Z", "normalize.time_range@予約"},
    {"{from: 秒, as: epoch}", "2026-01-01T00:00:00Z"},
    {"{from: 姓, as: date, default: 不明}", "不明"},
    {"数", "0.10"},
    {"大", "12345678901234567890"},
    {"有効", "true"},
    {"No.", "7"},
    {"電話(自宅)", "03"},
    {"改行", "見出し"},
    {"a.b.c", "深い"},
    {"/a.b.c", "深い"},
    {"a.b", "", "map.not_a_value@a.b"},
    {"a.x.c", ""},
    {"list", "一"},
    {"list.1", "二"},
    {"list[1]", "二"},
    {"list.2", ""},
    {"items.sku", "X1"},
    {"items.1.sku", "X2"},
    {"items[1].sku", "X2"},
};
INSTANTIATE_TEST_SUITE_P(Each, Verb, testing::ValuesIn(cases));

TEST(When, ATextThatSaysNoIsNone) {
  for (const char* no : {"無し", "未", "無", "該当なし", "不明", "N/A", "#N/A", "\\\\N", "(null)", "□", "✕", "✖", "０", "0.0", "0回", "０件", "0：しない", "0:無し", "2.いいえ", "/  /", "  年  月  日",
                         "0000-00-00", "0000/00/00 00:00:00", "1900/1/0", "1900-01-00 00:00:00", "1899/12/30", "0001-01-01T00:00:00", "1970/01/01", "9999/12/31", "9999年12月31日", "2099-12-31",
                         "2999/12/31 0:00", "9999/99/99", "99991231", "20991231", "----"}) {
    Mapped out = mapped(person("ids: {i: {const: x}}\nnote: {const: 有, when: 印}"), std::string(R"({"印":")") + no + "\"}");
    EXPECT_EQ(values(out, Field::note), "") << no;
  }
  for (const char* yes : {"1", "3回", "はい", "済", "先月", "2026/02/01", "2026-02-01 00:00:00", "1:する", "0:00", "10:15", "0120-123-456", "0012-3456", "9999-1234", "2100-5555", "1900", "未来", "無印良品", "0x", "20"}) {
    Mapped out = mapped(person("ids: {i: {const: x}}\nnote: {const: 有, when: 印}"), std::string(R"({"印":")") + yes + "\"}");
    EXPECT_EQ(values(out, Field::note), "有") << yes;
  }
}

TEST(From, OfSeveralFieldsPassesOverWhatSaysNothing) {
  auto note = [](const char* verbs, const char* a, const char* b) {
    return values(mapped(person(std::string("ids: {i: {const: x}}\nnote: ") + verbs), std::string(R"({"a":")") + a + R"(","b":")" + b + "\"}"), Field::note);
  };
  for (const char* nothing : {"なし", "-", "0000-00-00", "/ /", "1900/1/0", "9999/12/31", "n/a", ""}) {
    EXPECT_EQ(note("{from: [a, b]}", nothing, "2026/02/01"), "2026/02/01") << nothing;
    EXPECT_EQ(note("{from: [a, b]}", nothing, ""), nothing) << "alone it stands";
    EXPECT_EQ(note("{const: 有, when: {from: [a, b]}}", nothing, "1"), "有") << nothing;
  }
  for (const char* something : {"0", "いいえ", "いま", "0:00", "10"}) EXPECT_EQ(note("{from: [a, b]}", something, "b"), something);
  EXPECT_EQ(note("{const: 有, when: {from: [a, b]}}", "0", "1"), "有") << "one of them is enough";
  EXPECT_EQ(note("{const: 有, when: {from: [a, b]}}", "0", "未"), "");
}

TEST(Special, NamesComeFromTheRecord) {
  RawRecord r = record("{}");
  r.row = 12;
  r.file_date = parse_time("2026-01-31T23:30:00+09:00", "UTC");
  r.received_at = *parse_time("2026-02-01T00:30:00Z", "UTC");
  Mapping m = read_mapping(person("ids: {row: $row}\nupdated_at: $received_at\nvalid_since: $file_date"),
                           "test.yaml");
  Mapped out = map_record(m, r, {});
  ASSERT_EQ(out.profiles.size(), 1u);
  EXPECT_EQ(out.profiles[0].ids[0].value, "12");
  EXPECT_EQ(out.profiles[0].updated_at, r.received_at);
  EXPECT_EQ(out.profiles[0].valid_since, "2026-01-31");
}

TEST(Special, AreEmptyWhereTheSourceHasNone) {
  Mapped out = mapped(person("ids: {row: $row}\nvalid_since: $file_date\nname: n"), R"({"n":"山田 太郎"})");
  ASSERT_EQ(out.profiles.size(), 1u);
  EXPECT_TRUE(out.profiles[0].ids.empty());
  EXPECT_EQ(out.profiles[0].valid_since, "");
}

/// A year of birth in two digits cannot lie behind the day on which the record came.
TEST(Birth, IsNotAhead) {
  RawRecord r = record(R"({"n":"山田 太郎","b":"45/8/15","since":"45/8/15"})");
  const Mapping m = read_mapping(person("ids: {i: {const: x}}\nname: n\nbirth_date: b\nvalid_since: since"), "test.yaml");
  EXPECT_EQ(values(map_record(m, r, {}), Field::birth_date), "2045-08-15") << "where the record's own time is not known";
  r.received_at = *parse_time("2026-09-30T00:00:00Z", "UTC");
  const Mapped out = map_record(m, r, {});
  EXPECT_EQ(values(out, Field::birth_date), "1945-08-15");
  EXPECT_EQ(out.profiles[0].valid_since, "2045-08-15");
  EXPECT_EQ(note_ids(out), "normalize.two_digit_birth_year@b normalize.two_digit_year@since");
}

struct Broken {
  std::string json;
  const char* id;
};

TEST(BrokenRecord, IsHeldWithItsReason) {
  std::string deep;
  for (int i = 0; i < 100; ++i) deep += "{\"a\":";
  deep += "1" + std::string(100, '}');
  const Broken broken[] = {
      {"", "map.no_json"},
      {"{", "map.no_json"},
      {"{\"a\":1", "map.no_json"},
      {"{\"a\":1}}", "map.no_json"},
      {"{\"a\":1} x", "map.no_json"},
      {"{\"a\" 1}", "map.no_json"},
      {"{\"a\":tru}", "map.no_json"},
      {"{\"a\":nul}", "map.no_json"},
      {"{\"a\":1x}", "map.no_json"},
      {"{\"a\":\"\\ud800\"}", "map.no_json"},
      {"[1]", "map.not_an_object"},
      {"\"a\"", "map.not_an_object"},
      {"{\"a\":\"\xFF\"}", "map.not_utf8"},
      {deep, "map.too_deep"},
  };
  for (const Broken& b : broken) {
    Mapped out = mapped(person("note: a"), b.json);
    ASSERT_TRUE(out.problem) << b.json;
    EXPECT_EQ(out.problem->id, b.id) << b.json;
    EXPECT_EQ(out.problem_step, "map");
    EXPECT_TRUE(out.profiles.empty());
  }
}

TEST(BrokenRecord, NulIsTakenOutWithANote) {
  Mapped out = mapped(person("note: a"), R"({"a":"x\u0000y"})");
  EXPECT_EQ(values(out, Field::note), "xy");
  EXPECT_EQ(note_ids(out), "map.nul_removed@a");
}

TEST(BrokenRecord, ADeletedOneIsEmpty) {
  RawRecord r = record(R"({"_deleted":true})");
  r.deleted = true;
  Mapped out = map_record(read_mapping(person("key: a\nnote: a"), "test.yaml"), r, {});
  EXPECT_FALSE(out.problem);
  EXPECT_TRUE(out.profiles.empty());
}

TEST(LargeRecord, OfTenMegabytesIsRead) {
  std::string large(10 << 20, 'x');
  Mapped out = mapped(person("note: a"), "{\"a\":\"" + large + "\"}");
  EXPECT_EQ(values(out, Field::note).size(), large.size());
}

}  // namespace
}  // namespace musubi
