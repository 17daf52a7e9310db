// What stands around a name in its field: titles, other people, brackets; and names of other languages.
#include <gtest/gtest.h>

#include "tests/unit/normalize/person_case.hpp"

namespace musubi::normalize {
namespace {

TEST(Person, IsParedOfTitles) {
  expect_people({
      {"山田部長", "山田", "", "", "name_family_alone"},
      {"林社長", "林", "", "", "name_family_alone"},
      {"山田課長様", "山田", "", "様", ""},
      {"田中店長 様", "田中", "", "様", ""},
      {"服部会長", "服部", "", "", "name_family_alone"},
      {"田所長", "田所", "長", "", ""},
      {"山本部長", "山本", "", "", "name_family_alone"},
      {"林部長", "林", "", "", "name_family_alone"},
      {"森健社長", "森", "健", "", ""},
      {"山田太郎副社長", "山田", "太郎", "", ""},
      {"佐藤本部長", "佐藤", "", "", "name_family_alone"},
      {"服部長太郎", "服部", "長太郎", "", ""},
      {"林 部長", "林", "", "", "name_family_alone"},
      {"山田 太郎部長", "山田", "太郎", "", ""},
      {"山田 太郎 総務部総務課長", "山田", "太郎", "", ""},
      {"佐藤 千葉支店長", "佐藤", "", "", "name_family_alone"},
      {"営業部 山田部長", "山田", "", "", "name_family_alone"},
      {"山田准教授", "山田", "", "", "name_family_alone"},
      {"総務課長山田太郎", "山田", "太郎", "", ""},
      {"常務執行役員 山田太郎", "山田", "太郎", "", ""},
      {"顧問 山田太郎", "山田", "太郎", "", ""},
      {"代表取締役CEO 山田太郎", "山田", "太郎", "", ""},
      {"税理士 山田", "山田", "", "", "name_family_alone"},
      {"東京支店長 山田太郎", "山田", "太郎", "", ""},
      {"保護者 山田太郎", "山田", "太郎", "", ""},
      {"Dr. 山田太郎", "山田", "太郎", "", ""},
      {"山田太郎 VIP", "山田", "太郎", "", "name_label_dropped"},
      {"特別会員 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"No.1 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"新規 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"代理人 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"名義人 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"管理人 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"北海道 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"渋谷店 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"和歌山県 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"メゾン青山 佐藤花子", "佐藤", "花子", "", "name_label_dropped"},
      {"佐藤邸 山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"山田アパート 佐藤太郎", "佐藤", "太郎", "", "name_label_dropped"},
      {"①山田太郎", "山田", "太郎", "", ""},
      {"★山田太郎", "山田", "太郎", "", ""},
      {"「山田太郎」", "山田", "太郎", "", ""},
      {"山田太郎㊞", "山田", "太郎", "", ""},
      {"山田太郎 090-1234-0987", "山田", "太郎", "", ""},
  });
}

TEST(Person, IsNoWordOfAnAccount) {
  for (const char* text : {"yasuhiro76", "sakura63", "hiroto90", "Taro3", "ｔａｒｏ３", "hanako_0512", "k.m1987", "1976taro", "R2", "_taro_", "cool_guy", "yasuhiro76様", "taro-1985"}) {
    const Person p = person(text);
    EXPECT_EQ(p.family + p.given, "") << text;
    EXPECT_EQ(said(p), "name_is_handle") << text;
    EXPECT_EQ(kana(text).family_kana + kana(text).given_kana + kana(text).family, "") << text;
  }
  EXPECT_EQ(said(person("yasuhiro76", "")), "name_is_handle");
  expect_people({
      {"shunsuke", "Shunsuke", "", "", "name_not_split"},
      {"taro_yamada", "Yamada", "Taro", "", ""},
      {"Taro_Yamada", "Yamada", "Taro", "", ""},
      {"John_Smith", "Smith", "John", "", "name_order_assumed"},
      {"taro-yamada", "Taro-Yamada", "", "", "name_not_split"},
      {"山田太郎Ⅱ", "山田", "太郎II", "", ""},
      {"John Smith III", "Smith", "John III", "", "name_order_assumed"},
      {"John Smith Jr.", "Smith", "John Jr.", "", "name_order_assumed"},
      {"ジョン・スミス2世", "ジョン", "スミス2世", "", ""},
      {"ヘンリー8世", "ヘンリー8世", "", "", "name_not_split"},
  });
}

TEST(Person, HasNoSignsAndNumbersInItsHalves) {
  expect_people({
      {"ゆうき♪", "ゆうき", "", "", "name_signs_dropped"},
      {"ゆうきさん♪", "ゆうき", "", "さん", "name_signs_dropped"},
      {"☆みく☆", "みく", "", "", "name_not_split"},
      {"山田🌸花子", "山田", "花子", "", "name_signs_dropped"},
      {"🌸山田 花子🌸様", "山田", "花子", "様", "name_signs_dropped"},
      {"つのだ☆ひろ", "つのだ", "ひろ", "", "name_signs_dropped"},
      {"Taro♪", "Taro", "", "", "name_signs_dropped"},
      {"🌸🌸", "", "", "", "name_of_nobody"},
      {"♪", "", "", "", "name_of_nobody"},
      {"・🌸", "", "", "", "name_of_nobody"},
      {"・🌸マネージャー", "", "", "", "name_of_nobody"},
      {"田■ 太郎", "田■", "太郎", "", ""},  // a character that was lost
      {"●田■ 太郎★", "田■", "太郎", "", ""},
      {"山田太郎2世", "山田", "太郎2世", "", ""},
      {"山田太郎🌸VIP", "山田", "太郎", "", "name_label_dropped"},
      {"たろう123", "たろう", "", "", "name_label_dropped"},
      {"山田2", "山田", "", "", "name_label_dropped"},
      {"山田太郎1985", "山田", "太郎", "", "name_label_dropped"},
      {"店舗1", "店舗1", "", "", "name_not_split"},
  });
  EXPECT_EQ(person("祐樹🌸").family + person("祐樹🌸").given, "祐樹");
  EXPECT_EQ(kana("ユウキ♪").family_kana + kana("ユウキ♪").given_kana, "ユウキ");
}

TEST(Person, MayStandGivenNameFirst) {
  expect_people({
      {"花子 鈴木", "鈴木", "花子", "", "name_order_assumed"},
      {"さくら 田中", "田中", "さくら", "", "name_order_assumed"},
      {"タロウ ヤマダ", "ヤマダ", "タロウ", "", "name_order_assumed"},
      {"Taro 山田", "山田", "Taro", "", "name_order_assumed"},
      {"勅使川原 三郎", "勅使川原", "三郎", "", ""},
      {"南 沙織", "南", "沙織", "", ""},
      {"物部 守屋", "物部", "守屋", "", ""},
      {"翔 林", "林", "翔", "", "name_order_assumed"},
      {"陳 燕", "陳", "燕", "", ""},
      {"任 燕", "任", "燕", "", ""},
      {"李 森", "李", "森", "", ""},
      {"肖 峰", "肖", "峰", "", ""},
  });
}

TEST(Person, IsTheFirstOfSeveral) {
  expect_people({
      {"山田太郎 佐藤花子", "山田", "太郎", "", "name_of_several"},
      {"山田太郎、山田花子", "山田", "太郎", "", "name_of_several"},
      {"山田 太郎・花子 様", "山田", "太郎", "様", "name_of_several"},
      {"山田太郎（佐藤花子）", "山田", "太郎", "", "name_of_several"},
      {"高緑成治 佐藤花子", "高緑", "成治", "", "name_of_several"},
      {"半林亨 佐藤太郎", "半林", "亨", "", "name_of_several"},
      {"佐藤凪 佐藤太郎", "佐藤", "凪", "", "name_of_several"},
      {"山田星空翔 山田花子", "山田", "星空翔", "", "name_of_several"},
      {"山田太郎 代理 佐藤花子", "山田", "太郎", "", "name_of_several"},
      {"山田太郎&花子", "山田", "太郎", "", "name_of_several"},
      {"山田様方 佐藤花子", "佐藤", "花子", "", ""},
      {"佐藤方 山田太郎", "山田", "太郎", "", ""},
      {"佐藤方 山田 太郎", "山田", "太郎", "", ""},
      {"土方 歳三", "土方", "歳三", "", ""},
      {"緒方 中村", "緒方", "中村", "", ""},
      {"前方 林", "前方", "林", "", ""},
      {"山田太郎 外1名", "山田", "太郎", "", "name_of_several"},
      {"山田太郎 令夫人", "山田", "太郎", "", "name_of_several"},
      {"山田太郎様・花子様", "山田", "太郎", "様", "name_of_several"},
      {"高橋 メアリージュン", "高橋", "メアリージュン", "", ""},
  });
}

TEST(Person, IsSaidToBeDead) {
  expect_people({
      {"故 山田太郎", "山田", "太郎", "", "name_of_deceased"},
      {"故山田太郎", "山田", "太郎", "", "name_of_deceased"},
      {"山田太郎（故）", "山田", "太郎", "", "name_of_deceased"},
      {"亡父 山田太郎", "山田", "太郎", "", "name_of_deceased"},
  });
}

TEST(Person, OfOtherLanguages) {
  expect_people({
      {"マイケル・ジョーダン", "ジョーダン", "マイケル", "", "name_order_assumed"},
      {"マイケル＝ジョーダン", "ジョーダン", "マイケル", "", "name_order_assumed"},
      {"J.K.ローリング", "ローリング", "J.K.", "", "name_order_assumed"},
      {"アリ・ハッサン", "ハッサン", "アリ", "", "name_order_assumed"},
      {"ヤマダ・タロウ", "ヤマダ", "タロウ", "", ""},
      {"オノ・ヨーコ", "オノ", "ヨーコ", "", ""},
      {"エマ・ワトソン", "ワトソン", "エマ", "", "name_order_assumed"},
      {"ヤマダサン", "ヤマダ", "", "サン", ""},
      {"グエン サン", "グエン", "サン", "", ""},
      {"ホアン サンサン", "ホアン", "サンサン", "", ""},
      {"オウ サン", "オウ", "サン", "", ""},
      {"ヤマダ サン", "ヤマダ", "", "サン", ""},
      {"サトウ ハナコサン", "サトウ", "ハナコ", "サン", ""},
      {"Tanaka Hana", "Tanaka", "Hana", "", ""},
      {"Schmidt, Hans", "Schmidt", "Hans", "", ""},
      {"Tran Van Duc", "Tran", "Van Duc", "", "name_order_assumed"},
      {"NGUYEN THI LAN", "Nguyen", "Thi Lan", "", "name_order_assumed"},
      {"T.YAMADA", "Yamada", "T.", "", ""},
      {"YAMADA TARO MR", "Yamada", "Taro", "", ""},
      {"佐藤・スミス 花子", "佐藤・スミス", "花子", "", ""},
      {"John Smith III", "Smith", "John III", "", "name_order_assumed"},
      {"John Smith, PhD", "Smith", "John", "", "name_order_assumed"},
      {"Vincent van Gogh", "van Gogh", "Vincent", "", "name_order_assumed"},
      {"van Gogh, Vincent", "van Gogh", "Vincent", "", ""},
      {"Ｊｏｈｎ　Ｓｍｉｔｈ－Ｊｏｎｅｓ", "Smith-Jones", "John", "", "name_order_assumed"},
  });
}

TEST(Person, TakesBracketsOut) {
  expect_people({
      {"山田太郎（㈱山田）", "山田", "太郎", "", ""},
      {"髙橋一郎(はしごだか)", "髙橋", "一郎", "", ""},
      {"髙橋一郎※はしごだか", "髙橋", "一郎", "", ""},
      {"山田太郎）", "山田", "太郎", "", ""},
      {"【退職】山田太郎", "山田", "太郎", "", ""},
      {"山田(佐藤)花子", "山田", "花子", "", ""},
      {"山田花子旧姓佐藤", "山田", "花子", "", ""},
      {"Taro Yamada（山田太郎）", "山田", "太郎", "", ""},
      {"山田太郎（Yamada Taro）", "山田", "太郎", "", ""},
      {"山田太郎 営業部", "山田", "太郎", "", ""},
      {"田中商店 中村", "中村", "", "", "name_family_alone"},
  });
  for (const char* text : {"山田（やまだ）太郎（たろう）", "（やまだたろう）山田太郎", "山田太郎 ヤマダタロウ", "山田 太郎 やまだ たろう"}) {
    Person p = person(text);
    EXPECT_EQ(p.family + "/" + p.given + "/" + p.family_kana + "/" + p.given_kana, "山田/太郎/ヤマダ/タロウ") << text;
  }
  EXPECT_EQ(person("髙橋一郎(はしごだか)").family_kana, "");
  EXPECT_EQ(person("森健 モリケン").given_kana, "ケン");
}

}  // namespace
}  // namespace musubi::normalize
