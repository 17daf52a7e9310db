#include "tests/unit/normalize/person_case.hpp"

namespace musubi::normalize {
namespace {

TEST(PersonBeside, LosesItsLabel) {
  expect_people({
      {"氏名：山田太郎", "山田", "太郎", "", "name_label_dropped"},
      {"担当:髙橋 光成様", "髙橋", "光成", "様", "name_label_dropped"},
      {"氏名 髙橋 光成", "髙橋", "光成", "", "name_label_dropped"},
      {"山田太郎様宛", "山田", "太郎", "様", ""},
      {"保護者 様", "", "", "", "name_of_nobody"},
      {"山田太郎 担当:鈴木", "山田", "太郎", "", "name_label_dropped"},
      {"山田太郎 TEL:03-1234-5678", "山田", "太郎", "", "name_label_dropped"},
      {"山田花子 10:30", "山田", "花子", "", "name_label_dropped"},
      {"営業部 担当:鈴木一郎", "鈴木", "一郎", "", "name_label_dropped"},
      {"株式会社青空 担当:鈴木一郎", "鈴木", "一郎", "", "name_label_dropped"},
  });
}

TEST(PersonBeside, LosesItsAddress) {
  expect_people({
      {"髙橋光成 <a@b.example>", "髙橋", "光成", "", ""},
      {"<a@b.example> 髙橋光成", "髙橋", "光成", "", ""},
      {"山田太郎 taro@example.jp", "山田", "太郎", "", ""},
      {"山田太郎@青空商事", "山田", "太郎", "", ""},
      {"taro@example.jp", "", "", "", "name_of_nobody"},
      {"https://example.com/", "", "", "", "name_of_nobody"},
      {"山田太郎;taro@example.jp", "山田", "太郎", "", ""},
      {"山田太郎 <a@b.example>; 佐藤花子 <b@b.example>", "山田", "太郎", "", "name_of_several"},
  });
}

TEST(PersonBeside, LosesItsNameOfBefore) {
  expect_people({
      {"旧姓佐藤 山田花子", "山田", "花子", "", ""},
      {"旧姓・佐藤 山田 花子", "山田", "花子", "", ""},
      {"山田花子 旧姓佐藤", "山田", "花子", "", ""},
      {"旧姓佐藤・山田花子", "山田", "花子", "", ""},
      {"旧姓:佐藤 山田花子", "山田", "花子", "", ""},
      {"山田花子 旧姓:佐藤", "山田", "花子", "", ""},
  });
}

TEST(PersonBeside, KeepsItsFirstCharacter) {
  expect_people({
      {"三浦信祐 他2名", "三浦", "信祐", "", "name_of_several"},
      {"三木太郎 外一名", "三木", "太郎", "", "name_of_several"},
      {"山田太郎ほか", "山田", "太郎", "", "name_of_several"},
      {"故島田太郎", "島田", "太郎", "", "name_of_deceased"},
  });
}

TEST(PersonBeside, IsAFamilyAloneBeforeAnHonorific) {
  expect_people({
      {"則本様", "則本", "", "様", ""},
      {"平良様", "平良", "", "様", ""},
      {"林氏", "林", "", "氏", ""},
      {"森君", "森", "", "君", ""},
      {"天﨑氏", "天﨑", "", "氏", ""},
      {"森一様", "森", "一", "様", ""},
      {"鄧麗君", "鄧", "麗君", "", ""},
  });
}

TEST(PersonBeside, IsPartedWhereAMarkStands) {
  expect_people({
      {"新良・幸人", "新良", "幸人", "", ""},
      {"佐村河内・守", "佐村河内", "守", "", ""},
      {"山田太郎・花子", "山田", "太郎", "", "name_of_several"},
      {"門 田 博 光", "門田", "博光", "", ""},
      {"佐　藤", "佐藤", "", "", "name_family_alone"},
      {"佐　藤 様", "佐藤", "", "様", ""},
      {"森 一", "森", "一", "", ""},
      {"部長湊かなえ", "湊", "かなえ", "", ""},
  });
}

TEST(PersonBeside, OfTwoLanguages) {
  expect_people({
      {"Yamada Michael", "Yamada", "Michael", "", "name_order_assumed"},
      {"TANAKA CARLOS EDUARDO", "Tanaka", "Carlos Eduardo", "", "name_order_assumed"},
      {"Naomi Campbell", "Campbell", "Naomi", "", "name_order_assumed"},
      {"J.F. Kennedy", "Kennedy", "J.F.", "", ""},
      {"Juan dela Cruz", "dela Cruz", "Juan", "", "name_order_assumed"},
      {"Nguyễn Văn An", "Nguyễn", "Văn An", "", "name_order_assumed"},
      {"王小明 Wang Xiaoming", "王", "小明", "", ""},
      {"陳 大文 CHAN TAI MAN", "陳", "大文", "", ""},
      {"佐藤 マリア 花子", "佐藤", "マリア 花子", "", ""},
      {"花子 スミス", "スミス", "花子", "", "name_order_assumed"},
      {"鈴木 Maria Luisa", "鈴木", "Maria Luisa", "", ""},
      {"滉平 天﨑", "天﨑", "滉平", "", "name_order_assumed"},
  });
}

TEST(PersonBeside, HasRemarksOfListsBehindIt) {
  expect_people({
      {"山田太郎★VIP", "山田", "太郎", "", "name_label_dropped"},
      {"山田太郎０１", "山田", "太郎", "", "name_label_dropped"},
      {"山田太郎 男", "山田", "太郎", "", "name_label_dropped"},
      {"山田 男", "山田", "男", "", ""},
      {"山田 太郎 行", "山田", "太郎", "", "name_label_dropped"},
      {"中村 実行", "中村", "実行", "", ""},
      {"山田太郎先生御侍史", "山田", "太郎", "先生", ""},
      {"山田太郎様 花子様", "山田", "太郎", "様", "name_of_several"},
      {"山田太郎 様 花子 様", "山田", "太郎", "様", "name_of_several"},
      {"山田家", "山田", "", "", "name_of_several"},
      {"大家", "大家", "", "", "name_family_alone"},
      {"徳川 義家", "徳川", "義家", "", ""},
  });
}

TEST(PersonBeside, OfOtherCountriesIsKnownByItsWords) {
  expect_people({
      {"グエン・ヴァン・アン", "グエン", "ヴァン・アン", "", "name_order_assumed"},
      {"チャン・ティ・マイ", "チャン", "ティ・マイ", "", "name_order_assumed"},
      {"フィンセント・ファン・ゴッホ", "ゴッホ", "フィンセント・ファン", "", "name_order_assumed"},
      {"ヤマダ マリア ハナコ", "ヤマダ", "マリア ハナコ", "", "name_order_assumed"},
      {"DA SILVA SANTOS MARIA", "Da Silva", "Santos Maria", "", "name_order_assumed"},
      {"De la Cruz Maria", "De la Cruz", "Maria", "", "name_order_assumed"},
      {"Van Anh Nguyen", "Nguyen", "Van Anh", "", "name_order_assumed"},
      {"De Andre Jordan", "Jordan", "De Andre", "", "name_order_assumed"},
      {"リー・ヴァン・クリーフ", "クリーフ", "リー・ヴァン", "", "name_order_assumed"},
      {"Vincent van Gogh", "van Gogh", "Vincent", "", "name_order_assumed"},
      {"LE MINH ANH", "Anh", "Le Minh", "", "name_order_assumed"},
  });
  const Person read = person("山田 太郎（タロー）");
  EXPECT_EQ(read.family_kana + "/" + read.given_kana, "/タロー");
  EXPECT_EQ(person("山田 太郎（ヤマダ）").family_kana, "ヤマダ");
}

TEST(PersonBeside, IsNotCutWithinASound) {
  expect_people({
      {"りょう", "りょう", "", "", "name_not_split"},
      {"トゥーリオ", "トゥーリオ", "", "", "name_not_split"},
      {"オコエ桃仁花", "オコエ", "桃仁花", "", ""},
      {"芥見下々", "芥見", "下々", "", "name_split_unsure"},
  });
}

}  // namespace
}  // namespace musubi::normalize
