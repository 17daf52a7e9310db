// Lists of many makers: which column is taken for what, what names a row, what is asked.
#include "core/map/suggest.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "core/map/map.hpp"

namespace musubi {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// A list as the program sees it. Few rows are repeated with running numbers where a cell says {n} (four digits: {nnnn}).
SeenList list_of(const std::vector<std::string>& headings, const Rows& rows, int times = 20) {
  SeenList out;
  out.rows = int64_t(rows.size()) * times;
  for (size_t c = 0; c < headings.size(); ++c) {
    SeenColumn column;
    column.name = headings[c];
    column.named = headings[c] != "列" + std::to_string(c + 1);
    std::set<std::string> different;
    bool up = true;
    int n = 0;
    for (int t = 0; t < times; ++t)
      for (const auto& row : rows) {
        std::string cell = c < row.size() ? row[c] : "";
        ++n;
        if (size_t at = cell.find("{n}"); at != cell.npos) cell.replace(at, 3, std::to_string(n));
        if (size_t at = cell.find("{nnnn}"); at != cell.npos) cell.replace(at, 6, std::to_string(1000 + n));
        up = up && cell == std::to_string(n);
        if (cell.empty()) continue;
        ++column.filled;
        different.insert(cell);
        if (column.samples.size() < 200) column.samples.push_back(cell);
      }
    column.distinct = int64_t(different.size());
    column.counts_up = up && column.filled > 1;
    out.columns.push_back(std::move(column));
  }
  return out;
}

std::string roles_of(const SeenList& list, const Suggestion& s) {
  std::string out;
  for (size_t i = 0; i < list.columns.size(); ++i)
    if (s.columns[i].role != Role::unused) out += list.columns[i].name + "=" + std::string(role_word(s.columns[i].role, Lang::en)) + " ";
  return out;
}

struct Case {
  const char* what;
  std::vector<std::string> headings;
  Rows rows;
  std::vector<std::pair<std::string, Role>> expect;
  std::string key;  // "" = content
  Suggestion::Main main = Suggestion::person;
  size_t doubts = 0;
};

const Case cases[] = {
    {"会員名簿",
     {"会員No", "お名前", "フリガナ", "TEL", "携帯", "〒", "住所1", "住所2", "メアド", "会社名", "部署", "役職", "生年月日", "備考"},
     {{"A{n}", "山田 花子", "ﾔﾏﾀﾞ ﾊﾅｺ", "03-3333-1111", "090-0111-{nnnn}", "150-0001", "東京都渋谷区神宮前1-2-3", "メゾン神宮101", "a{n}@example.jp", "", "", "", "S55.1.8", ""}},
     {{"会員No", Role::id}, {"お名前", Role::name}, {"フリガナ", Role::kana}, {"TEL", Role::phone}, {"携帯", Role::phone}, {"〒", Role::postal_code}, {"住所1", Role::address},
      {"住所2", Role::building}, {"メアド", Role::email}, {"会社名", Role::company}, {"生年月日", Role::birth_date}, {"備考", Role::note}},
     "会員No"},
    {"EC-CUBE",
     {"会員ID", "お名前(姓)", "お名前(名)", "お名前(フリガナ・姓)", "お名前(フリガナ・名)", "会社名", "郵便番号1", "郵便番号2", "都道府県(名称)", "住所1", "住所2", "メールアドレス", "TEL1", "TEL2", "TEL3",
      "性別(ID)", "性別(名称)", "職業(名称)", "誕生日", "ポイント", "登録日", "更新日"},
     {{"{n}", "山田", "花子", "ヤマダ", "ハナコ", "", "150", "0001", "東京都", "渋谷区神宮前", "1-2-3", "a{n}@example.jp", "03", "3333", "1111", "2", "女性", "会社員", "1980-01-08 00:00:00", "10",
       "2020-01-01 10:00:00", "2026-01-31 10:00:00"}},
     {{"会員ID", Role::id}, {"お名前(姓)", Role::family}, {"お名前(名)", Role::given}, {"お名前(フリガナ・姓)", Role::kana_family}, {"お名前(フリガナ・名)", Role::kana_given},
      {"郵便番号1", Role::postal_code}, {"郵便番号2", Role::postal_code}, {"都道府県(名称)", Role::prefecture}, {"住所1", Role::address}, {"住所2", Role::address},
      {"メールアドレス", Role::email}, {"TEL1", Role::phone}, {"TEL3", Role::phone}, {"性別(ID)", Role::unused}, {"性別(名称)", Role::sex}, {"職業(名称)", Role::occupation},
      {"誕生日", Role::birth_date}, {"ポイント", Role::unused}, {"登録日", Role::since}, {"更新日", Role::updated_at}},
     "会員ID"},
    {"Shopify",
     {"Customer ID", "First Name", "Last Name", "Email", "Accepts Email Marketing", "Default Address Company", "Default Address Address1", "Default Address Address2", "Default Address City",
      "Default Address Province Code", "Default Address Country Code", "Default Address Zip", "Default Address Phone", "Phone", "Total Spent", "Note", "Tags"},
     {{"'{n}9", "Hanako", "Yamada", "a{n}@example.com", "yes", "", "1-2-3 Jingumae", "Mezon 101", "Shibuya-ku", "JP-13", "JP", "150-0001", "+81 90-0111-{nnnn}", "090-0111-{nnnn}", "0.00", "", ""}},
     {{"Customer ID", Role::id}, {"First Name", Role::given}, {"Last Name", Role::family}, {"Email", Role::email}, {"Default Address Company", Role::company},
      {"Default Address Address1", Role::address}, {"Default Address City", Role::city}, {"Default Address Country Code", Role::country}, {"Default Address Zip", Role::postal_code}, {"Phone", Role::phone}, {"Total Spent", Role::unused},
      {"Accepts Email Marketing", Role::unused}, {"Note", Role::note}},
     "Customer ID"},
    {"BASE",
     {"注文ID", "注文日時", "氏(請求先)", "名(請求先)", "郵便番号(請求先)", "都道府県(請求先)", "住所(請求先)", "住所2(請求先)", "電話番号(請求先)", "メールアドレス(請求先)", "氏(配送先)", "名(配送先)",
      "郵便番号(配送先)", "電話番号(配送先)", "商品名", "価格"},
     {{"AB{n}", "2026-01-31 10:00", "山田", "花子", "1500001", "東京都", "渋谷区神宮前1-2-3", "", "0333331111", "a{n}@example.jp", "鈴木", "一郎", "1600022", "0355551111", "茶", "1000"}},
     {{"氏(請求先)", Role::family}, {"名(請求先)", Role::given}, {"郵便番号(請求先)", Role::postal_code}, {"住所(請求先)", Role::address}, {"電話番号(請求先)", Role::phone},
      {"メールアドレス(請求先)", Role::email}, {"商品名", Role::unused}, {"価格", Role::unused}, {"注文ID", Role::unused}},
     ""},
    {"弥生 得意先",
     {"得意先コード", "得意先名", "フリガナ", "略称", "郵便番号", "住所1", "住所2", "TEL", "FAX", "先方担当者名", "担当者コード", "締日"},
     {{"{n}00", "株式会社青空商事", "ｱｵｿﾞﾗｼｮｳｼﾞ", "青空", "150-0001", "東京都渋谷区神宮前1-2-3", "", "03-3333-1111", "03-3333-1112", "佐藤 健", "001", "20"}},
     {{"得意先コード", Role::company_id}, {"得意先名", Role::company}, {"フリガナ", Role::company_kana}, {"TEL", Role::phone}, {"FAX", Role::fax}, {"先方担当者名", Role::name},
      {"担当者コード", Role::own_staff}, {"締日", Role::unused}},
     "得意先コード",
     Suggestion::organisation},
    {"名刺の一覧",
     {"会社名", "部署名", "役職", "氏名", "e-mail", "郵便番号", "住所", "TEL会社", "TEL直通", "携帯電話", "FAX", "URL", "名刺交換日"},
     {{"株式会社青空{n}", "営業部", "課長", "佐藤 健", "ken{n}@example.jp", "150-0001", "東京都渋谷区神宮前1-2-3", "03-3333-1111", "", "090-0111-{nnnn}", "", "https://example.jp", "2026/01/31"}},
     {{"会社名", Role::company}, {"部署名", Role::department}, {"役職", Role::title}, {"氏名", Role::name}, {"e-mail", Role::email}, {"住所", Role::address}, {"TEL会社", Role::phone},
      {"携帯電話", Role::phone}, {"URL", Role::website}, {"名刺交換日", Role::since}},
     ""},
    {"医院",
     {"患者番号", "患者氏名", "カナ氏名", "生年月日", "性別", "年齢", "郵便番号", "住所", "電話番号", "保険者番号", "主治医", "最終来院日"},
     {{"{n}0", "山田 花子", "ヤマダ ハナコ", "昭和55年1月8日", "女", "46", "150-0001", "東京都渋谷区神宮前1-2-3", "03-3333-1111", "138057", "佐藤 健", "2026/1/31"}},
     {{"患者番号", Role::id}, {"患者氏名", Role::name}, {"カナ氏名", Role::kana}, {"生年月日", Role::birth_date}, {"性別", Role::sex}, {"年齢", Role::unused}, {"電話番号", Role::phone},
      {"保険者番号", Role::unused}, {"主治医", Role::own_staff}},
     "患者番号"},
    {"学校",
     {"学籍番号", "学年", "クラス", "生徒氏名", "ふりがな", "保護者氏名", "続柄", "住所", "緊急連絡先"},
     {{"S{n}", "1", "A", "山田 花子", "やまだ はなこ", "山田 一郎", "父", "東京都渋谷区神宮前1-2-3", "090-0111-{nnnn}"}},
     {{"学籍番号", Role::id}, {"生徒氏名", Role::name}, {"ふりがな", Role::kana}, {"保護者氏名", Role::name}, {"住所", Role::address}, {"学年", Role::unused}},
     "学籍番号"},
    {"Google contacts",
     {"First Name", "Middle Name", "Last Name", "Phonetic First Name", "Phonetic Last Name", "Organization Name", "Organization Title", "Birthday", "Notes", "Labels", "E-mail 1 - Label",
      "E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value", "Address 1 - Formatted", "Address 1 - Postal Code"},
     {{"花子", "", "山田", "ハナコ", "ヤマダ", "", "", "1980-01-08", "", "* myContacts", "* Home", "a{n}@example.com ::: b{n}@example.com", "Mobile", "090-0111-{nnnn}", "東京都渋谷区神宮前1-2-3", "150-0001"}},
     {{"First Name", Role::given}, {"Last Name", Role::family}, {"Phonetic First Name", Role::kana_given}, {"E-mail 1 - Value", Role::email}, {"E-mail 1 - Label", Role::unused},
      {"Phone 1 - Value", Role::phone}, {"Address 1 - Formatted", Role::address}, {"Labels", Role::unused}, {"Birthday", Role::birth_date}},
     ""},
    {"Outlook",
     {"Title", "First Name", "Last Name", "Company", "Department", "Job Title", "Business Street", "Business City", "Business Postal Code", "Home Street", "Business Phone", "Mobile Phone", "E-mail Address",
      "Birthday", "Notes"},
     {{"Ms.", "Hanako", "Yamada", "Aozora Inc.", "Sales", "Manager", "1-2-3 Jingumae", "Shibuya-ku", "150-0001", "", "03-3333-1111", "090-0111-{nnnn}", "a{n}@example.com", "1980/1/8", ""}},
     {{"Title", Role::unused}, {"First Name", Role::given}, {"Company", Role::company}, {"Job Title", Role::title}, {"Business Street", Role::address}, {"Business Phone", Role::phone},
      {"E-mail Address", Role::email}},
     ""},
    {"Salesforce",
     {"Contact ID", "Salutation", "First Name", "Last Name", "Title", "Account Name", "Mailing Street", "Mailing City", "Mailing State/Province", "Mailing Zip/Postal Code", "Phone", "Mobile", "Email",
      "Contact Owner", "Last Modified Date"},
     {{"003A{n}", "Ms.", "Hanako", "Yamada", "Manager", "Aozora Inc.", "1-2-3 Jingumae", "Shibuya-ku", "Tokyo", "150-0001", "03-3333-1111", "090-0111-{nnnn}", "a{n}@example.com", "Ken Sato", "2026/01/31"}},
     {{"Contact ID", Role::id}, {"Salutation", Role::unused}, {"Title", Role::title}, {"Account Name", Role::company}, {"Mailing Street", Role::address}, {"Mobile", Role::phone},
      {"Contact Owner", Role::unused}, {"Last Modified Date", Role::updated_at}},
     "Contact ID"},
    {"without a heading",
     {"列1", "列2", "列3", "列4", "列5", "列6", "列7"},
     {{"A{n}", "山田 花子", "ヤマダ ハナコ", "090-0111-{nnnn}", "a{n}@example.jp", "150-0001", "東京都渋谷区神宮前1-2-3"}},
     {{"列1", Role::id}, {"列2", Role::name}, {"列3", Role::kana}, {"列4", Role::phone}, {"列5", Role::email}, {"列6", Role::postal_code}, {"列7", Role::address}},
     "列1"},
    {"vague headings: the content decides", {"No", "名称", "連絡先", "所在"}, {{"{n}", "株式会社青空商事", "03-3333-1111", "東京都渋谷区神宮前1-2-3"}},
     {{"No", Role::row_number}, {"名称", Role::company}, {"連絡先", Role::phone}, {"所在", Role::address}}, "", Suggestion::organisation},
    {"a heading that lies is asked about", {"氏名", "電話番号"}, {{"山田 花子", "a{n}@example.jp"}}, {{"氏名", Role::name}, {"電話番号", Role::email}}, "", Suggestion::person, 1},
    {"one column of addresses", {"メールアドレス"}, {{"a{n}@example.jp"}}, {{"メールアドレス", Role::email}}, ""},
    {"nobody", {"商品コード", "商品名", "単価"}, {{"T{n}", "茶", "100"}}, {}, "", Suggestion::nobody},
    {"our own staff beside the customer's name", {"顧客名", "電話", "担当者"}, {{"山田 花子", "03-3333-1111", "佐藤"}}, {{"顧客名", Role::name}, {"担当者", Role::own_staff}}, ""},
    {"few different 担当者 over many companies are ours", {"会社名", "担当者"}, {{"株式会社青空{n}", "佐藤 健"}}, {{"会社名", Role::company}, {"担当者", Role::own_staff}}, "",
     Suggestion::organisation},
};

TEST(Suggest, ListsOfManyMakers) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    SeenList list = list_of(c.headings, c.rows);
    Suggestion s = suggest(list);
    for (const auto& [heading, role] : c.expect) {
      size_t at = size_t(std::find(c.headings.begin(), c.headings.end(), heading) - c.headings.begin());
      ASSERT_LT(at, c.headings.size()) << heading;
      EXPECT_EQ(role_word(s.columns[at].role, Lang::en), role_word(role, Lang::en)) << heading << " in " << roles_of(list, s);
    }
    EXPECT_EQ(s.key.empty() ? "" : list.columns[s.key[0]].name, c.key);
    EXPECT_EQ(s.main, c.main) << roles_of(list, s);
    EXPECT_EQ(s.doubts.size(), c.doubts);
    if (s.main == Suggestion::nobody) continue;
    for (Lang lang : {Lang::ja, Lang::en}) {
      std::string text = mapping_text(s, list, "some.list", c.what, lang);
      Mapping mapping = read_mapping(text, "some.list.yaml");
      MappingTestReport report = test_mapping(mapping, {});
      EXPECT_EQ(report.run, 1u);
      EXPECT_TRUE(report.failures.empty()) << text;
      EXPECT_EQ(mapping.missing_fields(c.headings), std::vector<std::string>()) << text;
      for (const std::string& heading : c.headings) EXPECT_TRUE(mapping.knows_field(heading)) << heading << "\n" << text;
    }
  }
}

