#include <gtest/gtest.h>

#include "core/normalize/key.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

struct Part {
  const char *text, *core, *branch;
};

void are_parted(std::initializer_list<Part> cases) {
  for (const Part& c : cases) {
    const Company got = company(c.text);
    EXPECT_EQ(got.core_name, c.core) << c.text;
    EXPECT_EQ(got.branch, c.branch) << c.text;
    EXPECT_EQ(company(shown(got)).core_name, c.core) << c.text;
  }
}

TEST(CompanyBranch, OneCharacterIsANameBehindAForm) {
  are_parted({
      {"株式会社星札幌支店", "星", "札幌支店"},
      {"株式会社椿上海支店", "椿", "上海支店"},
      {"株式会社A東京都支部", "A", "東京都支部"},
      {"株式会社7東京本社", "7", "東京本社"},
      {"株式会社松総務部人事課", "松", "総務部人事課"},
      {"星札幌支店（前株）", "星", "札幌支店"},
      {"株式会社大東京支店", "大東京支店", ""},
      {"株式会社新大阪支店", "新大阪支店", ""},
      {"株式会社長谷川本社", "長谷川", "本社"},
      {"有限会社松本店", "松本店", ""},
      {"星札幌支店", "星札幌支店", ""},
  });
}

TEST(CompanyBranch, OnePlaceOrACityWithAPartOfIt) {
  are_parted({
      {"株式会社新宿高野東京本社", "新宿高野", "東京本社"},
      {"丸井今井札幌本店", "丸井今井", "札幌本店"},
      {"株式会社丸井今井第三工場", "丸井今井", "第三工場"},
      {"株式会社新宿高野総務部", "新宿高野", "総務部"},
      {"株式会社結商事札幌中央支店", "結商事", "札幌中央支店"},
      {"株式会社結商事東京新宿支店", "結商事", "東京新宿支店"},
      {"株式会社結商事大阪南支店", "結商事", "大阪南支店"},
      {"株式会社結商事新宿西口支店", "結商事", "新宿西口支店"},
      {"株式会社結商事東大阪支店", "結商事", "東大阪支店"},
      {"株式会社日東大阪支店", "日東", "大阪支店"},
      {"株式会社山本町田支店", "山本", "町田支店"},
      {"株式会社結関西東京本社", "結関西", "東京本社"},
      {"株式会社テレビ静岡総務部", "テレビ静岡", "総務部"},
      {"日本赤十字社東京都支部", "日本赤十字社", "東京都支部"},
      {"赤十字社札幌支部", "赤十字社", "札幌支部"},
      {"カフェ・ド・パリ東京支店", "カフェ・ド・パリ", "東京支店"},
      {"ホテル・ロンドン東京支店", "ホテル・ロンドン", "東京支店"},
      {"メゾン・ド・パリ本店", "メゾン・ド・パリ", "本店"},
  });
}

TEST(CompanyBranch, TakesTheWholeChain) {
  are_parted({
      {"株式会社山田大阪支店営業部", "山田", "大阪支店営業部"},
      {"株式会社山田大阪支店 営業部", "山田", "大阪支店 営業部"},
      {"神戸製鋼所高砂工場 総務部", "神戸製鋼所", "高砂工場 総務部"},
      {"株式会社山田総務部人事課", "山田", "総務部人事課"},
      {"株式会社山田営業部東京第二課", "山田", "営業部東京第二課"},
      {"株式会社山田営業第一課", "山田", "営業第一課"},
      {"株式会社山田東日本営業本部", "山田", "東日本営業本部"},
      {"株式会社山田本社 営業部", "山田", "本社 営業部"},
      {"有限会社小林本店 東京支店", "小林本店", "東京支店"},
      {"株式会社結銀行本店 営業部", "結銀行", "本店 営業部"},
      {"株式会社山田本社工場", "山田", "本社工場"},
      {"株式会社アート企画室", "アート企画室", ""},
      {"株式会社結証券グループ本社", "結証券グループ本社", ""},
      {"株式会社結フードグループ本社", "結フードグループ本社", ""},
      {"株式会社結之日本社", "結之日本社", ""},
      {"株式会社結商事春日本社", "結商事", "春日本社"},
      {"一般財団法人結中央研究所", "結中央研究所", ""},
      {"株式会社結商事札幌中央研究所", "結商事", "札幌中央研究所"},
      {"株式会社結商事 中央研究所", "結商事", "中央研究所"},
      {"公益財団法人結生産性本部", "結生産性本部", ""},
      {"大分県警察本部", "大分県警察本部", ""},
      {"別府市消防本部", "別府市消防本部", ""},
      {"第二管区海上保安本部", "第二管区海上保安本部", ""},
      {"税理士法人結大阪事務所", "結", "大阪事務所"},
      {"株式会社結商事横浜研究所", "結商事", "横浜研究所"},
      {"株式会社結経済研究所", "結経済研究所", ""},
      {"株式会社結カメラ渋谷店", "結カメラ", "渋谷店"},
      {"株式会社小山田酒店", "小山田酒店", ""},
  });
}

