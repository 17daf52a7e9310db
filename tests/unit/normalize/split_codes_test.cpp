// Towns that have several postal codes.
#include "core/normalize/split_codes.hpp"

#include <gtest/gtest.h>

#include "core/normalize/key.hpp"
#include "tests/unit/normalize/outcome.hpp"

namespace musubi::normalize {
namespace {

std::string keys_of(const char* text) {
  const Address a = address(text);
  return keys("address", {a.postal_code, a.pref, a.city, a.town, a.rest, a.building}).strict;
}

TEST(SplitCodes, AreToldByWhatStandsInTheAddress) {
  for (auto [text, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"札幌市中央区北1条西2丁目", "060-0001"},
           {"札幌市中央区北1条西20丁目1-1", "064-0821"},
           {"札幌市中央区大通西25丁目", "064-0820"},
           {"札幌市中央区大通西", ""},
           {"札幌市南区常盤100番地", "005-0865"},
           {"札幌市南区常盤200番地3", "005-0863"},
           {"札幌市南区常盤", ""},
           {"札幌市白石区平和通1丁目南6-16", "003-0028"},
           {"仙台市青葉区荒巻字仁田谷地1-2", "981-0945"},
           {"仙台市青葉区荒巻字青葉6", "980-0845"},
           {"仙台市青葉区荒巻1-2", ""},
           {"京都市左京区上高野東山57-6", "601-1255"},
           {"京都市左京区上高野東山58", "606-0067"},
           {"京都市左京区上高野東山55-1", ""},
       })
    EXPECT_EQ(address(text).postal_code, code) << text;
}

TEST(SplitCodes, AreToldByBlocksOfAChomeAndBranchesOfALot) {
  for (auto [text, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"新宿区西早稲田2丁目1番10号", "162-0051"},
           {"新宿区西早稲田2-1-30", "169-0051"},
           {"新宿区西早稲田2-2-5", "162-0051"},
           {"新宿区西早稲田2-1", ""},
           {"新宿区西早稲田1-6-1", "169-0051"},
           {"江戸川区江戸川4-10-1", "132-0013"},
           {"江戸川区江戸川4-20-1", "134-0013"},
           {"名古屋市中村区名駅1-1-8", "453-0002"},
           {"名古屋市中村区名駅1-1-4", "450-0002"},
           {"霧島市牧園町三体堂1835-81", "899-6602"},
           {"霧島市牧園町三体堂1835-82", "899-6502"},
           {"霧島市牧園町三体堂1835", ""},
       })
    EXPECT_EQ(address(text).postal_code, code) << text;
}

TEST(SplitCodes, AreToldByWhetherThereIsAChome) {
  for (auto [text, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"大和高田市神楽1-2-3", "635-0025"},
           {"大和高田市神楽123", "635-0026"},
           {"交野市私部1丁目1番1号", "576-0052"},
           {"交野市私部100番地", "576-0002"},
           {"交野市私部", ""},
       })
    EXPECT_EQ(address(text).postal_code, code) << text;
}

TEST(SplitCodes, AreToldBySmallPlacesAndTheirLots) {
  for (auto [text, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"宮古市川井第9地割1-2", "028-2402"},
           {"宮古市川井9地割1-2", "028-2402"},
           {"宮古市川井第2地割1", "028-2302"},
           {"洋野町種市第22地割1-2", "028-7914"},
           {"宝塚市切畑長尾山19-64", "669-1241"},
           {"宝塚市切畑長尾山19-14", "666-0161"},
           {"宝塚市切畑字長尾山5-1", "665-0808"},
           {"市原市草刈1700", "290-0156"},
           {"市原市草刈1-1", "290-0001"},
       })
    EXPECT_EQ(address(text).postal_code, code) << text;
}

TEST(SplitCodes, OfTownsThatShareOneAreKnownToEachOfThem) {
  for (auto [text, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"夕張市南部菊水町1-2", "068-0546"},
           {"夕張市南部青葉町1-2", "068-0546"},
           {"四日市市塩浜1-1", "510-0863"},
           {"四日市市塩浜町1-1", "510-0851"},
           {"清須市西枇杷島町日の出1", "452-0034"},
       })
    EXPECT_EQ(address(text).postal_code, code) << text;
  EXPECT_NE(keys_of("四日市市塩浜1-1"), keys_of("四日市市塩浜町1-1"));
}

TEST(SplitCodes, AreToldByTheStreetsOfKyoto) {
  for (auto [text, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"京都市上京区猪熊通椹木町上る大黒町", "602-8137"},
           {"京都府京都市上京区猪熊通り椹木町上ル大黒町12", "602-8137"},
           {"京都市上京区大黒町浄福寺通上立売上る", "602-8482"},
           {"京都市上京区浄福寺通今出川上る大黒町", "602-8482"},
           {"京都市中京区大黒町富小路通六角下る", "604-8073"},
           {"京都市東山区大黒町通五条上ル２丁目大黒町", "605-0832"},
           {"京都市上京区小川通上長者町下る大黒町", ""},
           {"京都市上京区大黒町", ""},
       })
    EXPECT_EQ(address(text).postal_code, code) << text;
}

TEST(SplitCodes, GiveWayToTheCodeThatIsWritten) {
  EXPECT_EQ(address("〒602-8482 京都市上京区猪熊通椹木町上る大黒町").postal_code, "602-8482");
  EXPECT_EQ(address("〒060-8611 札幌市中央区北1条西2丁目").postal_code, "060-8611");
}

TEST(SplitCodes, OfVillagesWithoutTownsAreOne) {
  for (auto [text, code] : std::initializer_list<std::pair<const char*, const char*>>{
           {"東京都利島村248", "100-0301"},    {"香川県香川郡直島町1122-1", "761-3110"}, {"長野県諏訪郡原村6549-1", "391-0100"},
           {"新潟県岩船郡粟島浦村日ノ見山1", "958-0061"}, {"北海道旭川市6-9-46", ""}, {"長野県諏訪郡原村", ""}}) {
    EXPECT_EQ(address(text).postal_code, code) << text;
    EXPECT_EQ(said(address(text)), "") << text;
  }
}

}  // namespace
}  // namespace musubi::normalize