TEST(Suggest, NumbersInPiecesBecomeOne) {
  SeenList list = list_of(cases[1].headings, cases[1].rows);
  std::string text = mapping_text(suggest(list), list, "shop.list", "", Lang::ja);
  EXPECT_NE(text.find("phone: {join: [TEL1, TEL2, TEL3], with: '-'}"), text.npos) << text;
  EXPECT_NE(text.find("postal_code: {join: [郵便番号1, 郵便番号2], with: '-'}"), text.npos) << text;
  EXPECT_NE(text.find("customer.phone: \"090-1234-5678\""), text.npos) << text;
}

TEST(Suggest, SeveralValuesInACellAreSplit) {
  SeenList list = list_of(cases[8].headings, cases[8].rows);
  std::string text = mapping_text(suggest(list), list, "google.list", "", Lang::en);
  EXPECT_NE(text.find("email: {from: E-mail 1 - Value, split: \" ::: \"}"), text.npos) << text;
}

TEST(Suggest, NobodysValuesComeIntoTheFile) {
  SeenList list = list_of({"番号", "氏名", "電話"}, {{"Q{n}", "秘密 太郎", "090-7777-6666"}});
  std::string text = mapping_text(suggest(list), list, "some.list", "", Lang::ja);
  for (const char* value : {"秘密", "7777", "Q1"}) EXPECT_EQ(text.find(value), text.npos) << text;
}

