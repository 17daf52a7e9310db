// Which addresses are of one home, and which of several.
#include <gtest/gtest.h>

#include "core/normalize/key.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

struct Pair {
  const char *one, *other;
};

Keys key(const char* text) {
  const Address a = address(text);
  return keys("address", {a.postal_code, a.pref, a.city, a.town, a.rest, a.building});
}

TEST(AddressKey, TellsHomesApart) {
  for (const Pair& p : std::initializer_list<Pair>{
           {"新宿区西新宿2-8-1 むすびハイツA棟201", "新宿区西新宿2-8-1 むすびハイツB棟201"},
           {"新宿区西新宿2-8-1 むすびハイツ東棟201", "新宿区西新宿2-8-1 むすびハイツ西棟201"},
           {"新宿区西新宿2-8-1 2号棟301", "新宿区西新宿2-8-1 3号棟301"},
           {"新宿区西新宿2-8-1 二番館301", "新宿区西新宿2-8-1 三番館301"},
           {"新宿区西新宿2-8-1 2-301", "新宿区西新宿2-8-1 3-301"},
           {"新宿区西新宿2-8-1 A301", "新宿区西新宿2-8-1 B301"},
           {"新宿区西新宿2-8-1 301A", "新宿区西新宿2-8-1 301B"},
           {"新宿区西新宿2-8-1(301)", "新宿区西新宿2-8-1(302)"},
           {"新宿区西新宿2-8-1-A", "新宿区西新宿2-8-1-B"},
           {"長野市元善町491-イ", "長野市元善町491-ロ"},
           {"飯田市座光寺3377イ", "飯田市座光寺3377ロ"},
           {"長野県松本市大字島内甲1234", "長野県松本市大字島内乙1234"},
           {"福井市椙谷町5", "福井市杉谷町5"},
           {"札幌市中央区大通西5丁目 大五ビル1002", "札幌市中央区大通西5丁目 昭和ビル1002"},
           {"渋谷区神南1丁目 第2東急ビル", "渋谷区神南1丁目 第3東急ビル"},
           {"大阪市中央区本町 御堂筋ビル501", "大阪市中央区本町 昭和ビル501"},
           {"水戸市笠原町978-6 ハイツ山田A201", "水戸市笠原町978-6 ハイツ山田B201"},
           {"多摩市豊ヶ丘2-2 豊ヶ丘団地2-301", "多摩市豊ヶ丘2-2 豊ヶ丘団地3-301"},
           {"中京区烏丸蛸薬師 5", "中京区河原町蛸薬師 5"},
       }) {
    EXPECT_NE(key(p.one).strict, key(p.other).strict) << p.one;
  }
  EXPECT_EQ(key("長野市元善町491-イ").loose, key("長野市元善町491-ロ").loose);
}

