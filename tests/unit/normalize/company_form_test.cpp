#include "core/normalize/company_form.hpp"

#include <gtest/gtest.h>

#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Case {
  const char *text, *core, *form;
};

void are_read(std::initializer_list<Case> cases) {
  for (const Case& c : cases) {
    const Company got = company(c.text);
    EXPECT_EQ(got.core_name, c.core) << c.text;
    EXPECT_EQ(got.legal_form, c.form) << c.text;
    EXPECT_EQ(said(got), "") << c.text;
  }
}

TEST(CompanyForm, MayStandWhereItBeginsOrIsSaidToBe) {
  for (View text : {View(U"結株式会社大阪支店"), View(U"結 株 式 会社"), View(U"結會社合同會社"), View(U"結(宗)"), View(U"「結」"), View(U"結商事 KK"), View(U"結ぜいりしほうじん"), View(U"前株結"),
                    View(U"結 あと株"), View(U"カブ ムスビ"), View(U"ムスビ(カ"), View(U"イ)ムスビ")})
    EXPECT_TRUE(may_have_form(text)) << utf8(text);
  for (View text : {View(), View(U"髙橋一郎"), View(U"西園寺 公望"), View(U"ヤマダ・ハナコ"), View(U"結商事 大阪支店"), View(U"有明"), View(U"カ"), View(U"123 4")})
    EXPECT_FALSE(may_have_form(text)) << utf8(text);
}

TEST(CompanyForm, IsReadInOlderCharactersOtherKanaAndSigns) {
  are_read({
      {"合同會社結", "結", "合同会社"},
      {"一般社團法人結", "結", "一般社団法人"},
      {"醫療法人結会", "結会", "医療法人"},
      {"株式會社大和商會", "大和商會", "株式会社"},
      {"Npo法人結", "結", "特定非営利活動法人"},
      {"かぶしき会社結", "結", "株式会社"},
      {"ごうどうがいしゃ結", "結", "合同会社"},
      {"結ｾﾞｲﾘｼﾎｳｼﾞﾝ", "結", "税理士法人"},
      {"シヤカイホケンロウムシホウジン 結", "結", "社会保険労務士法人"},
      {"社労士法人結", "結", "社会保険労務士法人"},
      {"㊑結", "結", "株式会社"},
      {"結㊔", "結", "合名会社"},
      {"㊖結", "結", "財団法人"},
      {"㏍結", "結", "株式会社"},
      {"( 株 )結", "結", "株式会社"},
      {"結（　株　）", "結", "株式会社"},
      {"(一般社団)結", "結", "一般社団法人"},
      {"(社医)結会", "結会", "社会医療法人"},
      {"特定非営利活動法人(NPO法人)結", "結", "特定非営利活動法人"},
  });
}

TEST(CompanyForm, IsReadAsBanksWriteIt) {
  are_read({
      {"(シユウ)ムスビ", "ムスビ", "宗教法人"},
      {"ムスビ(ドク)", "ムスビ", "独立行政法人"},
      {"ムスビ(ベン)オオサカシテン", "ムスビ", "弁護士法人"},
      {"チユウ)ムスビ", "ムスビ", "中間法人"},
      {"ムスビ(チユウ", "ムスビ", "中間法人"},
      {"イ)シヤダンムスビカイ", "ムスビカイ", "医療法人社団"},
      {"セイキヨウ)ムスビ", "セイキヨウ)ムスビ", ""},
  });
}

TEST(CompanyForm, OfAMedicalCorporationHasItsKind) {
  are_read({
      {"（医）社団結会", "結会", "医療法人社団"},
      {"(医) 財団 結会", "結会", "医療法人財団"},
      {"結会 （医）社団", "結会", "医療法人社団"},
      {"（医）結会", "結会", "医療法人"},
  });
}

TEST(CompanyForm, InLatinLettersIsReadInAllSpellings) {
  are_read({
      {"Musubi Co.、Ltd.", "Musubi", "株式会社"},
      {"Kabushiki-Kaisha Musubi", "Musubi", "株式会社"},
      {"Musubi Godo-Kaisha", "Musubi", "合同会社"},
      {"Musubi SpA", "Musubi", "S.p.A."},
      {"Musubi GmbH & Co. KG", "Musubi", "GmbH & Co. KG"},
      {"M.S.K. Co., Ltd.", "M.S.K.", "株式会社"},
      {"Musubi S-A", "Musubi S-A", ""},
      {"R&D Inc.", "R&D", "Inc."},
  });
}

TEST(CompanyForm, IsPartedByMarks) {
  are_read({
      {"株式会社:結", "結", "株式会社"},
      {"株式会社_結", "結", "株式会社"},
      {"結-株式会社", "結", "株式会社"},
      {"センタ-株式会社", "センター", "株式会社"},
      {"株式会社A-Z", "A-Z", "株式会社"},
      {"医療法人．結会", "結会", "医療法人"},
      {"株式会社.com", ".com", "株式会社"},
      {"株式会社Ａ－Ｚ結", "A-Z結", "株式会社"},
  });
}