TEST(Suggest, AKeyWithAFewDoublesIsAskedAbout) {
  SeenList list = list_of({"会員番号", "氏名"}, {{"A{n}", "山田 花子"}}, 1000);
  list.columns[0].distinct = 997;
  Suggestion s = suggest(list);
  ASSERT_EQ(s.doubts.size(), 1u);
  EXPECT_EQ(s.doubts[0].kind, Doubt::key);
  EXPECT_EQ(s.doubts[0].rows, 3);
  EXPECT_EQ(s.key.size(), 1u);
  EXPECT_TRUE(suggest(list, {{}, false}).key.empty());
  list.columns[0].distinct = 400;
  s = suggest(list);
  EXPECT_TRUE(s.doubts.empty());
  EXPECT_TRUE(s.key.empty());
  EXPECT_NE(mapping_text(s, list, "some.list", "", Lang::ja).find("identifies: party"), std::string::npos);
}

TEST(Suggest, AnswersWin) {
  SeenList list = list_of({"氏名", "電話番号"}, {{"山田 花子", "a{n}@example.jp"}});
  Suggestion s = suggest(list, {{{1, Role::unused}}, {}});
  EXPECT_EQ(s.columns[1].role, Role::unused);
  EXPECT_TRUE(s.doubts.empty());
}