TEST(AddressKey, KnowsAHomeHoweverItIsTyped) {
  for (const Pair& p : std::initializer_list<Pair>{
           {"花巻市大迫町大迫第3地割161", "花巻市大迫町大迫3地割161"},
           {"花巻市大迫町大迫第3地割161", "花巻市大迫町大迫3-161"},
           {"帯広市川西町西二線59", "帯広市川西町西2線59"},
           {"輪島市河井町20部1番地1", "輪島市河井町20-1-1"},
           {"新宿区西新宿2-8-1 2-301", "新宿区西新宿2-8-1-2-301"},
           {"新宿区西新宿2-8-1 2号棟301号室", "新宿区西新宿2-8-1-2-301"},
           {"新宿区西新宿2-8-1 むすびハイツA棟2階201号室", "新宿区西新宿2-8-1 A-201"},
           {"新宿区西新宿2-8-1 むすびハイツ A201", "新宿区西新宿2-8-1 むすびハイツ ａ－２０１"},
           {"小樽市銀座2-3 シティB 105", "小樽市銀座2-3 シティB105号室"},
           {"小樽市銀座2-3 シティB 105", "小樽市銀座2-3-B105"},
           {"水戸市笠原町978-6 コーポB201", "水戸市笠原町978-6 コーポ B201"},
           {"水戸市笠原町978-6 コーポB201", "水戸市笠原町978-6 コーポB棟201"},
           {"水戸市笠原町978-6 コーポB201", "水戸市笠原町978-6-B201"},
           {"水戸市笠原町978-6 コーポB201", "水戸市笠原町978-6 コーポB-201"},
           {"水戸市笠原町978-6 グリーンハイツ2 301", "水戸市笠原町978-6 グリーンハイツ2-301"},
           {"水戸市笠原町978-6 グリーンハイツ2 301", "水戸市笠原町978-6-301"},
           {"札幌市中央区大通西5丁目 大五ビル1002", "札幌市中央区大通西5丁目 大五ビル 1002号室"},
           {"大阪市中央区本町 御堂筋ビル501", "大阪市中央区本町 御堂筋ビル 501号"},
           {"小樽市銀座2-3 #A-105", "小樽市銀座2-3 A105"},
           {"新宿区西新宿2-8-1(301)", "新宿区西新宿2-8-1 むすびハイツ301号"},
           {"新宿区西新宿2-8-1の301", "新宿区西新宿2丁目8番1号の301"},
           {"新宿区西新宿2-8-1 むすび荘101山田様方", "新宿区西新宿2-8-1-101"},
           {"多摩市豊ヶ丘2丁目2番地 2-301", "多摩市豊ヶ丘2-2 2-301"},
           {"大阪市北区梅田1丁目2-3 大阪駅前第3ビル20F", "大阪市北区梅田1-2-3"},
           {"大阪市北区梅田1丁目2-3 大阪駅前3丁目ビル B1F", "大阪市北区梅田1-2-3"},
           {"北津軽郡金木町大字金木字朝日山195-2", "五所川原市金木町朝日山195-2"},
           {"長野市元善町491-イ", "長野市元善町491イ"},
           {"銚子市新生町1丁目2番地外2筆", "銚子市新生町1-2"},
           {"下京区四条烏丸長刀鉾町20", "下京区長刀鉾町20"},
           {"京都市右京区太秦杉ケ本町1", "京都市右京区太秦椙ケ本町1"},
       }) {
    EXPECT_EQ(key(p.one).strict, key(p.other).strict) << p.one;
    EXPECT_EQ(key(p.one).loose, key(p.other).loose) << p.one;
  }
}

/// What contact states ask: whether there is a house to which post goes.
TEST(AddressKey, KnowsAHouseWithoutABlock) {
  const auto names = [](const char* text) {
    const Address a = address(text);
    return names_a_house({a.postal_code, a.pref, a.city, a.town, a.rest, a.building});
  };
  for (const char* text : {"大阪市中央区本町 御堂筋ビル501", "和歌山市美園町 山田ビル301",
                           "新宿区霞ヶ丘町10号棟201", "渋谷区神南1丁目 第2東急ビル"})
    EXPECT_TRUE(names(text)) << text;
  for (const char* text : {"大阪市中央区本町", "大阪市中央区本町 御堂筋ビル"})
    EXPECT_FALSE(names(text)) << text;
  EXPECT_FALSE(names_a_house({"", "大阪府", "大阪市中央区", "本町", "", "501号室"}));
  EXPECT_NE(key("大阪市中央区本町 御堂筋ビル501").loose.find('|'), std::string::npos);
  EXPECT_EQ(key("大阪市中央区本町 御堂筋ビル").loose.find('|'), std::string::npos);
}

TEST(AddressKey, KeepsDirectionsBehindBlocks) {
  const auto strict = [](const char* town) {
    return keys("address", {"", "北海道", "帯広市", town, "5", ""}).strict;
  };
  EXPECT_NE(strict("むすび一丁目東"), strict("むすび一丁目西"));
}

}  // namespace
}  // namespace musubi::normalize
