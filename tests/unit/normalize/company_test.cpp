#include <gtest/gtest.h>

#include <chrono>

#include "core/normalize/key.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Case {
  const char *text, *core, *form, *position, *branch;
};

void is_taken_apart(const Case& c) {
  Company got = company(c.text);
  EXPECT_EQ(got.core_name, c.core) << c.text;
  EXPECT_EQ(got.legal_form, c.form) << c.text;
  EXPECT_EQ(got.position, c.position) << c.text;
  EXPECT_EQ(got.branch, c.branch) << c.text;
  EXPECT_EQ(said(got), "") << c.text;
}

TEST(Company, TakesNamesApart) {
  for (const Case& c : std::initializer_list<Case>{
           {"株式会社結商事", "結商事", "株式会社", "前", ""},
           {"結商事㈱", "結商事", "株式会社", "後", ""},
           {"（株）結商事 御中", "結商事", "株式会社", "前", ""},
           {"㍿結商事", "結商事", "株式会社", "前", ""},
           {"結商事（有）横浜支店", "結商事", "有限会社", "後", "横浜支店"},
           {"株式会社 結商事 横浜支店 営業部", "結商事", "株式会社", "前", "横浜支店 営業部"},
           {"株式会社結商事横浜支店", "結商事", "株式会社", "前", "横浜支店"},
           {"株式会社結商事本社", "結商事", "株式会社", "前", "本社"},
           {"結商事株式会社（本社）", "結商事", "株式会社", "後", "本社"},
           {"結商事株式会社 大阪営業所 ご担当者様", "結商事", "株式会社", "後", "大阪営業所"},
           {"株式会社結商事 各位", "結商事", "株式会社", "前", ""},
           {"Musubi Co., Ltd. Tokyo Branch", "Musubi", "株式会社", "後", "Tokyo Branch"},
           {"Musubi Inc., Head Office", "Musubi", "Inc.", "後", "Head Office"},
           {"Musubi Home Office", "Musubi Home Office", "", "", ""},
           {"ｶ)ﾑｽﾋﾞｼﾖｳｼﾞ", "ムスビシヨウジ", "株式会社", "前", ""},
           {"ムスビシヨウジ(カ", "ムスビシヨウジ", "株式会社", "後", ""},
           {"フク)ムスビカイ", "ムスビカイ", "社会福祉法人", "前", ""},
           {"結商事（前株）", "結商事", "株式会社", "前", ""},
           {"NPO法人むすび", "むすび", "特定非営利活動法人", "前", ""},
           {"(一社)むすびの会", "むすびの会", "一般社団法人", "前", ""},
           {"Musubi Co., Ltd.", "Musubi", "株式会社", "後", ""},
           {"MUSUBI K.K.", "MUSUBI", "株式会社", "後", ""},
           {"Musubi Inc.", "Musubi", "Inc.", "後", ""},
           {"国立大学法人むすび大学", "むすび大学", "国立大学法人", "前", ""},
           {"結商店", "結商店", "", "", ""},
           {"山田 薬局", "山田 薬局", "", "", ""},
           {"ABC システム株式会社 大阪支店", "ABC システム", "株式会社", "後", "大阪支店"},
           {"", "", "", "", ""},
       })
    is_taken_apart(c);
}

