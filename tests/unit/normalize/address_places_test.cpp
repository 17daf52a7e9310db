// Which municipality and which town is meant.
#include "tests/unit/normalize/address_case.hpp"

namespace musubi::normalize {
namespace {

/// The town has its name before it, where another town of the municipality is called as the rest.
TEST(AddressPlaces, FindsTheTownOfTheFormerMunicipality) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"出石郡出石町内町1", "兵庫県", "豊岡市", "出石町内町", "1", "", "city_renamed"},
           {"今市市本町1", "栃木県", "日光市", "今市本町", "1", "", "city_renamed"},
           {"温泉郡中島町大浦", "愛媛県", "松山市", "中島大浦", "", "", "city_renamed"},
           {"豊田郡安浦町中央4-3-2", "広島県", "呉市", "安浦町中央四丁目", "3-2", "", "city_renamed"},
           {"天田郡三和町辻", "京都府", "福知山市", "三和町辻", "", "", "city_renamed"},
           {"阿寒郡阿寒町旭町1-1", "北海道", "釧路市", "阿寒町旭町一丁目", "1", "", "city_renamed"},
           {"栃尾市泉", "新潟県", "長岡市", "栃尾泉", "", "", "city_renamed"},
           {"出石郡但東町正法寺", "兵庫県", "豊岡市", "但東町正法寺", "", "", "city_renamed"},
           {"婦負郡婦中町中島", "富山県", "富山市", "婦中町中島", "", "", "city_renamed"},
           {"喜多郡肱川町宇和川", "愛媛県", "大洲市", "肱川町宇和川", "", "", "city_renamed"},
           {"北足立郡吹上町富士見1-1-1", "埼玉県", "鴻巣市", "吹上富士見一丁目", "1-1", "", "city_renamed"},
           {"久居市本町5番地6", "三重県", "津市", "久居本町", "5-6", "", "city_renamed"},
           {"福岡県前原市東2", "福岡県", "糸島市", "前原東二丁目", "", "", "city_renamed"},
           {"福井県清水町杉谷町5", "福井県", "福井市", "清水杉谷町", "5", "", "city_renamed"},
       })
    expect_case(c);
}

TEST(AddressPlaces, KnowsFormerMunicipalitiesByTheirDistrict) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"高田郡吉田町吉田791", "広島県", "安芸高田市", "吉田町吉田", "791", "", "city_renamed"},
           {"宝飯郡一宮町大字一宮", "愛知県", "豊川市", "一宮町", "", "", "city_renamed"},
           {"有田郡清水町清水", "和歌山県", "有田郡有田川町", "清水", "", "", "city_renamed"},
           {"那須郡小川町小川", "栃木県", "那須郡那珂川町", "小川", "", "", "city_renamed"},
           {"浮羽郡吉井町吉井", "福岡県", "うきは市", "吉井町", "", "", "city_renamed"},
           {"中郡大宮町", "京都府", "京丹後市", "", "", "", "city_renamed"},
           {"佐伯郡大野町", "広島県", "廿日市市", "", "", "", "city_renamed"},
           {"宗像郡大島村", "福岡県", "宗像市", "", "", "", "city_renamed"},
           {"南那珂郡南郷町中村", "宮崎県", "日南市", "中村", "", "", "town_unknown"},
           {"山門郡大和町", "福岡県", "柳川市", "", "", "", "city_renamed"},
           {"神石郡三和町小畠", "広島県", "神石郡神石高原町", "小畠", "", "", "city_renamed"},
           {"鹿島郡鹿島町", "", "鹿島郡鹿島町", "", "", "", "city_ambiguous"},
           {"大東町", "", "大東町", "", "", "", "city_ambiguous"},
           {"吉田町吉田3-4", "", "吉田町", "吉田", "3-4", "", "city_ambiguous"},
           {"広島県三和町", "広島県", "三和町", "", "", "", "city_ambiguous"},
       })
    expect_case(c);
}