TEST(CompanyBranch, GoesOnToAPersonBehindAForm) {
  are_parted({
      {"株式会社山田 営業部 佐藤様", "山田", "営業部 佐藤"},
      {"株式会社山田 大阪支店 営業部 佐藤様", "山田", "大阪支店 営業部 佐藤"},
      {"株式会社山田大阪支店 佐藤様", "山田", "大阪支店 佐藤"},
      {"結商事 営業部 佐藤様", "結商事", "営業部 佐藤"},
      {"株式会社結 研究所 物語", "結 研究所 物語", ""},
      {"株式会社山田御中 経理部", "山田", "経理部"},
      {"株式会社山田 大阪支店 御中 営業部", "山田", "大阪支店 営業部"},
      {"株式会社山田 気付 佐藤様", "山田", "気付 佐藤"},
      {"山田㈱行", "山田", ""},
      {"山田㈱気付", "山田", ""},
      {"山田㈱さん", "山田", ""},
      {"㈱行", "行", ""},
      {"株式会社三行", "三行", ""},
  });
}

TEST(CompanyBranch, TellsStoresFromTrades) {
  are_parted({
      {"株式会社結 新宿西口店", "結", "新宿西口店"},
      {"株式会社結 ららぽーと豊洲店", "結", "ららぽーと豊洲店"},
      {"株式会社結（新宿三丁目店）", "結", "新宿三丁目店"},
      {"M&S 学校法人【新宿三丁目店】", "M&S", "新宿三丁目店"},
      {"株式会社結 八王子店", "結", "八王子店"},
      {"株式会社結 渋谷校", "結", "渋谷校"},
      {"株式会社山田 工務店", "山田 工務店", ""},
      {"有限会社鈴木 酒店", "鈴木 酒店", ""},
      {"有限会社佐藤 美容室", "佐藤 美容室", ""},
      {"有限会社鈴木 ゴルフ倶楽部", "鈴木 ゴルフ倶楽部", ""},
      {"株式会社結 引越センター", "結 引越センター", ""},
      {"株式会社結 総合研究所", "結 総合研究所", ""},
      {"有限会社坂口 鉄工場", "坂口 鉄工場", ""},
      {"株式会社サン オフィス", "サン オフィス", ""},
      {"有限会社オフィス 服部", "オフィス 服部", ""},
  });
}

TEST(CompanyBranch, IsAStoreOnlyBehindAPlaceOrANumber) {
  for (const char* store : {"クリーニング店", "酒造店", "珈琲店", "運送店", "米穀店", "電気工事店", "布団店", "カメラ店", "理髪店", "呉服店", "材木店", "人形店", "植木店", "中国雑貨店", "ラクーア店", "イマイズミ店", "山形屋店"}) {
    const std::string apart = std::string("有限会社鈴木 ") + store, joined = std::string("株式会社鈴木") + store;
    EXPECT_EQ(company(apart).core_name, std::string("鈴木 ") + store);
    EXPECT_EQ(company(joined).core_name, std::string("鈴木") + store);
  }
  are_parted({
      {"株式会社結 渋谷道玄坂店", "結", "渋谷道玄坂店"},
      {"株式会社結 イオンモール幕張店", "結", "イオンモール幕張店"},
      {"株式会社結 吉祥寺北口店", "結", "吉祥寺北口店"},
      {"株式会社結 青山一丁目店", "結", "青山一丁目店"},
      {"株式会社結 第三店", "結", "第三店"},
      {"株式会社結 3号店", "結", "3号店"},
      {"結カメラ 梅田店", "結カメラ", "梅田店"},
      {"株式会社鈴木海産物店", "鈴木海産物店", ""},
      {"株式会社イマイズミ店", "イマイズミ店", ""},
      {"有限会社佐藤 大阪酒店", "佐藤 大阪酒店", ""},
  });
}

TEST(CompanyBranch, IsAnOfficeBehindATown) {
  for (const char* place : {"青山", "神田", "上野", "浅草", "五反田", "恵比寿", "高輪", "築地", "豊洲", "麹町", "堂島", "八丁堀"})
    for (const char* office : {"本社", "本店", "営業部"}) {
      const std::string branch = std::string(place) + office;
      EXPECT_EQ(company("株式会社結商事" + branch).core_name, "結商事") << branch;
      EXPECT_EQ(company("株式会社結商事 " + branch).core_name, "結商事") << branch;
    }
  are_parted({
      {"朝日新聞西部本社", "朝日新聞", "西部本社"},
      {"株式会社新宿高野本店", "新宿高野", "本店"},
      {"株式会社黒川青山本店", "黒川青山", "本店"},
      {"株式会社山田屋呉服本店", "山田屋呉服", "本店"},
      {"株式会社結商事西新宿本社", "結商事", "西新宿本社"},
      {"大和西新宿本社", "大和", "西新宿本社"},
      {"株式会社鈴木八丁堀本社", "鈴木", "八丁堀本社"},
      {"株式会社長谷川西新宿店", "長谷川", "西新宿店"},
  });
}