TEST(Company, ReadsFormsAsTheyAreWritten) {
  for (const Case& c : std::initializer_list<Case>{
           {"（株式会社）青空", "青空", "株式会社", "前", ""},
           {"（一般社団法人）結協会", "結協会", "一般社団法人", "前", ""},
           {"青空［株］", "青空", "株式会社", "後", ""},
           {"【株】青空", "青空", "株式会社", "前", ""},
           {"株 式 会 社 青空", "青空", "株式会社", "前", ""},
           {"青空 株式 会社", "青空", "株式会社", "後", ""},
           {"認定特定非営利活動法人むすび", "むすび", "特定非営利活動法人", "前", ""},
           {"結新日本有限責任監査法人", "結新日本", "有限責任監査法人", "後", ""},
           {"社会医療法人財団結会", "結会", "社会医療法人", "前", ""},
           {"医療法人（社団）結会", "結会", "医療法人社団", "前", ""},
           {"ムスビ（ゼイ", "ムスビ", "税理士法人", "後", ""},
           {"カ)ムスビ（エイ", "ムスビ", "株式会社", "前", "営業所"},
           {"カ)ムスビ オオサカシテン", "ムスビ", "株式会社", "前", "オオサカシテン"},
           {"公財)結財団", "結財団", "公益財団法人", "前", ""},
           {"むすびしょうじかぶしきかいしゃ", "むすびしょうじ", "株式会社", "後", ""},
           {"結商事Co.,Ltd.", "結商事", "株式会社", "後", ""},
           {"結商事LLP", "結商事", "LLP", "後", ""},
           {"Musubi Pvt. Ltd.", "Musubi", "Pvt. Ltd.", "後", ""},
           {"Musubi S.p.A.", "Musubi", "S.p.A.", "後", ""},
           {"Musubi SE", "Musubi", "SE", "後", ""},
           {"結温泉 SPA", "結温泉 SPA", "", "", ""},
           {"K.K. Musubi", "Musubi", "株式会社", "前", ""},
           {"Kabushiki Kaisha Musubi", "Musubi", "株式会社", "前", ""},
       })
    is_taken_apart(c);
}

TEST(Company, PartsBranchesWhereTheNameEnds) {
  struct Part {
    const char *text, *core, *branch;
  };
  for (const Part& c : std::initializer_list<Part>{
           {"株式会社結商事(横浜支店)", "結商事", "横浜支店"},
           {"株式会社結商事（東京）", "結商事", "東京"},
           {"Musubi Co., Ltd. (Osaka)", "Musubi", "Osaka"},
           {"株式会社結商事 東京支店(新宿)", "結商事", "東京支店(新宿)"},
           {"株式会社結商事第一営業部", "結商事", "第一営業部"},
           {"株式会社結商事経営企画部", "結商事", "経営企画部"},
           {"株式会社結商事札幌中央支店", "結商事", "札幌中央支店"},
           {"株式会社結商事第三工場", "結商事", "第三工場"},
           {"株式会社結商事上海支店", "結商事", "上海支店"},
           {"有限会社結屋総本店", "結屋総本店", ""},
           {"株式会社結商事 東京　営業所", "結商事", "東京 営業所"},
           {"結農業協同組合 北支所", "結農業協同組合", "北支所"},
           {"弁護士法人結法律事務所 東京事務所", "結法律事務所", "東京事務所"},
           {"結 事務所", "結 事務所", ""},
           {"株式会社結商事 購買G", "結商事", "購買G"},
           {"株式会社結商事 広報", "結商事", "広報"},
           {"株式会社サン 企画", "サン 企画", ""},
           {"株式会社結商事 採用担当者様", "結商事", "採用担当者"},
           {"株式会社結商事 代表取締役 渋屋一郎", "結商事", "代表取締役 渋屋一郎"},
           {"株式会社結商事 大阪支店 支店長 渋屋一郎様", "結商事", "大阪支店 支店長 渋屋一郎"},
           {"株式会社神殿", "神殿", ""},
           {"株式会社奥様", "奥様", ""},
           {"株式会社結商事殿", "結商事", ""},
       }) {
    Company got = company(c.text);
    EXPECT_EQ(got.core_name, c.core) << c.text;
    EXPECT_EQ(got.branch, c.branch) << c.text;
    EXPECT_EQ(said(got), "") << c.text;
  }
}