TEST(AddressPlaces, KnowsDistrictsBehindShortPrefectures) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"愛知宝飯郡一宮町大木5", "愛知県", "豊川市", "大木町", "5", "", "city_renamed"},
           {"岡山真庭郡勝山町勝山5", "岡山県", "真庭市", "勝山", "5", "", "city_renamed"},
           {"長野下伊那郡上村5", "長野県", "飯田市", "上村", "5", "", "city_renamed"},
           {"群馬多野郡吉井町吉井5", "群馬県", "高崎市", "吉井町吉井", "5", "", "city_renamed"},
           {"群馬佐波郡東村国定2", "群馬県", "伊勢崎市", "国定町二丁目", "", "", "city_renamed"},
           {"福岡山門郡大和町鷹ノ尾5", "福岡県", "柳川市", "大和町鷹ノ尾", "5", "", "city_renamed"},
           {"茨城真壁郡大和村", "茨城県", "桜川市", "", "", "", "city_renamed"},
           {"群馬佐波郡東村", "群馬県", "伊勢崎市", "", "", "", "city_renamed"},
           {"広島高田郡吉田町吉田791", "広島県", "安芸高田市", "吉田町吉田", "791", "", "city_renamed"},
           {"和歌山西牟婁郡串本町串本1800", "和歌山県", "東牟婁郡串本町", "串本", "1800", "", "city_renamed"},
           {"石川郡美川町浜町ヌ1", "石川県", "白山市", "美川浜町", "ヌ1", "", "city_renamed"},
       })
    expect_case(c);
}

TEST(AddressPlaces, ForgivesSlipsInDistrictsOfATypedPrefecture) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"鹿児島県指宿郡山川町", "鹿児島県", "指宿市", "", "", "", "city_renamed"},
           {"兵庫県揖西郡御津町", "兵庫県", "たつの市", "", "", "", "city_renamed"},
           {"鹿児島県囎唹郡松山町", "鹿児島県", "志布志市", "", "", "", "city_renamed"},
       })
    expect_case(c);
}

TEST(AddressPlaces, ReadsManyDistrictsAsOne) {
  constexpr int many = 20'000;
  std::string districts = "あ郡", towns = "北海道";
  for (int i = 0; i < many; ++i) districts += "あ郡", towns += "郡町";
  EXPECT_EQ(said(address(districts)), "bad_address");
  EXPECT_EQ(address(towns).pref, "北海道");
}

TEST(AddressPlaces, KnowsPresentMunicipalitiesBeforeFormerOnesAndFormerWards) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"池田町大字池田3203-6", "", "池田町", "大字池田", "3203-6", "", "city_ambiguous"},
           {"大阪市南区難波1-2", "大阪府", "大阪市中央区", "難波一丁目", "2", "", "city_renamed"},
           {"大阪市南区", "大阪府", "大阪市中央区", "", "", "", "city_renamed"},
           {"神戸市生田区", "兵庫県", "神戸市中央区", "", "", "", "city_renamed"},
       })
    expect_case(c);
}

TEST(AddressPlaces, KnowsMunicipalitiesBehindDistrictsThatChanged) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"山越郡八雲町住初町138", "北海道", "二海郡八雲町", "住初町", "138", "", "city_renamed"},
           {"北海道山越郡八雲町住初町138", "北海道", "二海郡八雲町", "住初町", "138", "", "city_renamed"},
           {"西牟婁郡串本町串本1800", "和歌山県", "東牟婁郡串本町", "串本", "1800", "", "city_renamed"},
           {"山越郡池田町1", "", "", "山越郡池田町", "1", "", "city_unknown"},
       })
    expect_case(c);
}

TEST(AddressPlaces, LeavesOutTheDistrictThatIsCalledAsTheMunicipality) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"北津軽郡金木町大字金木字朝日山195-2", "青森県", "五所川原市", "金木町", "字朝日山195-2", "",
            "city_renamed"},
           {"下北郡大畑町大字大畑1", "青森県", "むつ市", "大畑町", "1", "", "city_renamed"},
           {"長野市大字長野元善町491-イ", "長野県", "長野市", "元善町", "491-イ", "", ""},
       })
    expect_case(c);
}

TEST(AddressPlaces, KnowsWardsWithoutTheirCity) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"横浜西区みなとみらい2-2-1", "神奈川県", "横浜市西区", "みなとみらい二丁目", "2-1", "", ""},
           {"相模原南区相模大野5-31-1", "神奈川県", "相模原市南区", "相模大野五丁目", "31-1", "", ""},
           {"札幌中央区北1条西2丁目", "北海道", "札幌市中央区", "北一条西二丁目", "", "", ""},
           {"川崎幸区堀川町72", "神奈川県", "川崎市幸区", "堀川町", "72", "", ""},
           {"北九州小倉北区城内1-1", "福岡県", "北九州市小倉北区", "城内", "1-1", "", ""},
           {"横浜区みなとみらい1", "", "", "横浜区みなとみらい", "1", "", "city_unknown"},
       })
    expect_case(c);
}

TEST(AddressPlaces, FindsTheMunicipalityInAnotherPrefecture) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"東京都川口市青木2-1-1", "埼玉県", "川口市", "青木二丁目", "1-1", "", "prefecture_differs"},
           {"大阪府渋谷区道玄坂1-2-3", "東京都", "渋谷区", "道玄坂一丁目", "2-3", "", "prefecture_differs"},
           {"東京都川口市", "東京都", "", "川口市", "", "", "town_unknown"},
       })
    expect_case(c);
}

