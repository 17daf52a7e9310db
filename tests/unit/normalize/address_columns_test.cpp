// Addresses in columns: of which country they are, prefectures in romaji, zeros that Excel ate.
#include "core/normalize/key.hpp"
#include "core/normalize/prefecture.hpp"
#include "tests/unit/normalize/outcome.hpp"

#include <gtest/gtest.h>

namespace musubi::normalize {
namespace {

struct Columns {
  const char *code, *pref, *city, *full, *building, *country, *wanted, *said;
};

std::string shown(const Address& a) {
  return a.postal_code + "/" + a.pref + "/" + a.city + "/" + a.town + "/" + a.rest + "/" + a.building;
}

void expect_addresses(std::initializer_list<Columns> rows) {
  for (const Columns& c : rows) {
    const Address a = address(c.code, c.pref, c.city, c.full, c.building, c.country);
    EXPECT_EQ(shown(a), c.wanted) << c.code << " " << c.pref << " " << c.country;
    EXPECT_EQ(said(a), c.said) << c.code << " " << c.pref << " " << c.country;
    EXPECT_EQ(a.zeros_restored, a.postal_code.starts_with("0") && std::string_view(c.code).find('0') != 0) << c.code;
  }
}

TEST(AddressColumns, OfAnotherCountryAreKeptAsTyped) {
  expect_addresses({
      {"10010", "NY", "New York", "350 5th Ave", "Apt 2", "US", "////350 5th Ave, Apt 2, New York, NY 10010, US/", ""},
      {"94103", "CA", "San Francisco", "1 Main St", "", "United States", "////1 Main St, San Francisco, CA 94103, United States/", ""},
      {"10115", "", "Berlin", "Unter den Linden 5", "", "DE", "////Unter den Linden 5, Berlin, 10115, DE/", ""},
      {"518000", "广东省", "深圳市", "福田区深南大道1号", "", "中国", "////中国 518000 广东省 深圳市 福田区深南大道1号/", ""},
      {"150-0001", "", "", "350 5th Ave, New York, NY 10010", "", "アメリカ", "////350 5th Ave, New York, NY 10010, 150-0001, アメリカ/", ""},
      {"", "", "", "1 Main St", "", "840", "////1 Main St, 840/", ""},
      {"", "", "", "", "", "US", "/////", ""},
      {"", "", "", "", "", "JP", "/////", ""},
  });
}

TEST(AddressColumns, WithoutAJapaneseLetterGetNoZerosAndNoPlaceOfJapan) {
  expect_addresses({
      {"10010", "New York", "New York", "350 5th Ave", "", "", "////350 5th Ave, New York, New York 10010/", "address_abroad"},
      {"60031", "IL", "Gurnee", "1 Main St", "", "", "////1 Main St, Gurnee, IL 60031/", "address_abroad"},
      {"94103", "", "", "1 Main St, San Francisco", "", "-", "////1 Main St, San Francisco, 94103/", "address_abroad"},
      {"10115", "", "Berlin", "Unter den Linden 5", "", "", "////Unter den Linden 5, Berlin, 10115/", "address_abroad"},
      {"110001", "Delhi", "New Delhi", "1 Main Rd", "", "", "////1 Main Rd, New Delhi, Delhi 110001/", "address_abroad"},
      {"518000", "Guangdong", "Shenzhen", "1 Shennan Rd", "", "", "////1 Shennan Rd, Shenzhen, Guangdong 518000/", "address_abroad"},
      {"518000", "広東省", "深圳市", "福田区1号", "", "", "////518000 広東省 深圳市 福田区1号/", "address_abroad"},
      {"SW1A 1AA", "", "London", "10 Downing St", "", "", "////10 Downing St, London, SW1A 1AA/", "address_abroad"},
      {"", "CA", "San Francisco", "1 Main St", "", "", "////1 Main St, San Francisco, CA/", "address_abroad"},
      {"", "서울", "", "세종대로 1", "", "", "////세종대로 1, 서울/", "address_abroad"},
      {"10010", "", "", "1-2-3", "", "", "////1-2-3/", "bad_postal_code"},
  });
}

TEST(AddressColumns, OfJapanGetTheirZerosBack) {
  expect_addresses({
      {"640941", "北海道", "札幌市中央区", "旭ヶ丘1-2-3", "", "", "064-0941/北海道/札幌市中央区/旭ケ丘一丁目/2-3/", ""},
      {"640941", "Hokkaido", "", "", "", "", "064-0941/北海道/札幌市中央区/旭ケ丘//", "city_from_postal_code"},
      {"640941", "", "", "Asahigaoka 1-2-3", "", "Japan", "064-0941/北海道/札幌市中央区/旭ケ丘一丁目/2-3/Asahigaoka", "city_from_postal_code"},
      {"640941", "", "", "", "", "", "064-0941/北海道/札幌市中央区/旭ケ丘//", "city_from_postal_code"},
      {"10010", "", "", "札幌市北区北十条西1-1", "", "", "001-0010/北海道/札幌市北区/北十条西一丁目/1/", ""},
  });
}

TEST(AddressColumns, OfJapanUnderAnotherCountryGetANote) {
  const char* jingumae = "150-0001/東京都/渋谷区/神宮前一丁目/2-3/";
  expect_addresses({
      {"150-0001", "東京都", "渋谷区", "神宮前1-2-3", "", "US", jingumae, "country_differs"},
      {"", "東京都", "渋谷区", "神宮前1-2-3", "", "その他", jingumae, "country_differs"},
      {"", "", "", "東京都渋谷区神宮前1-2-3", "", "Tokyo", jingumae, "country_differs"},
      {"150-0001", "Tokyo", "渋谷区", "神宮前1-2-3", "", "US", jingumae, "country_differs"},
      {"640941", "北海道", "札幌市中央区", "旭ヶ丘1-2-3", "", "US", "064-0941/北海道/札幌市中央区/旭ケ丘一丁目/2-3/", "country_differs"},
      {"150-0001", "東京都", "渋谷区", "神宮前1-2-3", "", "ジャパン", jingumae, ""},
      {"10010", "Nara", "", "1 Main St", "", "US", "////1 Main St, Nara 10010, US/", ""},
      {"SW1A 1AA", "東京都", "", "神宮前1-2-3", "", "UK", "////UK SW1A 1AA 東京都 神宮前1-2-3/", ""},
  });
}

TEST(AddressColumns, KnowJapanHoweverItIsCalled) {
  for (const char* japan : {"", "-", "なし", "未設定", "JP", "jpn", "JAPAN", "Japan", "日本", "日本国", "ＪＰ", "Japan (JP)", "日本（Japan）", "JP: Japan", "392", "+81", "国内", "1", "0"})
    EXPECT_EQ(address("640941", "", "札幌市中央区", "旭ヶ丘1-2-3", "", japan).postal_code, "064-0941") << japan;
  for (const char* other : {"US", "USA", "アメリカ", "米国", "中国", "台湾", "韓国", "Germany", "TW", "840", "海外", "Jersey"})
    EXPECT_EQ(address("640941", "", "札幌市中央区", "旭ヶ丘1-2-3", "", other).postal_code, "") << other;
}

TEST(AddressColumns, TakeAPrefectureInRomaji) {
  const char* tokyo = "150-0001/東京都/渋谷区/神宮前一丁目/2-3/";
  for (const char* pref : {"Tokyo", "TOKYO", "Tōkyō", "tokyo-to", "Tokyo Metropolis", "TOKYO TO", "Toukyou", "JP-13", "JP13", "jp13", "13", "東京", "東京都", "とうきょうと", "トウキョウ", "Tokyo, Japan"})
    expect_addresses({{"150-0001", pref, "渋谷区", "神宮前1-2-3", "", "", tokyo, ""}, {"", pref, "", "渋谷区神宮前1-2-3", "", "", tokyo, ""}});
  expect_addresses({
      {"150-0001", "CA", "渋谷区", "神宮前1-2-3", "", "", tokyo, "place_left_out"},
      {"150-0001", "99", "渋谷区", "神宮前1-2-3", "", "", tokyo, "place_left_out"},
      {"150-0001", "Shibuya", "", "神宮前1-2-3", "", "", tokyo, "place_left_out"},
      {"150-0001", "Tokyo", "Shibuya-ku", "神宮前1-2-3", "", "", tokyo, "place_left_out"},
      {"150-0001", "Tokyo", "Shibuya-ku", "1-2-3 Jingumae", "", "JP", "150-0001/東京都/渋谷区/神宮前一丁目/2-3/Jingumae", "place_left_out"},
      {"", "Osaka", "大阪市北区", "梅田1-1-1", "", "", "530-0001/大阪府/大阪市北区/梅田一丁目/1-1/", ""},
  });
}

TEST(AddressColumns, ThatSayAPlaceTwiceSayItOnce) {
  const char *umeda = "530-0001/大阪府/大阪市北区/梅田一丁目/1-1/", *harajuku = "150-0001/東京都/渋谷区/神宮前一丁目/2-3/";
  expect_addresses({
      {"5300001", "大阪府", "大阪府大阪市北区", "大阪府大阪市北区梅田1-1-1", "", "", umeda, ""},
      {"5300001", "大阪府", "大阪府 大阪市北区", "大阪府 大阪市北区梅田1-1-1", "", "", umeda, ""},
      {"", "大阪府", "大阪府大阪市北区", "梅田1-1-1", "", "", umeda, ""},
      {"", "", "大阪府大阪市北区", "大阪市北区梅田1-1-1", "", "", umeda, ""},
      {"", "", "大阪市北区", "大阪府大阪市北区梅田1-1-1", "", "", umeda, ""},
      {"", "", "大阪市", "大阪府大阪市北区梅田1-1-1", "", "", umeda, ""},
      {"", "Tokyo", "渋谷区神宮前1-2-3", "1-2-3", "", "JP", harajuku, ""},
      {"", "", "東京都渋谷区神宮前", "1-2-3", "", "", harajuku, ""},
  });
}

TEST(Prefecture, IsNamedInEveryWay) {
  const char* romaji[] = {"Hokkaido", "Aomori", "Iwate", "Miyagi", "Akita", "Yamagata", "Fukushima", "Ibaraki", "Tochigi", "Gunma", "Saitama", "Chiba", "Tokyo", "Kanagawa", "Niigata", "Toyama",
                          "Ishikawa", "Fukui", "Yamanashi", "Nagano", "Gifu", "Shizuoka", "Aichi", "Mie", "Shiga", "Kyoto", "Osaka", "Hyogo", "Nara", "Wakayama", "Tottori", "Shimane",
                          "Okayama", "Hiroshima", "Yamaguchi", "Tokushima", "Kagawa", "Ehime", "Kochi", "Fukuoka", "Saga", "Nagasaki", "Kumamoto", "Oita", "Miyazaki", "Kagoshima", "Okinawa"};
  for (size_t i = 0; i < std::size(romaji); ++i) {
    const std::string word = romaji[i], number = std::to_string(i + 1);
    for (const std::string& text : {word, word + " Prefecture", word + "-ken", number, "JP-" + std::string(number.size() < 2 ? "0" : "") + number})
      if (text != "Hokkaido-ken" && text != "Tokyo-ken" && text != "Kyoto-ken" && text != "Osaka-ken") {
        EXPECT_EQ(prefecture_named(read(text)), prefectures[i]) << text;
      }
  }
  for (auto [text, name] : std::initializer_list<std::pair<const char*, const char*>>{
           {"Ōsaka-fu", "大阪府"}, {"OOSAKA", "大阪府"}, {"Kyoto Fu", "京都府"}, {"Hokkaidō", "北海道"}, {"Hokkai-do", "北海道"}, {"Hyougo", "兵庫県"}, {"Gumma", "群馬県"}, {"Siga", "滋賀県"}, {"京都", "京都府"},
           {"北海", ""}, {"東", ""}, {"", ""}, {"New York", ""}, {"CA", ""}, {"48", ""}, {"0", ""}, {"US-13", ""}, {"Kobe", ""}, {"県", ""}})
    EXPECT_EQ(prefecture_named(read(text)), name) << text;
}

TEST(AddressKeys, OfAnotherCountryAreAllOfIt) {
  auto key = [](const char* street) { return keys("address", {"", "", "", "", street, ""}).strict; };
  EXPECT_EQ(key("350 5th Ave, New York, NY 10010, US"), key("350 5TH AVE New York NY 10010 US"));
  EXPECT_NE(key("350 5th Ave, New York, NY 10010, US"), key("350 High St, Boston, MA 5-10010, US"));
}

}  // namespace
}  // namespace musubi::normalize
