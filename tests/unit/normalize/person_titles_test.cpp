// Titles, offices and professions joined to a name, and given names that stand alone.
#include <gtest/gtest.h>

#include "tests/unit/normalize/person_case.hpp"

namespace musubi::normalize {
namespace {

TEST(PersonTitles, AreTakenOffBehindAWholeName) {
  for (const char* title : {"公認会計士", "社会保険労務士", "中小企業診断士", "土地家屋調査士", "不動産鑑定士", "宅地建物取引士", "一級建築士", "技術士", "獣医師",   "歯科医師",
                            "保健師",     "理学療法士",     "臨床心理士",     "社会福祉士",     "管理栄養士",   "歯科衛生士",     "医学博士",   "工学博士", "教諭",     "教頭",
                            "名誉教授",   "特任教授",       "客員教授",       "主任研究員",     "助手",         "市議会議員",     "市長",       "知事",     "大臣",     "委員",
                            "参事官",     "幹事長",         "支部長",         "部会長",         "センター長",   "グループ長",     "マネージャ", "コンサルタント", "エンジニア", "スタッフ",
                            "創業者",     "共同代表",       "名誉会長",       "特別顧問",       "最高経営責任者", "社外取締役",   "総支配人",   "料理長",   "副編集長", "監督",
                            "巡査部長",   "消防士",         "事務長",         "看護師長",       "常任理事",     "営業部長",       "総務課長",   "部長付",   "課長補佐", "課長待遇"})
    for (const char* name : {"山田太郎", "高橋健一"}) {
      const Person p = person(std::string(name) + title);
      EXPECT_EQ(p.family + p.given, name) << name << title;
      EXPECT_EQ(p.given.size(), 6u) << name << title;
    }
}

TEST(PersonTitles, StandBeforeANameToo) {
  expect_people({
      {"医学博士 野口英世", "野口", "英世", "", ""},
      {"公認会計士・税理士 山田太郎", "山田", "太郎", "", ""},
      {"弁護士山田太郎", "山田", "太郎", "", ""},
      {"名誉教授 山田太郎", "山田", "太郎", "", ""},
      {"山田 太郎税理士", "山田", "太郎", "", ""},
      {"山田 太郎公認会計士", "山田", "太郎", "", ""},
      {"山田 花子様", "山田", "花子", "様", ""},
      {"佐藤 千葉支店長", "佐藤", "", "", "name_family_alone"},
  });
}

/// 市長 behind 今, 博士 behind 山田: who is called so is no office.
TEST(PersonTitles, AreNamesWhereNamesEndSo) {
  expect_people({
      {"今村長", "今村", "長", "", ""},
      {"高市長", "高市", "長", "", ""},
      {"山田博士", "山田", "博士", "", ""},
      {"山田 博士", "山田", "博士", "", ""},
      {"博士 山田", "山田", "博士", "", "name_order_assumed"},
      {"山田太郎 博士", "山田", "太郎", "", ""},
      {"山田元部長", "山田", "元", "", ""},
      {"山田市長", "山田", "", "", "name_family_alone"},
      {"山田五郎左衛門", "山田", "五郎左衛門", "", ""},
  });
}

TEST(PersonTitles, ThatNobodyListsLeaveANote) {
  for (const char* text : {"山田太郎東京支店長", "山田太郎風紀係補"}) EXPECT_EQ(said(person(text)), "name_split_unsure") << text;
}

TEST(PersonTitles, OfLatinLettersStandBehindAHyphen) {
  expect_people({
      {"Taro Yamada-san", "Yamada", "Taro", "san", ""},
      {"YAMADA-sama", "Yamada", "", "sama", "name_not_split"},
      {"Anne-Marie Susan", "Susan", "Anne-Marie", "", "name_order_assumed"},
  });
}

TEST(GivenNames, StayWholeWhereNothingInFrontIsAFamilyName) {
  expect_people({
      {"健太郎", "健太郎", "", "", "name_not_split"},
      {"花子", "花子", "", "", "name_not_split"},
      {"ケンイチ", "ケンイチ", "", "", "name_not_split"},
      {"林太郎", "林", "太郎", "", "name_split_unsure"},
      {"森一", "森", "一", "", ""},
  });
}

/// A capital behind which stands a small ō is no word in capitals.
TEST(RomajiNames, WithAMacronAreNotInCapitals) {
  expect_people({
      {"Kō Machida", "Machida", "Kō", "", ""},
      {"MACHIDA Kō", "Machida", "Kō", "", ""},
      {"Kō MACHIDA", "Machida", "Kō", "", ""},
  });
}

}  // namespace
}  // namespace musubi::normalize