/// 町目 is 丁目 behind a number alone, 字 may be the end of a name, and 養父市場 no market of 養父市.
TEST(AddressPlaces, KeepsNamesWhole) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"北葛飾郡杉戸町目沼230", "埼玉県", "北葛飾郡杉戸町", "目沼", "230", "", ""},
           {"生駒郡斑鳩町目安3-1-1", "奈良県", "生駒郡斑鳩町", "目安三丁目", "1-1", "", ""},
           {"下新川郡入善町目川5", "富山県", "下新川郡入善町", "目川", "5", "", ""},
           {"黒松内町目名5", "北海道", "寿都郡黒松内町", "目名", "5", "", ""},
           {"毛呂山町目白台1-1", "埼玉県", "入間郡毛呂山町", "目白台一丁目", "1", "", ""},
           {"京都市上京区三町目5", "京都府", "京都市上京区", "三町目", "5", "", ""},
           {"山形市十文字5番地6", "山形県", "山形市", "十文字", "5-6", "", ""},
           {"白河市十文字", "福島県", "白河市", "十文字", "", "", ""},
           {"小田原市十字4-3-4", "神奈川県", "小田原市", "十字四丁目", "3-4", "", ""},
           {"小田原市十字2丁目3番4号", "神奈川県", "小田原市", "十字二丁目", "3-4", "", ""},
           {"岩見沢市栗沢町西万字1", "北海道", "岩見沢市", "栗沢町西万字", "1", "", ""},
           {"福井市椙谷町5番地6", "福井県", "福井市", "椙谷町", "5-6", "", ""},
           {"福井市杉谷町5番地6", "福井県", "福井市", "杉谷町", "5-6", "", ""},
           {"養父市 養父市場1234", "兵庫県", "養父市", "養父市場", "1234", "", ""},
           {"養父市養父市場1234", "兵庫県", "養父市", "養父市場", "1234", "", ""},
       })
    expect_case(c);
}

TEST(AddressPlaces, ReadsStreetsOfKyotoThatBeginWithANumber) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"京都市中京区六角通東洞院西入堂之前町248", "京都府", "京都市中京区", "堂之前町六角通東洞院西入",
            "248", "", "street_behind_town"},
           {"京都市上京区千本通今出川上る上善寺町", "京都府", "京都市上京区", "上善寺町千本通今出川上る", "",
            "", "street_behind_town"},
           {"京都市上京区七本松通一条上ル末之口町448", "京都府", "京都市上京区", "末之口町七本松通一条上る",
            "448", "", "street_behind_town"},
           {"下京区四条烏丸長刀鉾町20", "京都府", "京都市下京区", "長刀鉾町四条烏丸", "20", "",
            "street_behind_town"},
           {"京都市南区八条内田町5", "京都府", "京都市南区", "八条内田町", "5", "", ""},
           {"下京区四条烏丸", "京都府", "京都市下京区", "四条烏丸", "", "", "town_unknown"},
           {"中京区烏丸蛸薬師 5", "京都府", "京都市中京区", "烏丸蛸薬師", "5", "", "town_unknown"},
           {"中京区河原町蛸薬師", "京都府", "京都市中京区", "河原町蛸薬師", "", "", "town_unknown"},
           {"中京区高倉六角", "京都府", "京都市中京区", "高倉六角", "", "", "town_unknown"},
       })
    expect_case(c);
}

TEST(AddressPlaces, TakesNoTownFromThePostalCodeBeforeOtherWords) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"〒101-0021 神田1-1-1", "東京都", "千代田区", "神田", "1-1-1", "", "town_unknown"},
           {"〒100-0005 東京駅前1", "東京都", "千代田区", "東京駅前", "1", "", "town_unknown"},
           {"〒901-1205 大里1", "沖縄県", "南城市", "大里", "1", "", "town_unknown"},
           {"〒150-0043 1-2-3", "東京都", "渋谷区", "道玄坂一丁目", "2-3", "", "city_from_postal_code"},
       })
    expect_case(c);
}

TEST(AddressPlaces, CutsNoNumbersAway) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"西新宿 2-8-1 新宿区", "", "", "西新宿", "2-8-1", "新宿区", "city_unknown"},
       })
    expect_case(c);
}