TEST(Company, LeavesOutWhatIsNoPartOfTheName) {
  struct Part {
    const char *text, *shown;
    bool noted;
  };
  for (const Part& c : std::initializer_list<Part>{
           {"「株式会社結商事」", "株式会社結商事", false},
           {"★株式会社結商事", "株式会社結商事", false},
           {"1.株式会社結商事", "株式会社結商事", false},
           {"①株式会社結商事", "株式会社結商事", false},
           {"1)株式会社結商事(東京支店)", "株式会社結商事 東京支店", false},
           {"7 医療法人（財団）", "7医療法人財団", false},
           {"21株式会社 大阪支店", "21株式会社 大阪支店", false},
           {"【重要】株式会社結商事", "株式会社結商事", true},
           {"旧株式会社結商事", "株式会社結商事", true},
           {"むすびカフェ 株式会社結商事", "株式会社結商事", true},
           {"むすびカフェ 株式会社山田", "株式会社山田", true},
           {"株式会社/結商事/大阪支店", "株式会社結商事 大阪支店", false},
           {"株式会社結商事 Co., Ltd.", "株式会社結商事", false},
           {"営業部 株式会社結商事", "株式会社結商事 営業部", false},
           {"結商事 株式会社 大阪支店", "結商事株式会社 大阪支店", false},
           {"株式会社結商事 (Musubi Shoji Co., Ltd.)", "株式会社結商事", true},
           {"Musubi Shoji Co., Ltd. (株式会社結商事)", "株式会社結商事", true},
           {"株式会社結商事（旧：青空商会）", "株式会社結商事", true},
           {"株式会社結商事（ムスビショウジ）", "株式会社結商事", true},
           {"株式会社結商事 T7000012050002", "株式会社結商事", true},
           {"株式会社結商事（法人番号:7000012050002）", "株式会社結商事", true},
           {"株式会社ムスビ・イー（商号 株式会社MUSUBI E）", "株式会社ムスビ・イー", true},
           {"株式会社結商事（定款上の商号　結商事２４株式会社）", "株式会社結商事", true},
           {"居酒屋あおぞら（有限会社山田商店）", "有限会社山田商店", true},
           {"居酒屋あおぞら（㈱山田商店）", "株式会社山田商店", true},
           {"劇団あおぞら（あおぞら　株式会社）", "あおぞら株式会社", true},
           {"むすびカフェ〈株式会社結商事〉", "株式会社結商事", true},
           {"むすびカフェ（運営：株式会社結商事）", "株式会社結商事", true},
           {"むすび短期大学（学校法人結学園）", "学校法人結学園", true},
           {"居酒屋あおぞら（旧 有限会社山田商店）", "居酒屋あおぞら", true},
           {"居酒屋あおぞら（有限会社山田商店", "有限会社山田商店", true},
           {"結商事 / Musubi & Co., Ltd.", "結商事", true},
           {"株式会社結商事／Musubi Shoji Co., Ltd.", "株式会社結商事", true},
           {"Musubi Shoji K.K. / 結商事株式会社", "結商事株式会社", true},
       }) {
    Company got = company(c.text);
    EXPECT_EQ(shown(got), c.shown) << c.text;
    EXPECT_EQ(said(got), c.noted ? "beside_company" : "") << c.text;
    EXPECT_EQ(shown(company(c.shown)), c.shown) << c.text;
  }
}

TEST(Company, KeepsDifferentCompaniesApart) {
  auto key_of = [](const char* text) { return keys("company", {shown(company(text))}).strict; };
  EXPECT_NE(key_of("（株式会社）青空"), key_of("（有限会社）大地"));
  EXPECT_NE(key_of("認定特定非営利活動法人あおぞら"), key_of("認定特定非営利活動法人だいち"));
  EXPECT_NE(key_of("①株式会社青空"), key_of("①株式会社大地"));
  EXPECT_EQ(key_of("（株式会社）青空"), key_of("青空㈱"));
}

TEST(Company, LeavesOutWhatListsKeepBesideIt) {
  for (const char* text : {"株式会社青空【休眠】", "株式会社青空（閉鎖）", "株式会社青空 ※請求書別送", "株式会社青空 03-3213-1111", "株式会社青空／株式会社大地", "株式会社青空・株式会社大地", "株式会社青空（7203）", "株式会社青空【130A】"}) {
    EXPECT_EQ(shown(company(text)), "株式会社青空") << text;
    EXPECT_EQ(said(company(text)), "beside_company") << text;
  }
  for (const char* text : {"×株式会社青空", "株式会社青空 (株)", "株式会社 青空 株式会社"}) EXPECT_EQ(shown(company(text)), "株式会社青空") << text;
  EXPECT_EQ(company("株式会社青空・大地").core_name, "青空・大地");
  EXPECT_EQ(company("青空（4452）").core_name, "青空");
  EXPECT_EQ(company("株式会社青空(2020)").core_name, "青空(2020)");
}

TEST(Company, IsNeverCutWithinABracket) {
  EXPECT_EQ(company("居酒屋（大地）東京支店").core_name, "居酒屋(大地)");
  EXPECT_EQ(company("株式会社結（旧 株式会社青空）商事").core_name, "結(旧 株式会社青空)商事");
}

