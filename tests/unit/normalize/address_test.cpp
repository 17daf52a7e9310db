#include <gtest/gtest.h>

#include <sstream>

#include "core/normalize/key.hpp"
#include "core/normalize/towns.hpp"
#include "tests/unit/normalize/address_case.hpp"

namespace musubi::normalize {
namespace {

TEST(Address, TakesAddressesApart) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"東京都新宿区西新宿２丁目８－１", "東京都", "新宿区", "西新宿二丁目", "8-1", "", ""},
           {"東京都新宿区西新宿2-8-1", "東京都", "新宿区", "西新宿二丁目", "8-1", "", ""},
           {"新宿区西新宿二丁目八番一号", "東京都", "新宿区", "西新宿二丁目", "8-1", "", ""},
           {"〒163-8001 東京都新宿区西新宿2丁目8番1号 第一本庁舎", "東京都", "新宿区", "西新宿二丁目", "8-1",
            "第一本庁舎", ""},
           {"東京都千代田区霞が関1-1-1", "東京都", "千代田区", "霞が関一丁目", "1-1", "", ""},
           {"東京都千代田区霞ケ関１ー１ー１", "東京都", "千代田区", "霞が関一丁目", "1-1", "", ""},
           {"北海道札幌市中央区北3条西6丁目", "北海道", "札幌市中央区", "北三条西六丁目", "", "", ""},
           {"札幌市中央区北1条西2丁目1番地", "北海道", "札幌市中央区", "北一条西二丁目", "1", "", ""},
           {"神奈川県横浜市中区日本大通1", "神奈川県", "横浜市中区", "日本大通", "1", "", ""},
           {"横浜市中区山下町１番地 マンション山下101号室", "神奈川県", "横浜市中区", "山下町", "1",
            "マンション山下101号室", ""},
           {"渋谷区道玄坂1-2-301C", "東京都", "渋谷区", "道玄坂一丁目", "2", "301C", ""},
           {"群馬県前橋市大手町一ノ一ノ一", "群馬県", "前橋市", "大手町一丁目", "1-1", "", ""},
           {"千代田区丸の内東京中央郵便局私書箱5号", "東京都", "千代田区", "丸の内", "",
            "東京中央郵便局私書箱5号", ""},
           {"愛媛県松山市北条辻乙6番地", "愛媛県", "松山市", "北条辻", "乙6", "", ""},
           {"長野県松本市大字島内甲1234-1", "長野県", "松本市", "島内", "甲1234-1", "", ""},
           {"神奈川県綾瀬市無番地", "神奈川県", "綾瀬市", "", "無番地", "", ""},
           {"北海道勇払郡安平町字安平番外地", "北海道", "勇払郡安平町", "安平", "番外地", "", ""},
           {"青森県八戸市尻内町字下根市", "青森県", "八戸市", "尻内町字下根市", "", "", ""},
           {"青森県八戸市尻内町字下根市25", "青森県", "八戸市", "尻内町", "字下根市25", "", ""},
           {"北海道上川郡東川町東4線南5番地", "北海道", "上川郡東川町", "東四線南", "5", "", "town_unknown"},
           {"札幌市中央区南3西4-12-1", "北海道", "札幌市中央区", "南三条西四丁目", "12-1", "", ""},
           {"札幌市北区北10西3", "北海道", "札幌市北区", "北十条西三丁目", "", "", ""},
           {"岩手県花巻市東和町土沢8区1-1", "岩手県", "花巻市", "東和町土沢8区", "1-1", "", ""},
           {"新宿区西新宿2-8-1－Ｂ１０３", "東京都", "新宿区", "西新宿二丁目", "8-1", "B103", ""},
           {"新宿区西新宿2-8-1（都庁第一本庁舎）", "東京都", "新宿区", "西新宿二丁目", "8-1",
            "都庁第一本庁舎", ""},
           {"新潟市中央区学校町通1番町602番地1", "新潟県", "新潟市中央区", "学校町通一番町", "602-1", "", ""},
           {"北海道上川郡東川町東12345線南5番地", "北海道", "上川郡東川町", "東12345線南", "5", "",
            "town_unknown"},
           {"岩手県八幡平市野駄第21地割170番地", "岩手県", "八幡平市", "野駄第21地割", "170", "", ""},
           {"東京都千代田区丸の内2-7-2 東京中央郵便局私書箱100号", "東京都", "千代田区", "丸の内二丁目",
            "7-2", "東京中央郵便局私書箱100号", ""},
           {"大阪府大阪市中央区大手前3-1-43", "大阪府", "大阪市中央区", "大手前三丁目", "1-43", "", ""},
           {"埼玉県川口市大字芝字宮根3938-5", "埼玉県", "川口市", "芝", "字宮根3938-5", "", ""},
           {"奈良県高市郡明日香村大字岡55", "奈良県", "高市郡明日香村", "岡", "55", "", ""},
           {"奈良県明日香村岡55番地", "奈良県", "高市郡明日香村", "岡", "55", "", ""},
           {"愛知県名古屋市中区三の丸3-1-1", "愛知県", "名古屋市中区", "三の丸三丁目", "1-1", "", ""},
           {"", "", "", "", "", "", ""},
       })
    expect_case(c);
}