TEST(CompanyForm, LeavesTheNameItsPartners) {
  are_read({
      {"Musubi & Co., Ltd.", "Musubi & Co", "株式会社"},
      {"Musubi&Co.,Ltd.", "Musubi&Co", "株式会社"},
      {"MUSUBI AND COMPANY, LIMITED", "MUSUBI AND COMPANY", "株式会社"},
      {"Musubi & Co. Inc.", "Musubi & Co", "Inc."},
      {"Musubi & Co.", "Musubi & Co.", ""},
      {"A&AG", "A&AG", ""},
      {"Musubi Co., Inc.", "Musubi", "Inc."},
      {"MUSUBI COMPANY, INCORPORATED", "MUSUBI", "Inc."},
      {"MUSUBI CHAIN CO.", "MUSUBI CHAIN", "Co."},
      {"Musubi Company", "Musubi Company", ""},
      {"Cafe Musubi Co", "Cafe Musubi Co", ""},
  });
  EXPECT_EQ(company("Musubi & Co., Ltd. Tokyo Branch").core_name, "Musubi & Co");
  EXPECT_EQ(company("Musubi&Co., Ltd. Tokyo").core_name, "Musubi&Co");
}

TEST(CompanyForm, IsReadInTheKanaOfBanksAndThePost) {
  are_read({
      {"ソウゴカイシヤ ムスビ", "ムスビ", "相互会社"},
      {"ｺｸﾘﾂｹﾝｷﾕｳｶｲﾊﾂﾎｳｼﾞﾝ ﾑｽﾋﾞ", "ムスビ", "国立研究開発法人"},
      {"ｶﾌﾞ ﾑｽﾋﾞｼﾖｳｼﾞ", "ムスビシヨウジ", "株式会社"},
      {"ムスビシヨウジ カブ", "ムスビシヨウジ", "株式会社"},
      {"ショップ カブ", "ショップ カブ", ""},
      {"カブトコウギヨウ", "カブトコウギヨウ", ""},
      {"カブ 山田", "カブ 山田", ""},
      {"ｶ)ﾑｽﾋﾞﾓ-ﾀ-ｽ", "ムスビモータース", "株式会社"},
      {"ｻｸﾗｶﾗ-(ｶ", "サクラカラー", "株式会社"},
      {"ｶ)ﾋﾟ-･ﾑｽﾋﾞ", "ピー・ムスビ", "株式会社"},
      {"結医療センタ－", "結医療センター", ""},
      {"結モ－タ－ス", "結モ-タ-ス", ""},
      {"らｰめん結", "らーめん結", ""},
      {"コカ－コーラムスビ", "コカ-コーラムスビ", ""},
      {"ムスビン-ヤマダ", "ムスビン-ヤマダ", ""},
      {"居酒屋ムスビ-ヤマダ店", "居酒屋ムスビ-ヤマダ店", ""},
      {"ムスビ-21", "ムスビ-21", ""},
  });
  EXPECT_EQ(company("ｶ)ﾑｽﾋﾞ ｻ-ﾋﾞｽｾﾝﾀ-").branch, "サービスセンター");
}

TEST(CompanyForm, SaysWhereAHyphenWithinAWordWasReadAsALongVowel) {
  for (const auto& [text, core] : {std::pair("株式会社サクラ−カラ−", "サクラーカラー"), std::pair("ら-めんむすび", "らーめんむすび"), std::pair("株式会社ムスビ-ジャパン", "ムスビージャパン")}) {
    EXPECT_EQ(company(text).core_name, core);
    EXPECT_EQ(said(company(text)), "hyphen_for_long_vowel") << text;
  }
  std::string many = "カ";
  for (int i = 0; i < 100'000; ++i) many += "-・カ";
  EXPECT_FALSE(company(many + "漢").core_name.empty()) << "in one go";
}

TEST(CompanyForm, AHyphenBeforeABranchIsNoPartOfTheName) {
  for (const char* text : {"株式会社ムスビ－大阪支店", "株式会社スーパーむすび－大阪支店"}) EXPECT_EQ(company(text).branch, "大阪支店") << text;
  EXPECT_EQ(company("株式会社ムスビ－大阪支店").core_name, "ムスビ");
  EXPECT_EQ(company("ムスビー－株式会社").core_name, "ムスビー");
}

TEST(CompanyForm, WhatACompanyIsToTheOneBeforeItIsNoHolder) {
  for (const char* text : {"むすび商会（株式会社結商事 代理店）", "むすび商会（株式会社結商事の子会社）", "むすび商会（株式会社結商事、株式会社絆商事）", "むすび商会（元 株式会社結商事）", "むすび商会（旧結商事株式会社）"})
    EXPECT_EQ(company(text).core_name, "むすび商会") << text;
  EXPECT_EQ(company("居酒屋むすび（元気株式会社）").core_name, "元気") << "not all that begins with 元 is former";
  for (const char* text : {"結商事 C/O Musubi Inc.", "結商事 c/oMusubi Inc."}) EXPECT_NE(company(text).core_name, "結商事 C") << text;
}

}  // namespace
}  // namespace musubi::normalize