TEST(Company, HasOneKeyHoweverBanksAndThePostWriteIt) {
  auto key_of = [](const char* text) { return keys("company", {shown(company(text))}); };
  for (auto [bank, written] : std::initializer_list<std::pair<const char*, const char*>>{{"ｶ)ｻ-ｸﾗ-", "株式会社サークラー"},
                                                                                          {"ﾑｽﾋﾞｼﾞﾔﾊﾟﾝ(ｶ", "ムスビジャパン㈱"},
                                                                                          {"ﾕ)ﾑｽﾋﾞｼﾖｯﾌﾟ", "有限会社ムスビショツプ"}}) {
    EXPECT_EQ(key_of(bank).strict, key_of(written).strict) << bank;
    EXPECT_EQ(key_of(bank).loose, key_of(written).loose) << bank;
  }
  EXPECT_EQ(key_of("株式会社結本社").strict, key_of("㈱結本社 東京支店").strict);
  EXPECT_EQ(key_of("有限会社小林本店").strict, key_of("有限会社小林本店 東京支店").strict);
  EXPECT_NE(key_of("株式会社結グループ本社").strict, key_of("株式会社結グループ").strict);
}

TEST(Company, KeepsANameThatStandsInBrackets) {
  struct Part {
    const char *text, *core, *key;
  };
  for (const Part& c : std::initializer_list<Part>{
           {"NPO法人「ひまわり」", "ひまわり", "ヒマワリ"},
           {"株式会社「ヤマダ」", "ヤマダ", "ヤマダ"},
           {"株式会社（ABC）", "ABC", "abc"},
           {"一般社団法人「ひまわり」", "ひまわり", "ヒマワリ"},
           {"居酒屋「山田」", "居酒屋「山田」", "居酒屋山田"},
           {"民宿（山田）", "民宿(山田)", "民宿山田"},
           {"山田商店（東京）", "山田商店(東京)", "山田商店東京"},
           {"山田商店（東京支店）", "山田商店", "山田商店"},
           {"富士結SE", "富士結SE", "富士結se"},
           {"株式会社日本AG", "日本AG", "日本ag"},
           {"三結SA株式会社", "三結SA", "三結sa"},
           {"株式会社Studio AB", "Studio AB", "studioab"},
           {"株式会社山田 有限会社佐藤", "山田", "山田"},
           {"株式会社第一営業部", "第一営業部", "第一営業部"},
       }) {
    Company got = company(c.text);
    EXPECT_EQ(got.core_name, c.core) << c.text;
    EXPECT_EQ(keys("company", {shown(got)}).strict, c.key) << c.text;
  }
}

TEST(Company, IsNamedByNoHonorific) {
  for (const char* text : {"有限会社 御中", "(株) 御中", "株式会社 様", "株式会社 ご担当者様", "御中"}) {
    const Company got = company(text);
    EXPECT_EQ(got.core_name, "") << text;
    EXPECT_EQ(said(got), "no_company_name") << text;
  }
}

TEST(Company, ReadsManySignsInOneGo) {
  for (const auto& [sign, behind] : {std::pair("㊑", ""), std::pair("(", ")結商事"), std::pair("「", "」結商事"), std::pair("（株", "")}) {
    std::string text;
    for (int i = 0; i < 300'000; ++i) text += sign;
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(company(text + behind).core_name.empty()) << sign;
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << sign;
  }
}

TEST(Company, ShowsTheWholeName) {
  EXPECT_EQ(shown(company("(株)結商事　横浜支店")), "株式会社結商事 横浜支店");
  EXPECT_EQ(shown(company("結商事㈲")), "結商事有限会社");
  EXPECT_EQ(shown(company("Musubi Inc.")), "Musubi Inc.");
}

TEST(Company, GivesOneKeyToOneCompany) {
  auto key_of = [](const char* text) { return keys("company", {company(text).core_name}).strict; };
  const std::string key = key_of("株式会社髙島製作所");
  for (const char* same :
       {"(株)高島製作所", "高島製作所（株）", "高島 製作所", "高島製作所 御中", "㈱髙島製作所　大阪支店"})
    EXPECT_EQ(key_of(same), key) << same;
  EXPECT_NE(key_of("株式会社高島工業"), key);
}

}  // namespace
}  // namespace musubi::normalize