/// Japan Post writes 滝本, and lists neither town as counted in 丁目.
TEST(Address, SpellsAndCountsTownsAsTheMinistryDoes) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"和歌山県新宮市熊野川町滝本1", "和歌山県", "新宮市", "熊野川町瀧本", "1", "", ""},
           {"静岡市葵区唐瀬1-2-3", "静岡県", "静岡市葵区", "唐瀬一丁目", "2-3", "", ""},
           {"三重県桑名市神成町2-10", "三重県", "桑名市", "神成町二丁目", "10", "", ""},
       })
    expect_case(c);
}

TEST(Address, KeepsKyotoStreetsBehindTheTown) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"京都府京都市中京区寺町通御池上る上本能寺前町488番地", "京都府", "京都市中京区",
            "上本能寺前町寺町通御池上る", "488", "", "street_behind_town"},
           {"京都市中京区上本能寺前町寺町通御池上ル488", "京都府", "京都市中京区",
            "上本能寺前町寺町通御池上る", "488", "", "street_behind_town"},
           {"下京区四条通烏丸東入ル長刀鉾町20 四条烏丸FTスクエア8F", "京都府", "京都市下京区",
            "長刀鉾町四条通烏丸東入", "20", "四条烏丸FTスクエア8F", "street_behind_town"},
           {"京都市上京区御前通今出川上ル2丁目 北町620", "京都府", "京都市上京区",
            "北町御前通今出川上る二丁目", "620", "", "street_behind_town"},
           {"京都市下京区西洞院通四条西入無い町12", "京都府", "京都市下京区", "無い町西洞院通四条西入", "12",
            "", "town_unknown"},
           {"京都市東山区清水一丁目294", "京都府", "京都市東山区", "清水一丁目", "294", "", ""},
           {"京都市中京区上本能寺前町488 寺町通ビル", "京都府", "京都市中京区", "上本能寺前町", "488",
            "寺町通ビル", ""},
           {"下京区忠庵町柳馬場通松原下ル（忠庵町）３１６", "京都府", "京都市下京区",
            "忠庵町柳馬場通松原下る", "316", "", "street_behind_town"},
       })
    expect_case(c);
}

TEST(Address, CountsNoStreetInKeys) {
  auto key = [](const char* text) {
    Address a = address(text);
    return keys("address", {a.postal_code, a.pref, a.city, a.town, a.rest, a.building}).strict;
  };
  EXPECT_EQ(key("京都市中京区寺町通御池上る上本能寺前町488番地"), key("京都市中京区上本能寺前町488"));
  EXPECT_NE(key("京都市中京区寺町通御池上る上本能寺前町488番地"), key("京都市中京区上本能寺前町489"));
}