TEST(Suggest, HeadingsThatYamlWouldMisread) {
  SeenList list = list_of({"氏名：漢字", "電話: 自宅", "#メール", "備考\n(任意)", "\"住所\"", "no"}, {{"山田 花子", "03-3333-1111", "a{n}@example.jp", "x", "東京都渋谷区神宮前1-2-3", "z"}});
  std::string text = mapping_text(suggest(list), list, "odd.list", "", Lang::ja);
  Mapping mapping = read_mapping(text, "odd.list.yaml");
  for (const SeenColumn& column : list.columns) EXPECT_TRUE(mapping.knows_field(column.name)) << column.name << text;
  EXPECT_TRUE(test_mapping(mapping, {}).failures.empty()) << text;
}

TEST(Suggest, TwoThousandColumns) {
  std::vector<std::string> headings = {"氏名", "電話"};
  std::vector<std::string> row = {"山田 花子", "03-3333-1111"};
  for (int i = 3; i <= 2000; ++i) {
    headings.push_back("項目" + std::to_string(i));
    row.push_back(std::to_string(i));
  }
  SeenList list = list_of(headings, {row}, 3);
  Suggestion s = suggest(list);
  EXPECT_EQ(s.main, Suggestion::person);
  EXPECT_LE(s.doubts.size(), 3u);
  read_mapping(mapping_text(s, list, "wide.list", "", Lang::ja), "wide.list.yaml");
}

}  // namespace
}  // namespace musubi