TEST(CompanyBranch, TakesNoPlaceOutOfAWordOfKatakana) {
  are_parted({
      {"株式会社カミヤマ本社", "カミヤマ", "本社"},
      {"株式会社カサヌキ本社", "カサヌキ", "本社"},
      {"株式会社ササクラ本社", "ササクラ", "本社"},
      {"株式会社ササクラ総務部", "ササクラ", "総務部"},
      {"株式会社ササクラ工場", "ササクラ工場", ""},
      {"株式会社ファンデリーセンター", "ファンデリーセンター", ""},
      {"株式会社ムスビシンガポール支店", "ムスビ", "シンガポール支店"},
      {"株式会社結商事パリ支店", "結商事", "パリ支店"},
  });
}

TEST(CompanyBranch, IsPartedByAPoint) {
  are_parted({
      {"株式会社アプリックス・大阪支店", "アプリックス", "大阪支店"},
      {"株式会社アプリックス・第三工場", "アプリックス", "第三工場"},
      {"株式会社アプリックス・新宿本社", "アプリックス", "新宿本社"},
      {"ABC・東京本社", "ABC", "東京本社"},
      {"ABC・本社", "ABC", "本社"},
      {"株式会社そごう・西武本社", "そごう・西武", "本社"},
      {"株式会社ホテル・ロンドン本社", "ホテル・ロンドン", "本社"},
  });
}

TEST(CompanyBranch, StandsBehindALatinForm) {
  are_parted({
      {"山田商事 Co., Ltd.大阪支店", "山田商事", "大阪支店"},
      {"ムスビ K.K.大阪支店", "ムスビ", "大阪支店"},
      {"Musubi Inc.東京支社", "Musubi", "東京支社"},
      {"Musubi Corp.大阪支店", "Musubi", "大阪支店"},
      {"Musubi Co., Ltd. Tokyo", "Musubi", "Tokyo"},
      {"Musubi Co., Ltd. R&D Center", "Musubi", "R&D Center"},
      {"Musubi Pte. Ltd. Accounting Dept.", "Musubi", "Accounting Dept."},
      {"Musubi K.K. - Tokyo Branch", "Musubi", "Tokyo Branch"},
      {"Musubi Corp. - Tokyo Branch", "Musubi", "Tokyo Branch"},
      {"株式会社結 Co., Ltd. 大阪支店", "結", "大阪支店"},
      {"Musubi Corporation of Tokyo", "Musubi Corporation of Tokyo", ""},
      {"Musubi Inc. & Sons", "Musubi Inc. & Sons", ""},
      {"Musubi KK Tokyo", "Musubi KK Tokyo", ""},
      {"結商事(Musubi Inc.)", "結商事(Musubi Inc.)", ""},
      {"結商事「Musubi Inc. Tokyo」", "結商事「Musubi Inc. Tokyo」", ""},
      {"Musubi \"Co., Ltd.\" Tokyo", "Musubi \"Co., Ltd.\" Tokyo", ""},
      {"ABC Inc.) Tokyo", "ABC Inc.) Tokyo", ""},
      {"結(東京) Co., Ltd. Osaka", "結(東京)", "Osaka"},
  });
}

TEST(CompanyBranch, StandsBehindTheHolderOfAShop) {
  for (const char* text : {"居酒屋あおぞら（有限会社山田商店）渋谷店", "居酒屋あおぞら(有限会社山田商店) 渋谷店", "居酒屋あおぞら（運営：有限会社山田商店）渋谷店"}) {
    const Company c = company(text);
    EXPECT_EQ(c.legal_form + c.core_name, "有限会社山田商店") << text;
    EXPECT_EQ(c.branch, "渋谷店") << text;
    EXPECT_EQ(said(c), "beside_company") << text;
  }
  EXPECT_EQ(company("居酒屋あおぞら（旧 有限会社山田商店）渋谷店").core_name, "居酒屋あおぞら") << "a former name holds nothing";
  EXPECT_EQ(company("山田商店（株）渋谷店").core_name, "山田商店");
}

TEST(CompanyBranch, IsPartedByABracketThatNamesAPlace) {
  const Company c = company("株式会社青空（大阪）営業部");
  EXPECT_EQ(c.core_name + " / " + c.branch, "青空 / (大阪)営業部");
  EXPECT_EQ(company("株式会社青空 担当：山田").branch, "担当:山田");
}

TEST(CompanyBranch, IsNoneBeforeAForm) {
  are_parted({
      {"結新聞東京本社㈱", "結新聞東京本社", ""},
      {"木村屋總本店株式会社", "木村屋總本店", ""},
  });
}

TEST(CompanyBranch, StandsInBracketsWhereItWouldPassForTheName) {
  EXPECT_EQ(shown(company("株式会社結（新宿）")), "株式会社結 (新宿)");
  EXPECT_EQ(shown(company("Musubi Corp. (Osaka)")), "Musubi Corp. (Osaka)");
  EXPECT_EQ(shown(company("株式会社結（大阪支店）")), "株式会社結 大阪支店");
  EXPECT_EQ(keys("company", {shown(company("株式会社結（新宿）"))}).strict, keys("company", {"株式会社結"}).strict);
}

}  // namespace
}  // namespace musubi::normalize
