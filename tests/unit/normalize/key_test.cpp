#include "core/normalize/key.hpp"

#include <gtest/gtest.h>

#include "core/normalize/normalize.hpp"
#include "core/normalize/variants.hpp"

namespace musubi::normalize {
namespace {

using Parts = std::vector<std::string>;

std::string strict(std::string_view type, const Parts& parts) {
  return keys(type, parts).strict;
}
std::string loose(std::string_view type, const Parts& parts) {
  return keys(type, parts).loose;
}

TEST(Keys, OfPeopleShareTheirSpellings) {
  EXPECT_EQ(strict("person_name", {"髙橋", "一郎"}), strict("person_name", {"高橋一郎", ""}));
  EXPECT_EQ(strict("person_name", {"渡邉", "花子"}), strict("person_name", {"渡辺", "花子"}));
  EXPECT_EQ(strict("person_name", {"佐々木", "みゆき"}), strict("person_name", {"佐佐木", "ミユキ"}));
  EXPECT_EQ(strict("person_name", {"Sato", "Ichiro"}), strict("person_name", {"SATOH", "Ichirou"}));
  EXPECT_EQ(strict("person_name", {"Tsuda", "Shin'ichi"}), strict("person_name", {"Tuda", "Sin'iti"}));
  EXPECT_EQ(strict("person_name", {"佐〻木", "すゞ"}), strict("person_name", {"佐々木", "スズ"}));
  EXPECT_EQ(strict("person_name", {"⻑谷川", ""}), strict("person_name", {"長谷川", ""}));
  for (auto [a, b] : std::initializer_list<std::pair<const char*, const char*>>{{"渋屋", "渋谷"},
                                                                                {"加藤", "加籐"},
                                                                                {"佑子", "祐子"},
                                                                                {"斎藤", "斉藤"},
                                                                                {"太田", "大田"},
                                                                                {"富田", "冨山"}})
    EXPECT_NE(strict("person_name", {a, ""}), strict("person_name", {b, ""})) << a;
  EXPECT_EQ(loose("person_name", {"斎藤", ""}), loose("person_name", {"斉藤", ""}));
  EXPECT_NE(loose("person_name", {"加藤", ""}), loose("person_name", {"加籐", ""}));
  EXPECT_NE(loose("person_name", {"佑子", ""}), loose("person_name", {"祐子", ""}));
}

TEST(Keys, OfRomajiShareTheirSpellings) {
  for (auto [a, b] : std::initializer_list<std::pair<const char*, const char*>>{{"Shinichi", "Shin'ichi"},
                                                                                {"Shinya", "Shin’ya"},
                                                                                {"Kenichirou", "Ken-ichirō"},
                                                                                {"Yuhko", "Yūko"},
                                                                                {"Yohsuke", "Yosuke"},
                                                                                {"Ohhashi", "Ohashi"},
                                                                                {"José", "Jose"},
                                                                                {"Løvdal", "LOVDAL"}}) {
    EXPECT_EQ(strict("person_name", {a, ""}), strict("person_name", {b, ""})) << a;
    EXPECT_EQ(loose("person_name", {a, ""}), loose("person_name", {b, ""})) << a;
  }
  for (auto [a, b] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Fujii", "Fuji"}, {"Ishii", "Ishi"}, {"Iida", "Ida"}, {"Niimi", "Nimi"}, {"Kanno", "Kano"}, {"Keiko", "Keko"}})
    EXPECT_NE(strict("person_name", {a, ""}), strict("person_name", {b, ""})) << a;
  EXPECT_EQ(loose("person_name", {"Tsuda", "Junichi"}), loose("kana_name", {"ツダ", "ジュンイチ"}));
  EXPECT_EQ(loose("person_name", {"Kato", "Shinya"}), loose("kana_name", {"カトウ", "シンヤ"}));
  EXPECT_EQ(loose("person_name", {"Fujii", "Ken"}), loose("kana_name", {"フジイ", "ケン"}));
}

TEST(Keys, OfTextLeaveHyphensOut) {
  EXPECT_EQ(strict("text", {"コカ－コーラ"}), strict("text", {"コカ-コーラ"}));
  EXPECT_EQ(text("コカ－コーラ").word, "コカ-コーラ");
}

TEST(Keys, OfReadingsFoldWhatSoundsAlike) {
  EXPECT_EQ(strict("kana_name", {"シヨウジ", "ユウコ"}), strict("kana_name", {"ショージ", "ユーコ"}));
  EXPECT_EQ(strict("kana_name", {"オオノ", "ミヅキ"}), strict("kana_name", {"オウノ", "ミズキ"}));
  EXPECT_NE(strict("kana_name", {"オノ", ""}), strict("kana_name", {"オオノ", ""}));
  EXPECT_EQ(loose("kana_name", {"オノ", ""}), loose("kana_name", {"オオノ", ""}));
  EXPECT_NE(strict("kana_name", {"ヤマダ", "タロウ"}), strict("kana_name", {"ヤマダ", "ジロウ"}));
}

TEST(Keys, OfAddressesDontDependOnSpelling) {
  auto key = [](const char* text) {
    Address a = address(text);
    return keys("address", {a.postal_code, a.pref, a.city, a.town, a.rest, a.building});
  };
  const Keys one = key("東京都新宿区西新宿2-8-1 むすびハイツ101");
  for (const char* same : {"〒160-0023 新宿区西新宿二丁目8番1号むすびハイツ１０１号室",
                           "東京都新宿区西新宿２丁目８－１ムスビハイツ101号"})
    EXPECT_EQ(key(same).strict, one.strict) << same;
  EXPECT_NE(key("東京都新宿区西新宿2-8-1 むすびハイツ102").strict, one.strict);
  EXPECT_NE(key("東京都新宿区西新宿2-8-2 むすびハイツ101").strict, one.strict);
  EXPECT_EQ(key("東京都新宿区西新宿2-8-1").loose, one.loose);
}

TEST(Keys, OfContactPoints) {
  EXPECT_EQ(strict("phone", {"090-1234-0987"}), "+819012340987");
  EXPECT_EQ(strict("phone", {"+81 90 1234 0987"}), "+819012340987");
  EXPECT_EQ(strict("email", {"Taro@Example.JP"}), "taro@example.jp");
  EXPECT_EQ(loose("email", {"taro+a@gmail.com"}), loose("email", {"t.aro@googlemail.com"}));
  EXPECT_EQ(strict("url", {"https://www.example.jp/"}), strict("url", {"http://example.jp"}));
  EXPECT_EQ(strict("date", {"1980-01-08"}), "1980-01-08");
  EXPECT_EQ(strict("person_name", {"", ""}), "");
}

TEST(Variants, FoldOntoCharactersThatStandForThemselves) {
  for (char32_t c = 0x3400; c < 0x2FFFF; ++c) {
    EXPECT_EQ(fold_strict(fold_strict(c)), fold_strict(c)) << uint32_t(c);
    EXPECT_EQ(fold_loose(fold_loose(c)), fold_loose(c)) << uint32_t(c);
    EXPECT_EQ(fold_loose(fold_strict(c)), fold_loose(c)) << uint32_t(c);
  }
}

TEST(Variants, KeepWhatIsDifferent) {
  for (auto [a, b] : std::initializer_list<std::pair<char32_t, char32_t>>{{U'藤', U'籐'},
                                                                          {U'佑', U'祐'},
                                                                          {U'斎', U'斉'},
                                                                          {U'渋', U'済'},
                                                                          {U'裕', U'祐'},
                                                                          {U'真', U'直'},
                                                                          {U'崎', U'岐'},
                                                                          {U'燿', U'耀'},
                                                                          {U'庄', U'荘'},
                                                                          {U'椙', U'杉'},
                                                                          {U'碕', U'埼'},
                                                                          {U'澈', U'徹'},
                                                                          {U'瀞', U'浄'},
                                                                          {U'煇', U'輝'},
                                                                          {U'畑', U'畠'}})
    EXPECT_NE(fold_strict(a), fold_strict(b));
  for (auto [a, b] : std::initializer_list<std::pair<char32_t, char32_t>>{{U'髙', U'高'},
                                                                          {U'﨑', U'崎'},
                                                                          {U'邉', U'邊'},
                                                                          {U'齋', U'斎'},
                                                                          {U'齊', U'斉'},
                                                                          {U'嶋', U'島'},
                                                                          {U'濵', U'浜'},
                                                                          {U'龍', U'竜'},
                                                                          {U'壳', U'殻'},
                                                                          {U'丗', U'世'},
                                                                          {U'婬', U'淫'},
                                                                          {U'褝', U'襌'},
                                                                          {U'尫', U'尪'},
                                                                          {U'祘', U'算'}})
    EXPECT_EQ(fold_strict(a), fold_strict(b));
}

TEST(Keys, TellAHouseFromAnArea) {
  for (const char* house : {"東京都渋谷区神宮前4-5-6", "長野県諏訪郡原村12345", "北海道札幌市中央区北1条西2丁目", "千代田区 1-1",
                            "東京都渋谷区神宮前四丁目 青空ビル"}) {
    Address a = address(house);
    EXPECT_TRUE(names_a_house({a.postal_code, a.pref, a.city, a.town, a.rest, a.building})) << house;
  }
  for (const char* area : {"150-0001", "東京都渋谷区", "東京都渋谷区神宮前", "東京都渋谷区神宮前四丁目", "東京都渋谷区神宮前 青空ビル"}) {
    Address a = address(area);
    EXPECT_FALSE(names_a_house({a.postal_code, a.pref, a.city, a.town, a.rest, a.building})) << area;
  }
  EXPECT_FALSE(names_a_house({}));
}

}  // namespace
}  // namespace musubi::normalize