TEST(Address, CompletesTownsNamedWithoutTheirDistrict) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"新宿区三栄町12", "東京都", "新宿区", "四谷三栄町", "12", "", "town_completed"},
           {"東京都中央区小伝馬町1-5", "東京都", "中央区", "日本橋小伝馬町", "1-5", "", "town_completed"},
           {"千代田区猿楽町2-1-1", "東京都", "千代田区", "神田猿楽町二丁目", "1-1", "", "town_completed"},
           {"東京都千代田区神田猿楽町2-1-1", "東京都", "千代田区", "神田猿楽町二丁目", "1-1", "", ""},
           {"千代田区錦町3-22", "東京都", "千代田区", "神田錦町三丁目", "22", "", "town_completed"},
           {"千代田区錦町川1-2", "東京都", "千代田区", "錦町川", "1-2", "", "town_unknown"},
           {"上越市土底浜1081-1", "新潟県", "上越市", "大潟区土底浜", "1081-1", "", "town_completed"},
           {"千代田区鍛冶町1-2", "東京都", "千代田区", "鍛冶町一丁目", "2", "", ""},
       })
    expect_case(c);
}

TEST(Address, KnowsPostalCodesBothWays) {
  EXPECT_EQ(address("〒1500043 東京都渋谷区道玄坂1-2-3").postal_code, "150-0043");
  EXPECT_EQ(address("東京都渋谷区道玄坂1-2-3").postal_code, "150-0043");
  EXPECT_EQ(said(address("道玄坂1-2-3")), "city_from_town");
  Address a = address("150-0002", "", "", "渋谷1-2-3", "");
  EXPECT_EQ(a.pref + a.city + a.town + a.rest, "東京都渋谷区渋谷一丁目2-3");
  EXPECT_EQ(said(a), "city_from_postal_code");
  EXPECT_EQ(said(address("〒100-0001 大阪府大阪市中央区大手前2-1-1")), "postal_code_differs");
  EXPECT_EQ(said(address("〒150-0043 東京都渋谷区道玄坂1-2-3")), "");
  EXPECT_EQ(said(address("〒999-9999 東京都渋谷区道玄坂1-2-3")), "postal_code_differs");
  EXPECT_EQ(said(address("〒150-8999 東京都渋谷区道玄坂1-2-3")), "");
  EXPECT_EQ(said(address("〒600-0000 東京都渋谷区どこにもない町1-2-3")), "postal_code_differs");
  EXPECT_EQ(address("渋谷区 〒150-0043 道玄坂1-2-3").postal_code, "150-0043");
  Address b = address("〒150-0043 東京都渋谷区1-2-3");
  EXPECT_EQ(b.pref + b.city + b.town + b.rest, "東京都渋谷区道玄坂一丁目2-3");
  EXPECT_EQ(said(b), "town_from_postal_code");
}

TEST(Address, ChoosesTheCityOfAnAmbiguousNameByItsPostalCode) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"〒183-0027 府中市本町1-2-3", "東京都", "府中市", "本町一丁目", "2-3", "", ""},
           {"〒726-0003 府中市元町1-2", "広島県", "府中市", "元町", "1-2", "", ""},
           {"〒183-0027 府中市1-2-3", "東京都", "府中市", "本町一丁目", "2-3", "", "city_from_postal_code"},
           {"〒104-0061 中央区1-2-3", "東京都", "中央区", "銀座一丁目", "2-3", "", "city_from_postal_code"},
           {"〒604-0925 京都市寺町通御池上る上本能寺前町488", "京都府", "京都市中京区",
            "上本能寺前町寺町通御池上る", "488", "", "street_behind_town"},
       })
    expect_case(c);
}

TEST(Address, TakesColumns) {
  Address a = address("640941", "北海道", "札幌市中央区", "旭ヶ丘1-2-3", "むすびビル5階");
  EXPECT_EQ(a.pref + "/" + a.city + "/" + a.town + "/" + a.rest + "/" + a.building,
            "北海道/札幌市中央区/旭ケ丘一丁目/2-3/むすびビル5階");
  EXPECT_EQ(a.postal_code, "064-0941");
  Address b = address("", "東京都", "", "東京都港区芝公園4-2-8", "");
  EXPECT_EQ(b.pref + "/" + b.city + "/" + b.town + "/" + b.rest, "東京都/港区/芝公園四丁目/2-8");
}

