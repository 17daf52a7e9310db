// Who is one person? Each row is a pair of records and the band they must fall into.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/resolve/people.hpp"

namespace musubi::testing {
namespace {

struct Case {
  const char* what;
  Says x, y;
  Band band;
  const char* veto = "";
};

std::string shown_evidence(const Pair& p) {
  return written(p.evidence) + " = " + std::to_string(p.weight);
}

const ExternalId member_1{"pos_member", "000001", true, "", ""},
    member_2{"pos_member", "000002", true, "", ""};
const ExternalId browser{"visitor", "000003", true, "", ""}, used{"visitor", "000003", false, "", "", true};
const std::string phone = "+819012349876", office = "+81355551234", mail = "kumo17x@example.jp",
                  other_mail = "hoshi22@example.jp";

// clang-format off
const Case cases[] = {
    {"same name and phone", {"佐藤", "健", "", "", phone}, {"佐藤", "健", "", "", phone}, Band::match},
    {"same name and e-mail", {"山田", "花子", "", "", "", mail}, {"山田", "花子", "", "", "", mail}, Band::match},
    {"same name and house", {.family = "鈴木", .given = "健一", .town = "海岸", .street = "1-2-3"},
     {.family = "鈴木", .given = "健一", .town = "海岸", .street = "1-2-3"}, Band::match},
    {"same name and house, prefecture left out", {.family = "鈴木", .given = "健一", .town = "海岸", .street = "1-2-3"},
     {.family = "鈴木", .given = "健一", .town = "海岸", .street = "1-2-3", .prefecture = ""}, Band::match},
    {"a common name and a town", {.family = "佐藤", .given = "健", .town = "海岸"}, {.family = "佐藤", .given = "健", .town = "海岸"}, Band::review},
    {"same name and birth date", {.family = "鈴木", .given = "健一", .birth_date = "1980-02-11"},
     {.family = "鈴木", .given = "健一", .birth_date = "1980-02-11"}, Band::match},
    {"a common name alone", {"佐藤", "健"}, {"佐藤", "健"}, Band::no},
    {"a rare name alone", {"百目鬼", "伊織"}, {"百目鬼", "伊織"}, Band::review},
    {"渋屋 whom staff wrote as 渋谷, same phone", {"渋屋", "太郎", "", "", phone}, {"渋谷", "太郎", "", "", phone}, Band::match},
    {"渋屋 whom staff wrote as 渋谷, same e-mail", {"渋屋", "太郎", "", "", "", mail}, {"渋谷", "太郎", "", "", "", mail}, Band::match},
    {"two common families with one office phone",
     {.family = "山田", .given = "太郎", .phone = office, .company = "東亜工業"},
     {.family = "山本", .given = "太郎", .phone = office, .company = "東亜工業"}, Band::no},
    {"渋屋 and 渋谷 as colleagues", {.family = "渋屋", .given = "太郎", .phone = office, .company = "東亜工業"},
     {.family = "渋谷", .given = "太郎", .phone = office, .company = "東亜工業"}, Band::review},
    {"father and son with one phone", {"渋谷", "太郎", "", "", phone}, {"渋谷", "健", "", "", phone}, Band::no},
    {"father and son with one phone and one house",
     {.family = "渋谷", .given = "太郎", .phone = phone, .town = "海岸", .street = "1-2-3"},
     {.family = "渋谷", .given = "太一", .phone = phone, .town = "海岸", .street = "1-2-3"}, Band::no},
    {"father and son of one reading", {"渋谷", "太郎", "シブヤ", "タロウ", phone}, {"渋谷", "汰朗", "シブヤ", "タロウ", phone}, Band::review},
    {"twins", {"渋谷", "真由子", "シブヤ", "マユコ", phone, "", "", "", "", "1990-03-03"},
     {"渋谷", "真由美", "シブヤ", "マユミ", phone, "", "", "", "", "1990-03-03"}, Band::review},
    {"a call, and who has the number", {.phone = phone}, {"渋谷", "太郎", "", "", phone, mail}, Band::match},
    {"a mail to a bare address, and who has it", {.email = mail}, {"渋谷", "太郎", "", "", phone, mail}, Band::match},
    {"two calls of one number", {.phone = phone}, {.phone = phone}, Band::match},
    {"a call of somebody of whom more is known", {.phone = phone, .sex = "male"}, {"渋谷", "太郎", "", "", phone}, Band::review},
    {"a call of a number that is made up", {.phone = "+815055555555"}, {"渋谷", "太郎", "", "", "+815055555555"}, Band::no},
    {"a mail to a desk", {.email = "info@example.jp"}, {"渋谷", "太郎", "", "", "", "info@example.jp"}, Band::no},
    {"a phone alone", {"渋谷", "太郎", "", "", phone}, {"鈴木", "一", "", "", phone}, Band::no},
    {"a family name alone, a phone and a birth date", {"渋谷", "", "", "", phone, "", "", "", "", "1979-05-05"},
     {"渋谷", "太郎", "", "", phone, "", "", "", "", "1979-05-05"}, Band::match},
    {"no name, a mobile number and a birth date", {"", "", "", "", phone, "", "", "", "", "1979-05-05"},
     {"渋谷", "太郎", "", "", phone, "", "", "", "", "1979-05-05"}, Band::match},
    {"a rare family name alone at one office", {.family = "百目鬼", .phone = office, .town = "海岸", .street = "1-2-3", .company = "東亜工業"},
     {.family = "百目鬼", .given = "太郎", .phone = office, .town = "海岸", .street = "1-2-3", .company = "東亜工業"}, Band::match},
    {"a common family name alone at one office", {.family = "佐藤", .phone = office, .town = "海岸", .street = "1-2-3", .company = "東亜工業"},
     {.family = "佐藤", .given = "太郎", .phone = office, .town = "海岸", .street = "1-2-3", .company = "東亜工業"}, Band::review},
    {"a rare family name alone at the family's firm", {.family = "百目鬼", .phone = office, .town = "海岸", .street = "1-2-3", .company = "百目鬼工業"},
     {.family = "百目鬼", .given = "太郎", .phone = office, .town = "海岸", .street = "1-2-3", .company = "百目鬼工業"}, Band::review},
    {"a family name alone and a phone", {"渋谷", "", "", "", phone}, {"渋谷", "太郎", "", "", phone}, Band::review},
    {"a family name beside a whole reading", {"柳沢", "", "ヤナギサワ", "アキ", phone, mail}, {"柳沢", "亜紀", "ヤナギサワ", "アキ", phone, mail}, Band::match},
    {"the same on both sides", {"柳沢", "", "ヤナギサワ", "アキ", phone, mail}, {"柳沢", "", "ヤナギサワ", "アキ", phone, mail}, Band::match},
    {"a family name beside the usual reading of the other's kanji", {"柳沢", "", "ヤナギサワ", "アキ", phone, mail}, {"柳沢", "亜紀", "", "", phone, mail}, Band::match},
    {"a family name beside another's reading", {"柳沢", "", "ヤナギサワ", "ケンジ", phone}, {"柳沢", "亜紀", "ヤナギサワ", "アキ", phone}, Band::no},
    {"a given name in Latin letters", {.family = "shunsuke", .phone = phone, .birth_date = "1989-11-27"},
     {"国分", "俊介", "コクブ", "シュンスケ", phone, "", "", "", "", "1989-11-27"}, Band::match},
    {"the same, whose reading is not stated", {.family = "shunsuke", .phone = phone, .birth_date = "1989-11-27"},
     {.family = "国分", .given = "俊介", .phone = phone, .birth_date = "1989-11-27"}, Band::match},
    {"a given name in kana", {.family_kana = "シュンスケ", .phone = phone}, {"国分", "俊介", "コクブ", "シュンスケ", phone}, Band::match},
    {"a given name in kanji", {.family = "俊介", .phone = phone}, {.family = "国分", .given = "俊介", .phone = phone}, Band::match},
    {"a given name in kanji beside the whole reading", {"俊介", "", "コクブ", "シュンスケ", phone}, {"国分", "俊介", "コクブ", "シュンスケ", phone}, Band::match},
    {"a given name alone, and nothing else of one person", {.family = "shunsuke", .town = "海岸"}, {"国分", "俊介", "コクブ", "シュンスケ", "", "", "海岸"}, Band::no},
    {"another given name in Latin letters", {.family = "kenji", .phone = phone}, {"国分", "俊介", "コクブ", "シュンスケ", phone}, Band::no},
    {"a family name in Latin letters", {.family = "kokubu", .phone = phone}, {"国分", "俊介", "コクブ", "シュンスケ", phone}, Band::review},
    {"colleagues", {.family = "渋谷", .given = "太郎", .phone = office, .town = "海岸", .street = "1-2-3", .company = "東亜工業"},
     {.family = "井川", .given = "実", .phone = office, .town = "海岸", .street = "1-2-3", .company = "東亜工業"}, Band::no},
    {"namesakes born on other days", {"渋屋", "太郎", "", "", phone, "", "", "", "", "1955-04-01"},
     {"渋屋", "太郎", "", "", phone, "", "", "", "", "1988-09-23"}, Band::review, "birth_date"},
    {"a slip in the birth date", {"渋屋", "太郎", "", "", phone, "", "", "", "", "1955-04-10"},
     {"渋屋", "太郎", "", "", phone, "", "", "", "", "1955-10-04"}, Band::match},
    {"a maiden name", {"北川", "恵美子", "", "", phone, "", "", "", "", "1979-05-05"},
     {"渋谷", "恵美子", "", "", phone, "", "", "", "", "1979-05-05"}, Band::match},
    {"a maiden name, a mobile number alone", {"北川", "恵美子", "", "", phone}, {"渋谷", "恵美子", "", "", phone}, Band::match},
    {"a maiden name, an e-mail address alone", {"北川", "恵美子", "", "", "", mail}, {"渋谷", "恵美子", "", "", "", mail}, Band::match},
    {"a maiden name that the address still bears", {"北川", "恵美子", "キタガワ", "エミコ", "", "kitagawa.emiko@example.jp"},
     {"渋谷", "恵美子", "", "", "", "kitagawa.emiko@example.jp"}, Band::match},
    {"another family name, an address made of the given name", {"北川", "恵美子", "キタガワ", "エミコ", "", "emiko77@example.jp"},
     {"渋谷", "恵美子", "", "", "", "emiko77@example.jp"}, Band::review},
    {"another family name, a man and a woman", {.family = "北川", .given = "薫", .phone = phone, .sex = "male"},
     {.family = "渋谷", .given = "薫", .phone = phone, .sex = "female"}, Band::review},
    {"another family name, a landline", {"北川", "恵美子", "", "", office}, {"渋谷", "恵美子", "", "", office}, Band::review},
    {"kana on both sides", {"", "", "ハカタ", "マコト", phone}, {"", "", "ハカタ", "マコト", phone}, Band::match},
    {"unsplit kana beside split kana", {"", "", "ハカタマコト", "", phone}, {"", "", "ハカタ", "マコト", phone}, Band::match},
    {"kana beside kanji with its reading", {"", "", "ハカタ", "マコト", phone}, {"博多", "誠", "ハカタ", "マコト", phone}, Band::match},
    {"kana against kanji of unknown reading, phone alone", {"", "", "ハカタ", "マコト", phone}, {"博多", "凪咲", "", "", phone}, Band::review},
    {"kana against kanji whose given name is read so", {"", "", "ハカタ", "マコト", phone}, {"博多", "誠", "", "", phone}, Band::match},
    {"kana against kanji whose given name is read otherwise", {"", "", "ノムラ", "マコト", phone}, {"野村", "学", "", "", phone}, Band::no},
    {"a family name in kana alone against kanji, one mobile", {"", "", "ノムラ", "", phone}, {"野村", "学", "", "", phone}, Band::review},
    {"the same with a birth date", {"", "", "ノムラ", "", phone, "", "", "", "", "1980-02-11"},
     {"野村", "学", "", "", phone, "", "", "", "", "1980-02-11"}, Band::match},
    {"two family names in kana alone, one mobile", {"", "", "カシワギ", "", phone}, {"", "", "カシワギ", "", phone}, Band::review},
    {"an address that spells the reading of a name in no table", {"", "", "ノムラ", "ナギサト", phone}, {"野村", "凪砂斗", "", "", phone, "nagisato.n@example.jp"}, Band::match},
    {"an address that spells an unusual reading, or another's name", {"", "", "ノムラ", "アマネ", phone}, {"野村", "凪咲", "", "", phone, "amane.n@example.jp"}, Band::review},
    {"kana against kanji in one house", {.family_kana = "ノムラ", .given_kana = "マナブ", .town = "海岸", .street = "1-2-3"},
     {.family = "野村", .given = "学", .town = "海岸", .street = "1-2-3"}, Band::review},
    {"a given name in hiragana", {"野村", "まなぶ", "", "", phone}, {"野村", "学", "", "", phone}, Band::match},
    {"a given name in hiragana, read otherwise", {"野村", "けんじ", "", "", phone}, {"野村", "学", "", "", phone}, Band::no},
    {"small kana written large", {"", "", "サトウ", "シヨウタ", phone}, {"", "", "サトウ", "ショウタ", phone}, Band::match},
    {"a voicing mark too many", {"", "", "サトウ", "ガズヤ", phone}, {"", "", "サトウ", "カズヤ", phone}, Band::match},
    {"kana split in another place", {"", "", "ヤ", "ノザチコ", phone}, {"", "", "ヤノ", "サチコ", phone}, Band::match},
    {"two kanji spellings of one reading, e-mail and mobile", {"野村", "理紗", "", "", phone, mail}, {"野村", "里沙", "", "", phone, mail}, Band::match},
    {"a conversion error in a given name, an e-mail address of its own", {"野村", "彩香", "", "", "", mail}, {"野村", "文香", "ノムラ", "アヤカ", "", mail}, Band::match},
    {"two kanji spellings of one reading, mobile alone", {"野村", "理紗", "", "", phone}, {"野村", "里沙", "", "", phone}, Band::review},
    {"a mobile number with two digits swapped", {"野村", "学", "", "", "+819012349876"}, {"野村", "学", "", "", "+819012348976"}, Band::match},
    {"an office number with two digits swapped", {"野村", "学", "", "", "+81355551234"}, {"野村", "学", "", "", "+81355551324"}, Band::review},
    {"husband and wife whose numbers follow each other", {"浜田", "剛", "", "", "+819012349877", "hamada77@example.jp"},
     {"浜田", "京子", "", "", "+819012349878", "hamada77@example.jp"}, Band::no},
    {"twins of one reading", {.family = "宮田", .given = "祥子", .family_kana = "ミヤタ", .given_kana = "サチコ", .town = "海岸", .street = "1-2-3", .birth_date = "2003-04-05"},
     {.family = "宮田", .given = "幸子", .family_kana = "ミヤタ", .given_kana = "サチコ", .town = "海岸", .street = "1-2-3", .birth_date = "2003-04-05"}, Band::review},
    {"another day of the same month", {"渋屋", "太郎", "", "", phone, "", "", "", "", "1955-04-03"},
     {"渋屋", "太郎", "", "", phone, "", "", "", "", "1955-04-27"}, Band::match},
    {"a name that is none, e-mail and mobile", {"匿名", "", "", "", phone, mail}, {"渋谷", "太郎", "", "", phone, mail}, Band::match},
    {"names that are none", {"テスト", "太郎", "", "", office}, {"テスト", "太郎", "", "", office}, Band::no},
    {"one letter over and over", {"", "", "アアア", "アア", office}, {"", "", "アアア", "アア", office}, Band::no},
    {"no name, a mobile number alone", {"", "", "", "", phone}, {"渋谷", "太郎", "", "", phone}, Band::match},
    {"no name, a landline alone", {"", "", "", "", office}, {"渋谷", "太郎", "", "", office}, Band::match},
    {"a toll-free number", {"山田", "花子", "", "", "+81120345678"}, {"山田", "花子", "", "", "+81120345678"}, Band::no},
    {"six zeros at the end", {"山田", "花子", "", "", "+81352000000"}, {"山田", "花子", "", "", "+81352000000"}, Band::no},
    {"a mobile number with two digits swapped, another given name", {"野村", "学", "", "", "+819012349876"}, {"野村", "茂", "", "", "+819012348976"}, Band::no},
    {"kana against kanji, phone and e-mail", {"", "", "ハカタ", "マコト", phone, mail}, {"博多", "誠", "", "", phone, mail}, Band::match},
    {"kana against a kanji name that is not read so", {"", "", "ハカタ", "マコト", phone, mail}, {"田中", "明", "", "", phone, mail}, Band::review},
    {"kana against kanji with usual readings", {"", "", "ノムラ", "マナブ", phone}, {"野村", "学", "", "", phone}, Band::match},
    {"kana, given name first", {"", "", "マコト", "ハカタ", phone}, {"", "", "ハカタ", "マコト", phone}, Band::match},
    {"a voicing mark lost", {"", "", "カワイ", "マサト", phone}, {"河合", "政人", "ガワイ", "マサト", phone}, Band::match},
    {"a family name taken apart", {"菅", "原", "", "", phone}, {"菅原", "厚", "", "", phone}, Band::review},
    {"Latin beside kana", {"Shibuya", "Shohei", "", "", "", mail}, {"渋谷", "翔平", "シブヤ", "ショウヘイ", "", mail}, Band::match},
    {"Latin, given name first", {"Shohei", "Shibuya", "", "", "", mail}, {"渋谷", "翔平", "シブヤ", "ショウヘイ", "", mail}, Band::match},
    {"one spelling read in two ways", {"渋谷", "裕子", "シブヤ", "ユウコ", phone}, {"渋谷", "裕子", "シブヤ", "ヒロコ", phone}, Band::match},
    {"a common spelling read in two ways", {"佐藤", "裕子", "サトウ", "ユウコ", phone}, {"佐藤", "裕子", "サトウ", "ヒロコ", phone}, Band::review},
    {"one reading, two spellings", {"渋谷", "裕子", "シブヤ", "ユウコ", phone}, {"渋谷", "祐子", "シブヤ", "ユウコ", phone}, Band::review},
    {"no name, e-mail and phone", {"", "", "", "", phone, mail}, {"渋谷", "太郎", "", "", phone, mail}, Band::match},
    {"no name, e-mail alone", {"", "", "", "", "", mail}, {"渋谷", "太郎", "", "", phone, mail}, Band::match},
    {"a common name and an e-mail made of it", {"佐藤", "誠", "サトウ", "マコト", "", "sato.makoto@example.jp"},
     {"佐藤", "誠", "", "", "", "sato.makoto@example.jp"}, Band::review},
    {"a shared mailbox", {"山田", "花子", "", "", "", "info@example.jp"}, {"山田", "花子", "", "", "", "info@example.jp"}, Band::no},
    {"one of several such", {"山田", "花子", "", "", "", "eigyou2@example.jp"}, {"山田", "花子", "", "", "", "eigyou2@example.jp"}, Band::no},
    {"a dummy number", {"山田", "花子", "", "", "+819000000000"}, {"山田", "花子", "", "", "+819000000000"}, Band::no},
    {"employers differ", {.family = "渋屋", .given = "太郎", .phone = phone, .company = "東亜工業"},
     {.family = "渋屋", .given = "太郎", .phone = phone, .company = "西海商事"}, Band::match},
    {"one member number", {.family = "北川", .ids = {member_1}}, {.family = "渋谷", .ids = {member_1}}, Band::match},
    {"one member number, other birth dates", {.family = "渋谷", .birth_date = "1955-04-01", .ids = {member_1}},
     {.family = "渋谷", .birth_date = "1988-09-23", .ids = {member_1}}, Band::review, "birth_date"},
    {"two who used one device", {.family = "渋谷", .given = "花子", .phone = phone, .ids = {used}}, {.family = "大野", .given = "一", .ids = {used}}, Band::no},
    {"two who used one device, and nothing else is known", {.ids = {member_1, used}}, {.ids = {used}}, Band::no},
    {"two numbers where one is allowed", {.family = "渋屋", .given = "太郎", .phone = phone, .ids = {member_1}},
     {.family = "渋屋", .given = "太郎", .phone = phone, .ids = {member_2}}, Band::review, "scheme:pos_member"},
};
// clang-format on

class Compare : public ::testing::TestWithParam<Case> {
 protected:
  Model model = load_model("schemes: {pos_member: {one_per_party: yes}}", "matching.yaml");
};

TEST_P(Compare, FallsIntoItsBand) {
  const Case& c = GetParam();
  Pair p = compared(c.x, c.y, model);
  EXPECT_EQ(word(p.band), word(c.band)) << c.what << ": " << shown_evidence(p);
  EXPECT_EQ(p.veto, c.veto) << c.what;
}

TEST_P(Compare, IsTheSameFromBothSides) {
  const Case& c = GetParam();
  Profile x = profile(1, c.x), y = profile(2, c.y), y_first = profile(1, c.y), x_second = profile(2, c.x);
  Pair there = compared(x, y, model), back = compared(y, x, model),
       renumbered = compared(y_first, x_second, model);
  EXPECT_EQ(written(there.evidence), written(back.evidence)) << c.what;
  for (Evidence& e : renumbered.evidence)  // which of the two is the device goes by their ids
    if (e.field.starts_with("device:")) e.level = e.level == "used" ? "used_by" : "used";
    else if (e.field.starts_with("contact:") && e.level != "same") e.level = e.level == "knows" ? "known_by" : "knows";
  EXPECT_EQ(written(there.evidence), written(renumbered.evidence)) << c.what;
  EXPECT_EQ(there.weight, renumbered.weight) << c.what;
  EXPECT_EQ(back.a, 1);
  EXPECT_EQ(back.b, 2);
}

TEST_P(Compare, FindsReviewAndMatchByKey) {
  const Case& c = GetParam();
  FeatureSet set;
  set.add(profile(1, c.x), model);
  set.add(profile(2, c.y), model);
  auto a = blocking_keys(set.at(0), model), b = blocking_keys(set.at(1), model);
  for (auto* held : {&a, &b}) {  // a lone key goes with its common one
    std::transform(held->begin(), held->end(), held->begin(), common_key);
    std::sort(held->begin(), held->end());
  }
  std::vector<uint64_t> shared;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(shared));
  if (c.band != Band::no) {
    EXPECT_FALSE(shared.empty()) << c.what;
  }
}

INSTANTIATE_TEST_SUITE_P(Persons, Compare, ::testing::ValuesIn(cases));

// clang-format off
const Case organisations[] = {
    {"one corporate number", {.company = "山田製作所", .number = "1234567890123"}, {.company = "ヤマダ製作所", .number = "1234567890123"}, Band::match},
    {"a branch under the number of its head office", {.company = "山田製作所", .number = "1234567890123"},
     {.company = "山田製作所", .branch = "東京営業所", .number = "1234567890123"}, Band::no, "branch"},
    {"a branch under that number, the name spelt otherwise", {.company = "シラハマ建設", .number = "1234567890123"},
     {.company = "白浜建設", .branch = "大阪支店", .number = "1234567890123"}, Band::no, "branch"},
    {"two corporate numbers", {.phone = office, .company = "山田製作所", .number = "1234567890123"},
     {.phone = office, .company = "山田製作所", .number = "3210987654321"}, Band::no, "corporate_number"},
    {"name and phone", {.phone = office, .company = "山田製作所"}, {.phone = office, .company = "山田製作所"}, Band::match},
    {"name and domain", {.email = "info@yamada-ss.example", .company = "山田製作所"},
     {.email = "sales@yamada-ss.example", .company = "山田製作所"}, Band::match},
    {"name and house", {.town = "海岸", .street = "1-2-3", .company = "山田製作所"},
     {.town = "海岸", .street = "1-2-3", .company = "山田製作所"}, Band::match},
    {"head office named as such", {.phone = office, .company = "山田製作所", .branch = "本社"}, {.phone = office, .company = "山田製作所"}, Band::match},
    {"a branch with the phone of its head office", {.phone = office, .company = "山田製作所", .branch = "東京営業所"}, {.phone = office, .company = "山田製作所"}, Band::no},
    {"another legal form", {.phone = office, .company = "株式会社山田製作所"}, {.phone = office, .company = "有限会社山田製作所"}, Band::no},
    {"name alone", {.company = "山田製作所"}, {.company = "山田製作所"}, Band::no},
    {"phone alone", {.phone = office, .company = "山田製作所"}, {.phone = office, .company = "海野商店"}, Band::no},
};
// clang-format on

class CompareOrganisations : public Compare {};
TEST_P(CompareOrganisations, FallIntoTheirBand) {
  Case c = GetParam();
  c.x.kind = c.y.kind = Kind::organisation;
  Pair p = compared(c.x, c.y, model);
  EXPECT_EQ(word(p.band), word(c.band)) << c.what << ": " << shown_evidence(p);
  EXPECT_EQ(p.veto, c.veto) << c.what;
}
INSTANTIATE_TEST_SUITE_P(Organisations, CompareOrganisations, ::testing::ValuesIn(organisations));

TEST(CompareKinds, NeverMixesPersonAndOrganisation) {
  Model model = load_model("", "matching.yaml");
  Says person{.family = "山田", .given = "花子", .phone = phone, .ids = {member_1}}, company = person;
  company.kind = Kind::organisation;
  EXPECT_EQ(compared(person, company, model).band, Band::no);
}

// Which of the two is the device stands in the level, as the pair has them.
TEST(CompareDevices, ADeviceMeetsWhoUsedIt) {
  Model model = load_model("schemes: {visitor: {one_per_party: yes}}", "matching.yaml");
  Says device{.ids = {browser}}, person{.family = "渋谷", .given = "太郎", .ids = {member_1, used, {"visitor", "000004", false, "", "", true}}};
  Pair there = compared(profile(1, device), profile(2, person), model), back = compared(profile(1, person), profile(2, device), model);
  EXPECT_EQ(word(there.band), "match");
  EXPECT_EQ(word(back.band), "match");
  EXPECT_EQ(written(there.evidence), "device:visitor:used_by:40.00");
  EXPECT_EQ(written(back.evidence), "device:visitor:used:40.00");
  EXPECT_EQ(there.veto, "") << "a person may use many devices";
}

TEST(ComparePlaces, AnyFaxIsNoPhone) {
  Model model = load_model("", "matching.yaml");
  Profile x = profile(1, {"佐藤", "健"}), y = profile(2, {"佐藤", "健"});
  state(x, Field::fax, {office});
  state(y, Field::fax, {office});
  EXPECT_EQ(compared(x, y, model).band, Band::no);
}

TEST(ComparePlaces, AHouseLetterLeftOutMakesNoNeighbour) {
  const Model model = load_model("", "matching.yaml");
  const auto weight = [&](const char* street, const char* building, const char* other_street,
                          const char* other_building) {
    return compared({.family = "佐藤", .given = "健", .town = "海岸", .street = street, .building = building},
                    {.family = "佐藤",
                     .given = "健",
                     .town = "海岸",
                     .street = other_street,
                     .building = other_building},
                    model)
        .weight;
  };
  const double neighbours = weight("1-2-1", "", "1-2-5", "");
  EXPECT_GT(weight("1-2", "B-201", "1-2", "201"), neighbours);
  EXPECT_EQ(weight("1-2", "B-201", "1-2", "202"), neighbours);
  EXPECT_EQ(weight("1-2-1", "101", "1-2-5", "101"), neighbours) << "one room's number in two houses";
}

TEST(CompareNames, UnsplitNameMeetsItsSplitForm) {
  Model model = load_model("", "matching.yaml");
  Pair p = compared({.family = "渋屋太郎", .phone = phone},
                    {.family = "渋屋", .given = "太郎", .phone = phone}, model);
  EXPECT_EQ(p.band, Band::match) << shown_evidence(p);
}

TEST(CompareNames, WhatIsTakenForEachOther) {
  Model model = load_model("", "matching.yaml");
  Profile x = profile(1, {.family = "斎藤", .given = "健一", .phone = phone}),
          y = profile(2, {.family = "斉藤", .given = "健一", .phone = phone});
  for (Profile* p : {&x, &y}) p->values[0].loose = "斎藤健一";
  EXPECT_EQ(compared(x, y, model).band, Band::match) << shown_evidence(compared(x, y, model));
}

TEST(CompareNames, KeysOfLatinNamesMayBeKana) {
  Model model = load_model("", "matching.yaml");
  Profile x = profile(1, {.family = "Shibuya", .given = "Taro", .email = mail}),
          y = profile(2, {.family = "渋谷",
                          .given = "太郎",
                          .family_kana = "シブヤ",
                          .given_kana = "タロウ",
                          .email = mail});
  x.values[0].key = "シブヤタロ";
  EXPECT_EQ(compared(x, y, model).band, Band::match) << shown_evidence(compared(x, y, model));
}

TEST(CompareNames, RarerNamesWeighMore) {
  Model model = load_model("", "matching.yaml");
  double common = compared({"佐藤", "誠"}, {"佐藤", "誠"}, model).weight,
         middle = compared({"石川", "徹"}, {"石川", "徹"}, model).weight,
         rare = compared({"百目鬼", "伊織"}, {"百目鬼", "伊織"}, model).weight;
  EXPECT_LT(common, middle);
  EXPECT_LT(middle, rare);
}

}  // namespace
}  // namespace musubi::testing