TEST(AddressPlaces, ReadsLatinLettersByTheirPostalCode) {
  const char* said = "city_from_postal_code";
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"4-5-6 Ginza, Chuo-ku, Tokyo 104-0061, Japan", "東京都", "中央区", "銀座四丁目", "5-6",
            "Ginza, Chuo-ku, Tokyo Japan", said},
           {"Ginza 4-5-6, Chuo-ku, Tokyo 104-0061", "東京都", "中央区", "銀座四丁目", "5-6",
            "Ginza Chuo-ku, Tokyo", said},
           {"3F Marunouchi 1-1-1, Chiyoda-ku, Tokyo 100-0005", "東京都", "千代田区", "丸の内一丁目", "1-1",
            "3F Marunouchi Chiyoda-ku, Tokyo", said},
           {"c/o Yamada Taro, 4-5-6 Ginza, Chuo-ku, Tokyo 104-0061", "東京都", "中央区", "銀座四丁目", "5-6",
            "c/o Yamada Taro Ginza, Chuo-ku, Tokyo", said},
           {"4-5-6 Ginza, Chuo-ku, Tokyo 104-0061 Park Heights 301", "東京都", "中央区", "銀座四丁目", "5-6",
            "Ginza, Chuo-ku, Tokyo Park Heights 301", said},
           {"Nishi-Shinjuku 2-chome, 8-1, Shinjuku-ku, Tokyo 160-0023", "東京都", "新宿区", "西新宿二丁目", "8-1", "Nishi-Shinjuku Shinjuku-ku, Tokyo", said},
           {"8-1 Nishi-Shinjuku 2 Chome, Shinjuku-ku, Tokyo 160-0023", "東京都", "新宿区", "西新宿二丁目", "8-1", "Nishi-Shinjuku Shinjuku-ku, Tokyo", said},
           {"2-chōme-8-1 Nishi-Shinjuku, Tokyo 160-0023", "東京都", "新宿区", "西新宿二丁目", "8-1", "Nishi-Shinjuku, Tokyo", said},
           {"Level 3, 1-9-1 Marunouchi, Chiyoda-ku, Tokyo 100-0005", "東京都", "千代田区", "丸の内一丁目",
            "9-1", "Level 3, Marunouchi, Chiyoda-ku, Tokyo", said},
       })
    expect_case(c);
}

/// Which number is the block is not known: the words stay, in their order.
TEST(AddressPlaces, LeavesLatinLettersThatTellNoBlock) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"Bldg 3-4, 5-6-7 Jingumae, Shibuya, Tokyo 150-0001", "", "", "", "Bldg 3-4, 5-6-7 Jingumae, Shibuya, Tokyo", "", "city_unknown"},
           {"1-2-3 Some St, 100-0001 Porto", "", "", "", "1-2-3 Some St, 100-0001 Porto", "", "city_unknown"},
           {"1-1-2 Otemachi, Chiyoda-ku, Tokyo", "", "", "", "1-1-2 Otemachi, Chiyoda-ku, Tokyo", "", "city_unknown"},
           {"2-chome 3-chome 8-1 Nishi-Shinjuku, Tokyo 160-0023", "", "", "", "2-chome 3-chome 8-1 Nishi-Shinjuku, Tokyo", "", "city_unknown"},
       })
    expect_case(c);
}

TEST(AddressPlaces, TakesFullNamesBeforeShortOnes) {
  for (const AddressCase& c : std::initializer_list<AddressCase>{
           {"中央区北浜2-1", "大阪府", "大阪市中央区", "北浜二丁目", "1", "", "city_from_town"},
           {"大阪府大阪市中央区北浜2-1", "大阪府", "大阪市中央区", "北浜二丁目", "1", "", ""},
           {"中央区日本橋1-2-3", "", "中央区", "日本橋", "1-2-3", "", "city_ambiguous"},
           {"周南市宮前2-3", "山口県", "周南市", "宮の前二丁目", "3", "", "town_guessed"},
           {"周南市宮前", "山口県", "周南市", "宮前町", "", "", "town_guessed"},
           {"周南市宮前町3", "山口県", "周南市", "宮前町", "3", "", ""},
           {"京都市下京区油小路通花屋町下る結神社門前町5", "京都府", "京都市下京区",
            "結神社門前町油小路通花屋町下る", "5", "", "town_unknown"},
           {"京都市下京区堀川通花屋町下る本願寺門前町60", "京都府", "京都市下京区", "門前町堀川通花屋町下る", "60",
            "", "town_guessed"},
           {"京都市上京区堀川通寺之内上る四丁目天神北町5", "京都府", "京都市上京区",
            "天神北町堀川通寺之内上る四丁目", "5", "", "street_behind_town"},
           {"京都市下京区高辻通堀川富永町5", "京都府", "京都市下京区", "富永町高辻通堀川", "5", "",
            "street_behind_town"},
       })
    expect_case(c);
}

}  // namespace
}  // namespace musubi::normalize