TEST(Address, KnowsFormerMunicipalities) {
  for (auto [old, now] : std::initializer_list<std::pair<const char*, const char*>>{
           {"埼玉県大宮市桜木町1-7-5", "埼玉県/さいたま市大宮区/桜木町一丁目/7-5"},
           {"静岡県清水市旭町6-8", "静岡県/静岡市清水区/旭町/6-8"},
           {"静岡県浜松市浜北区貴布祢3000", "静岡県/浜松市浜名区/貴布祢/3000"},
           {"浜松市中区元城町103-2", "静岡県/浜松市中央区/元城町/103-2"},
           {"静岡県磐田郡佐久間町中部18", "静岡県/浜松市天竜区/佐久間町中部/18"},
           {"新潟県新津市程島2009", "新潟県/新潟市秋葉区/程島/2009"},
           {"兵庫県篠山市北新町41", "兵庫県/丹波篠山市/北新町/41"},
           {"岩手県水沢市大手町1-1", "岩手県/奥州市/水沢大手町一丁目/1"},
           {"福岡県筑紫郡那珂川町西隈1-1-1", "福岡県/那珂川市/西隈一丁目/1-1"},
           {"広島県佐伯郡宮島町1162-18", "広島県/廿日市市/宮島町/1162-18"},
           {"南安曇郡豊科町4932", "長野県/安曇野市/豊科/4932"},
           {"三戸郡名川町剣吉1-1", "青森県/三戸郡南部町/剣吉/1-1"},
           {"山県郡加計町加計3494", "広島県/山県郡安芸太田町/加計/3494"},
           {"南宇和郡御荘町平城1-1", "愛媛県/南宇和郡愛南町/御荘平城/1-1"},
           {"肝属郡高山町新富98", "鹿児島県/肝属郡肝付町/新富/98"},
           {"石川郡野々市町本町5-4-1", "石川県/野々市市/本町五丁目/4-1"},
           {"宮城県泉市七北田1-1", "宮城県/仙台市泉区/七北田/1-1"},
           {"中頸城郡大潟町土底浜1081", "新潟県/上越市/大潟区土底浜/1081"},
           {"原町市本町2-27", "福島県/南相馬市/原町区本町二丁目/27"},
           {"奥州市水沢区大手町1-1", "岩手県/奥州市/水沢大手町一丁目/1"},
           {"盛岡市玉山区渋民字泉田360", "岩手県/盛岡市/渋民/字泉田360"}}) {
    Address a = address(old);
    EXPECT_EQ(a.pref + "/" + a.city + "/" + a.town + "/" + a.rest, now) << old;
    EXPECT_EQ(said(a), "city_renamed") << old;
  }
}

struct Former {
  std::string pref, now, name;  // name: with its district where several were called so
};

std::vector<Former> former_municipalities() {
  std::vector<Former> out;
  std::string pref, name;
  std::istringstream lines(
#include "core/normalize/tables/former_cities.inc"
  );
  for (std::string line; std::getline(lines, line);) {
    const size_t sign = std::min(line.find('='), line.size());
    if (line.starts_with('@')) pref = line.substr(1);
    std::istringstream names(line.substr(std::min(sign + 1, line.size())));
    while (std::getline(names, name, ',')) out.push_back({pref, line.substr(0, sign), name});
  }
  return out;
}

TEST(Address, FormerMunicipalitiesBelongToPresentOnes) {
  const std::vector<Former> all = former_municipalities();
  EXPECT_GT(all.size(), 1800u);
  for (const Former& f : all) {
    EXPECT_EQ(address(f.pref + f.now).city, f.now) << f.pref;
  }
}

