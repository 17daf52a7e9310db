// Parties: fields by type, ids, keys, who entered them, what counts as stated.
#include "core/normalize/key.hpp"
#include "tests/unit/map/mapping_case.hpp"

namespace musubi {
namespace {

using namespace map_test;

struct Case {
  const char* lines;
  const char* json;
  Field field;
  const char* wanted;
};

class PartyField : public testing::TestWithParam<Case> {};

TEST_P(PartyField, IsReadByItsType) {
  const Case& c = GetParam();
  Mapped out = mapped(person("ids: {i: {const: x}}\n" + std::string(c.lines)), c.json);
  ASSERT_FALSE(out.problem);
  EXPECT_EQ(values(out, c.field), c.wanted) << c.lines << " " << c.json;
}

const Case cases[] = {
    {"name: n", R"({"n":"山田　太郎"})", Field::name, "山田 太郎"},
    {"name: {family: f, given: g}", R"({"f":"山田","g":"太郎"})", Field::name, "山田 太郎"},
    {"name: {family: f, given: g}", R"({"f":"長谷川","g":""})", Field::name, "長谷川"},
    {"name: {family: f}", R"({"f":"三木"})", Field::name, "三木"},
    {"name: {family: f, given: g}", R"({"f":null,"g":"見本 花子"})", Field::name, "見本 花子"},
    {"name: {family: f, given: g}", R"({"f":"山田太郎","g":null})", Field::name, "山田 太郎"},
    {"name: {family: f, given: g, full: n}", R"({"f":"","g":"-","n":"John van Dyke"})", Field::name, "van Dyke John"},
    {"name: {family: f, given: g, full: n}", R"({"f":"","g":"","n":"見本花子"})", Field::name, "見本 花子"},
    {"name: {family: f, given: g, full: n}", R"({"f":"見本","g":"","n":"花子 見本"})", Field::name, "見本"},
    {"kana: {family: f, given: g, full: n}", R"({"f":"","g":"","n":"ミホン ハナコ"})", Field::kana, "ミホン ハナコ"},
    {"name: {family: f, given: g}", R"({"f":"佐　藤","g":"-"})", Field::name, "佐藤"},
    {"kana: {family: f, given: g}", R"({"f":"","g":"ハナコ"})", Field::kana, "ハナコ"},
    {"kana: k", R"({"k":"ﾔﾏﾀﾞ ﾀﾛｳ"})", Field::kana, "ヤマダ タロウ"},
    {"kana: {family: f, given: g}", R"({"f":"やまだ","g":"たろう"})", Field::kana, "ヤマダ タロウ"},
    {"company: c", R"({"c":"㈱山田製作所"})", Field::company, "株式会社山田製作所"},
    {"phone: p", R"({"p":"9012345678"})", Field::phone, "090-1234-5678"},
    {"phone: p", R"({"p":9012345678})", Field::phone, "090-1234-5678"},
    {"phone: [p, q]", R"({"p":"09012345678","q":"03-1234-5678"})", Field::phone,
     "090-1234-5678|03-1234-5678"},
    {"phone: [p, q]", R"({"p":"","q":"03-1234-5678"})", Field::phone, "03-1234-5678"},
    {"phone: [p, q]", R"({"p":"0312345678","q":"03-1234-5678"})", Field::phone, "03-1234-5678"},
    {"phone: {from: p, split: /}", R"({"p":"09012345678/0312345678"})", Field::phone,
     "090-1234-5678|03-1234-5678"},
    {"phone: p", R"({"p":["09012345678","0312345678"]})", Field::phone, "090-1234-5678|03-1234-5678"},
    {"phone: ps.n", R"({"ps":[{"n":"09012345678"},{"n":"0312345678"}]})", Field::phone,
     "090-1234-5678|03-1234-5678"},
    {"email: e", R"({"e":"Taro@Example.COM"})", Field::email, "Taro@example.com"},
    {"birth_date: b", R"({"b":"S55.1.8"})", Field::birth_date, "1980-01-08"},
    {"birth_date: b", R"({"b":"1980-01-07T15:00:00Z"})", Field::birth_date, "1980-01-08"},
    {"sex: s", R"({"s":"女性"})", Field::sex, "female"},
    {"sex: {from: s, values: {2: female}}", R"({"s":2})", Field::sex, "female"},
    {"decides: d", R"({"d":"はい"})", Field::decides, "t"},
    {"income: i", R"({"i":"5,000,000"})", Field::income, "5000000"},
    {"title: t", R"({"t":"　課長 "})", Field::title, "課長"},
    {"note: t", R"({"t":"一行目\r\n二行目"})", Field::note, "一行目\n二行目"},
    {"website: w", R"({"w":"HTTPS://Example.COM/A"})", Field::website, "https://example.com/A"},
};
INSTANTIATE_TEST_SUITE_P(Each, PartyField, testing::ValuesIn(cases));

TEST(PartyField, AddressFromColumnsAndWhole) {
  const std::string whole = R"({"z":"1500001","a":"東京都渋谷区神宮前1-2-3"})";
  for (const std::string lines : {"address: {postal_code: z, full: a}", "address: a"}) {
    Mapped out = mapped(person(lines), whole);
    ASSERT_EQ(out.profiles.size(), 1u) << lines;
    const Stated* s = out.profiles[0].value(Field::address);
    ASSERT_TRUE(s);
    ASSERT_EQ(s->parts.size(), 6u);
    EXPECT_EQ(s->parts[1], "東京都") << lines;
    EXPECT_EQ(s->parts[2], "渋谷区") << lines;
  }
}

TEST(PartyField, ZerosOfAPostalCodeComeBack) {
  Mapped out = mapped(person("address: {postal_code: z, full: a}"),
                      R"({"z":600001,"a":"北海道札幌市中央区北一条西1-1"})");
  EXPECT_EQ(out.profiles.at(0).value(Field::address)->parts[0], "060-0001");
  EXPECT_NE(note_ids(out).find("map.zeros_restored"), std::string::npos);
}

TEST(PartyField, AnAddressMayNameItsCountry) {
  const std::string lines = "address: {postal_code: z, prefecture: p, city: c, full: a, country: k}";
  auto address = [&](const char* json) { return values(mapped(person("ids: {i: {const: x}}\n" + lines), json), Field::address); };
  EXPECT_EQ(address(R"({"z":"10010","p":"NY","c":"New York","a":"350 5th Ave","k":"US"})"), "350 5th Ave, New York, NY 10010, US");
  EXPECT_EQ(address(R"({"z":"1500001","p":"Tokyo","c":"渋谷区","a":"神宮前1-2-3","k":"JP"})"), "〒150-0001 東京都渋谷区神宮前一丁目2-3");
  EXPECT_EQ(address(R"({"k":"US"})"), "") << "a country alone is no address";
  EXPECT_EQ(note_ids(mapped(person("name: n\n" + lines), R"({"n":"山田 太郎","z":10010,"c":"New York","a":"350 5th Ave"})")), "normalize.address_abroad@z");
}

TEST(PartyField, OfNobodysNameOrCompanyIsEmpty) {
  const std::string lines = "name: {family: f, given: g}\ncompany: c";
  Mapped out = mapped(person("ids: {i: {const: x}}\n" + lines), R"({"f":"[not provided]","g":"花子","c":"-"})");
  EXPECT_EQ(values(out, Field::name), "花子");
  EXPECT_EQ(values(out, Field::company) + note_ids(out), "");
  EXPECT_EQ(note_ids(mapped(person(lines), R"({"f":"山田","g":"花子","c":"主婦"})")), "normalize.no_employer@c");
}

TEST(PartyField, HasTheKeysOfItsParts) {
  Mapped out = mapped(person("name: n\nphone: p"), R"({"n":"髙橋 一郎","p":"09012345678"})");
  for (const Stated& s : out.profiles.at(0).values) {
    normalize::Keys keys = normalize::keys(s.field == Field::name ? "person_name" : "phone", s.parts);
    EXPECT_EQ(s.key, keys.strict);
    EXPECT_EQ(s.loose, keys.loose);
    EXPECT_FALSE(s.key.empty());
  }
}

TEST(PartyField, UnreadableOnesStayEmptyWithANote) {
  Mapped out =
      mapped(person("name: n\nbirth_date: b\nemail: e"), R"({"n":"山田 太郎","b":"きのう","e":"なし"})");
  ASSERT_FALSE(out.problem);
  EXPECT_EQ(values(out, Field::birth_date), "");
  EXPECT_EQ(values(out, Field::email), "");
  bool said = false;
  for (const Note& note : out.notes) said |= note.field == "b";
  EXPECT_TRUE(said);
}

TEST(PartyField, TheReadingInsideANameIsItsKanaUnlessThereIsOne) {
  EXPECT_EQ(values(mapped(person("name: n"), R"({"n":"山田 太郎（ヤマダ タロウ）"})"), Field::kana),
            "ヤマダ タロウ");
  EXPECT_EQ(
      values(mapped(person("name: n\nkana: k"), R"({"n":"山田 太郎（ヤマダ タロウ）","k":"サンタ タロウ"})"),
             Field::kana),
      "サンタ タロウ");
}

TEST(EmptyClears, SaysSoOnlyWhereTheRecordHasTheField) {
  const std::string keep = "name: n\nphone: p", clear = "name: n\nphone: {from: p, empty: clears}";
  struct {
    std::string lines, json;
    size_t stated;
  } const rows[] = {
      {keep, R"({"n":"山田 太郎","p":""})", 0},      {clear, R"({"n":"山田 太郎","p":""})", 1},
      {clear, R"({"n":"山田 太郎","p":null})", 1},   {clear, R"({"n":"山田 太郎"})", 0},
      {clear, R"({"n":"山田 太郎","p":"電話"})", 0}, {clear, R"({"n":"山田 太郎","p":"09012345678"})", 1},
  };
  for (const auto& row : rows) {
    Mapped out = mapped(person(row.lines), row.json);
    size_t stated = 0;
    for (const Stated& s : out.profiles.at(0).values) stated += s.field == Field::phone;
    EXPECT_EQ(stated, row.stated) << row.lines << row.json;
  }
  Mapped out = mapped(person(clear), R"({"n":"山田 太郎","p":""})");
  const Stated* s = out.profiles[0].value(Field::phone);
  EXPECT_EQ(s->parts, std::vector<std::string>{""});
  EXPECT_EQ(s->key, "");
}

TEST(EmptyClears, ForTheWholeFileWithExceptions) {
  std::string yaml =
      "source: a.b\nempty: clears\nparties:\n  m: {kind: person, name: n, phone: p, title: {from: t, empty: "
      "keeps}}\n";
  Mapped out = mapped(yaml, R"({"n":"山田 太郎","p":"","t":""})");
  EXPECT_TRUE(out.profiles.at(0).value(Field::phone));
  EXPECT_FALSE(out.profiles.at(0).value(Field::title));
}

TEST(Party, CarriesTheRecordsKeyAndItsOwnName) {
  std::string yaml = R"(
source: ec.orders
parties:
  buyer: {kind: person, key: 買, name: 買主}
  receiver: {kind: person, name: 届け先}
)";
  Mapped out = mapped(yaml, R"({"買":"9","買主":"山田 太郎","届け先":"山田 花子"})");
  ASSERT_EQ(out.profiles.size(), 2u);
  EXPECT_EQ(out.profiles[0].key, (PartyKey{{"pos", "members", "K1"}, "buyer"}));
  EXPECT_EQ(out.profiles[1].key, (PartyKey{{"pos", "members", "K1"}, "receiver"}));
}

TEST(Party, IsStatedOnlyWhereSomethingIsSaidOfIt) {
  std::string yaml =
      "source: a.b\nparties:\n  m: {kind: person, name: n}\n  r: {kind: person, name: r, ids: {i: {from: "
      "i}}}\n"
      "  w: {kind: person, when: w, name: x}\n";
  struct {
    const char* json;
    std::vector<std::string> parties;
  } const rows[] = {
      {R"({"n":"山田 太郎"})", {"m"}},
      {R"({"n":"","r":"","i":""})", {}},
      {R"({"n":"山田 太郎","i":"7"})", {"m", "r"}},
      {R"({"w":"1"})", {"w"}},
      {R"({"w":"0","x":"山田 太郎"})", {}},
  };
  for (const auto& row : rows) {
    std::vector<std::string> parties;
    Mapped out = mapped(yaml, row.json);
    for (const Profile& p : out.profiles) parties.push_back(p.key.party);
    EXPECT_EQ(parties, row.parties) << row.json;
  }
}

TEST(Party, WithoutAKeyHoldsTheRecordIfItIsTheMainOne) {
  std::string yaml =
      "source: a.b\nparties:\n  m: {kind: person, key: [k, l], name: n}\n  r: {kind: person, key: r, name: "
      "r}\n";
  for (const char* json : {R"({"n":"山田 太郎"})", R"({"k":"","l":"　","n":"山田 太郎"})"}) {
    Mapped out = mapped(yaml, json);
    ASSERT_TRUE(out.problem) << json;
    EXPECT_EQ(out.problem->id, "map.empty_key");
    EXPECT_EQ(out.problem_field, "k, l");
    EXPECT_TRUE(out.profiles.empty());
  }
  EXPECT_EQ(mapped(yaml, R"({"k":"1","l":"","n":"山田 太郎"})").profiles.size(), 1u);
}

TEST(Party, IdsHaveDatesAndMayIdentify) {
  Mapped out = mapped(person("ids: {card: {from: c, since: s, until: u, identifies: party}, web: w}\n"),
                      R"({"c":"０００１","s":"令和8年1月31日","u":"","w":["a","b","a"]})");
  std::vector<ExternalId> wanted = {
      {"card", "0001", true, "2026-01-31", ""}, {"web", "a", false, "", ""}, {"web", "b", false, "", ""}};
  EXPECT_EQ(out.profiles.at(0).ids, wanted);
}

TEST(Party, EnteredByComesFromTheParty_TheFile_OrImport) {
  struct {
    std::string top, party, json;
    EnteredBy wanted;
  } const rows[] = {
      {"", "", R"({"n":"山田 太郎"})", EnteredBy::import},
      {"entered_by: staff", "", R"({"n":"山田 太郎"})", EnteredBy::staff},
      {"entered_by: staff", "entered_by: self", R"({"n":"山田 太郎"})", EnteredBy::self},
      {"entered_by: {from: e, values: {本人: self}, default: staff}", "", R"({"n":"山田 太郎","e":"本人"})",
       EnteredBy::self},
      {"entered_by: {from: e, values: {本人: self}, default: staff}", "", R"({"n":"山田 太郎","e":"店員"})",
       EnteredBy::staff},
      {"entered_by: {from: e, values: {本人: self}}", "", R"({"n":"山田 太郎","e":"店員"})",
       EnteredBy::import},
      {"entered_by: system", "entered_by: {from: e, values: {本人: self}}", R"({"n":"山田 太郎","e":"?"})",
       EnteredBy::system},
  };
  for (const auto& row : rows) {
    std::string yaml = "source: a.b\n" + row.top + "\nparties:\n  m:\n    kind: person\n    name: n\n    " +
                       row.party + "\n";
    EXPECT_EQ(mapped(yaml, row.json).profiles.at(0).entered_by, row.wanted) << yaml << row.json;
  }
}

TEST(Party, TimesAreReadInTheContextsZone) {
  MapContext context;
  context.zone = "America/New_York";
  std::string yaml = person("name: n\nupdated_at: u");
  const std::string naive = R"({"n":"山田 太郎","u":"2026-01-31 09:00:00"})";
  EXPECT_EQ(mapped(yaml, naive).profiles.at(0).updated_at, parse_time("2026-01-31T00:00:00Z", "UTC"));
  EXPECT_EQ(mapped(yaml, naive, context).profiles.at(0).updated_at,
            parse_time("2026-01-31T14:00:00Z", "UTC"));
  EXPECT_EQ(mapped(yaml, R"({"n":"山田 太郎","u":"2026/1/31"})").profiles.at(0).updated_at,
            parse_time("2026-01-30T15:00:00Z", "UTC"));
  EXPECT_FALSE(mapped(yaml, R"({"n":"山田 太郎","u":"いつか"})").profiles.at(0).updated_at);
}

TEST(Party, InsideEachIsNumbered) {
  std::string yaml = "source: a.b\nparties:\n  c: {kind: person, each: 担当者, name: 氏名, company: /会社}\n";
  Mapped out = mapped(
      yaml,
      R"({"会社":"株式会社山田製作所","担当者":[{"氏名":"佐藤 一郎"},{"氏名":""},{"氏名":"鈴木 花子"}]})");
  ASSERT_EQ(out.profiles.size(), 3u);
  EXPECT_EQ(out.profiles[0].key.party, "c#1");
  EXPECT_EQ(out.profiles[2].key.party, "c#3");
  EXPECT_EQ(shown(*out.profiles[2].value(Field::name)), "鈴木 花子");
  EXPECT_EQ(shown(*out.profiles[2].value(Field::company)), "株式会社山田製作所");
}

TEST(Party, OfEachMailboxIsOneOfItsTexts) {
  std::string yaml = "source: a.b\nparties:\n  c: {kind: person, each: {mailboxes: [{from: [必須, 出席者]}, 任意]}, name: $name, email: $address, company: 会社}\n";
  Mapped out = mapped(yaml, R"j({"会社":"株式会社山田製作所","必須":["佐藤 一郎 <a@example.jp>;b@example.jp","鈴木 花子"],"出席者":"x@example.jp","任意":"A@example.jp; 高橋 三郎(c@example.jp)"})j");
  ASSERT_EQ(out.profiles.size(), 4u);
  EXPECT_EQ(shown(*out.profiles[0].value(Field::name)), "佐藤 一郎");
  EXPECT_EQ(shown(*out.profiles[0].value(Field::company)), "株式会社山田製作所");
  EXPECT_EQ(shown(*out.profiles[1].value(Field::email)), "b@example.jp");
  EXPECT_EQ(out.profiles[1].key.party, "c#2");
  EXPECT_FALSE(out.profiles[2].value(Field::email));
  EXPECT_EQ(shown(*out.profiles[3].value(Field::name)), "高橋 三郎");
  EXPECT_TRUE(mapped(yaml, R"({"必須":" ; ","任意":null,"会社":"a"})").profiles.empty());
}

TEST(PartyIds, MayBeNames) {
  for (const char* id : {"例田製作所", "㈱見本商事", "やまだ"})
    EXPECT_TRUE(mapped(person("ids: {account: {from: c, identifies: party}}"), std::string(R"({"c":")") + id + "\"}").profiles.at(0).ids.at(0).identifies) << id;
  for (const char* id : {"一般", "ゲスト", "＊", "★★"}) {
    Mapped out = mapped(person("name: n\nids: {account: {from: c, identifies: party}}"), std::string(R"({"n":"山田 太郎","c":")") + id + "\"}");
    for (const ExternalId& made : out.profiles.at(0).ids) EXPECT_FALSE(made.identifies) << id;
  }
}

TEST(PartyIds, OfZerosAloneTellNobody) {
  for (const char* id : {"0", "000000", "000-0000", "０００"}) {
    Mapped out = mapped(person("ids: {card: {from: c, identifies: party}, web: {from: c, identifies: device}}"), std::string(R"({"c":")") + id + "\"}");
    ASSERT_EQ(out.profiles.at(0).ids.size(), 2U) << id;
    for (const ExternalId& made : out.profiles[0].ids) EXPECT_FALSE(made.identifies || made.device) << id;
  }
  Mapped out = mapped(person("ids: {card: {from: c, identifies: party}}"), R"({"c":"0010"})");
  EXPECT_TRUE(out.profiles.at(0).ids.at(0).identifies);
}

TEST(PartyIds, ThatStrangersShareTellNobody) {
  auto of = [](const std::string& id) { return mapped(person("name: n\nids: {card: {from: c, identifies: party}}"), R"({"n":"森 一","c":")" + id + "\"}"); };
  for (const char* id : {"非会員", "一般", "ゲスト", "会員外", "忘れ", "ビジター", "新規", "*", "＊＊＊", "9999999999", "9999", "11111", "1111-1111", "ＧＵＥＳＴ", "xxxx", "visitor"})
    EXPECT_FALSE(of(id).profiles.at(0).ids.at(0).identifies) << id;
  for (const char* id : {"1", "9", "999", "1111", "10001", "@yamada", "yamada", "U4af4980629", "hanako@example.jp", "bm9uY2UtMDAwMQ", "会員A", "店1-0001", "5E3", "aab", "9999-1234"})
    EXPECT_TRUE(of(id).profiles.at(0).ids.at(0).identifies) << id;
  for (const char* id : {"1.00012E+14", "1.23457E+18", "4.90213e+12", "１E+15"}) {
    EXPECT_TRUE(of(id).profiles.at(0).ids.empty()) << id;
    EXPECT_EQ(note_ids(of(id)), "map.rounded_number@c") << id;
  }
}

}  // namespace
}  // namespace musubi