/// A town that has the name of the former municipality before it, typed as it was then: 久居市本町 is
/// 久居本町.
TEST(Address, FindsEveryTownOfFormerMunicipalities) {
  const Towns& all = Towns::all();
  const size_t kanji = std::string("町").size();
  size_t towns = 0;
  for (const Former& f : former_municipalities()) {
    const size_t district = f.name.find("郡", 1);
    const bool parted = district != f.name.npos && f.name.size() - district > 2 * kanji;
    const std::string name = parted ? f.name.substr(district + kanji) : f.name;
    const std::string stem = name.substr(0, name.size() - kanji);
    if (stem.size() < 2 * kanji) continue;
    for (const City& city : all.cities()) {
      if (city.pref != f.pref || city.name != f.now) continue;
      for (uint32_t t = city.first_town; t < city.end_town; ++t) {
        const std::string town(all.town(t).name);
        for (const std::string& head : {name, stem + "区", stem}) {
          if (!town.starts_with(head) || town.size() == head.size()) continue;
          const std::string typed = f.pref + f.name + town.substr(head.size()) + "5番地6";
          EXPECT_EQ(address(typed).city + address(typed).town, f.now + town) << typed;
          ++towns;
          break;
        }
      }
    }
  }
  EXPECT_GT(towns, 15'000u);
}

TEST(Address, FindsEveryTown) {
  const Towns& all = Towns::all();
  for (const City& city : all.cities())
    for (uint32_t t = city.first_town; t < city.end_town; ++t) {
      const std::string typed = std::string(city.pref).append(city.name).append(all.town(t).name) + "5番地6";
      const Address a = address(typed);
      EXPECT_EQ(a.city, city.name) << typed;
      EXPECT_EQ(a.town, all.town(t).name) << typed;
      EXPECT_EQ(a.rest, "5-6") << typed;
    }
}

TEST(Address, KnowsPresentMunicipalitiesBeforeFormerOnes) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"〒306-0495 猿島郡境町391-1", "茨城県", "猿島郡境町", "", "391-1", "", ""},
           {"榛原郡吉田町87", "静岡県", "榛原郡吉田町", "", "87", "", ""},
           {"夕張郡長沼町1234", "北海道", "夕張郡長沼町", "", "1234", "", ""},
           {"本庄市1234", "埼玉県", "本庄市", "", "1234", "", ""},
           {"大島町1234", "東京都", "大島町", "", "1234", "", ""},
           {"池田町1234", "", "池田町", "", "1234", "", "city_ambiguous"},
           {"児玉郡美里町中央1-2", "埼玉県", "児玉郡美里町", "中央", "1-2", "", "town_unknown"},
           {"佐波郡境町伊与久391", "群馬県", "伊勢崎市", "境伊与久", "391", "", "city_renamed"},
       })
    expect_case(c);
}

/// Before a number alone, each is itself, or one of several of its name; with its prefecture or its district
/// it is certain.
TEST(Address, KeepsEveryPresentMunicipality) {
  for (const City& city : Towns::all().cities()) {
    const std::string name(city.name), pref(city.pref);
    const size_t district = name.find("郡");
    const bool parted = district != name.npos && district > 0 && district + 6 < name.size();
    EXPECT_EQ(address(pref + name + "1234").city, name) << pref;
    if (parted) {
      EXPECT_EQ(address(name + "1234").city, name);
    }
    const std::string alone = parted ? name.substr(district + 3) : name;
    const Address a = address(alone + "1234");
    if (said(a) != "city_ambiguous") {
      EXPECT_EQ(a.pref + a.city, pref + name) << alone;
    }
  }
}

TEST(Address, SaysWhatIsDoubtful) {
  EXPECT_EQ(said(address("東京都新宿区存在しない町1-2")), "town_unknown");
  EXPECT_EQ(said(address("中央区")), "city_ambiguous");
  EXPECT_EQ(said(address("どこか")), "bad_address");
}

TEST(Address, SurvivesAnyBytes) {
  for (std::string text :
       {std::string("\xff\xfe"), std::string(5'000, '1'), std::string("〒"), std::string("東京都\xff"),
        std::string("---"), std::string("京都府京都市東山東入区(〒604-0925)7-1"),
        std::string("京都市上京区上る下る通")})
    EXPECT_NO_THROW(address(text));
}

}  // namespace
}  // namespace musubi::normalize
