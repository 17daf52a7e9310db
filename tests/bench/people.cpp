#include "tests/bench/people.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>

namespace musubi::bench {
namespace {

struct Part {
  const char *kanji, *kana;
};

constexpr Part family_heads[] = {
    {"田", "タ"},     {"山", "ヤマ"},   {"高", "タカ"},   {"中", "ナカ"}, {"小", "コ"},   {"松", "マツ"},
    {"大", "オオ"},   {"西", "ニシ"},   {"石", "イシ"},   {"川", "カワ"}, {"森", "モリ"}, {"吉", "ヨシ"},
    {"北", "キタ"},   {"村", "ムラ"},   {"竹", "タケ"},   {"上", "ウエ"}, {"岡", "オカ"}, {"宮", "ミヤ"},
    {"藤", "フジ"},   {"長", "ナガ"},   {"福", "フク"},   {"杉", "スギ"}, {"島", "シマ"}, {"平", "ヒラ"},
    {"南", "ミナミ"}, {"東", "ヒガシ"}, {"永", "ナガ"},   {"横", "ヨコ"}, {"水", "ミズ"}, {"金", "カネ"},
    {"秋", "アキ"},   {"浅", "アサ"},   {"荒", "アラ"},   {"今", "イマ"}, {"岩", "イワ"}, {"奥", "オク"},
    {"片", "カタ"},   {"神", "カミ"},   {"桜", "サクラ"}, {"白", "シラ"}, {"菅", "スガ"}, {"関", "セキ"},
    {"武", "タケ"},   {"寺", "テラ"},   {"戸", "ト"}};
constexpr Part family_tails[] = {
    {"田", "ダ"},   {"本", "モト"},   {"村", "ムラ"}, {"川", "カワ"}, {"山", "ヤマ"}, {"野", "ノ"},
    {"島", "シマ"}, {"原", "ハラ"},   {"崎", "サキ"}, {"井", "イ"},   {"沢", "ザワ"}, {"谷", "タニ"},
    {"木", "キ"},   {"林", "バヤシ"}, {"森", "モリ"}, {"岡", "オカ"}, {"瀬", "セ"},   {"尾", "オ"},
    {"口", "グチ"}, {"内", "ウチ"},   {"橋", "ハシ"}};
constexpr Part given_heads[] = {
    {"健", "ケン"}, {"正", "マサ"}, {"和", "カズ"}, {"雄", "ユウ"}, {"直", "ナオ"},   {"智", "トモ"},
    {"秀", "ヒデ"}, {"裕", "ユウ"}, {"洋", "ヨウ"}, {"弘", "ヒロ"}, {"美", "ミ"},     {"由", "ユ"},
    {"恵", "エ"},   {"真", "マ"},   {"千", "チ"},   {"奈", "ナ"},   {"里", "リ"},     {"亜", "ア"},
    {"早", "サ"},   {"久", "ヒサ"}, {"康", "ヤス"}, {"大", "ダイ"}, {"翔", "ショウ"}, {"陽", "ヨウ"},
    {"悠", "ユウ"}, {"春", "ハル"}, {"夏", "ナツ"}, {"明", "アキ"}, {"貴", "タカ"},   {"友", "トモ"},
    {"信", "ノブ"}, {"義", "ヨシ"}};
constexpr Part given_tails[] = {
    {"太", "タ"},   {"一", "イチ"}, {"介", "スケ"}, {"樹", "キ"}, {"也", "ヤ"}, {"人", "ト"}, {"彦", "ヒコ"},
    {"子", "コ"},   {"美", "ミ"},   {"香", "カ"},   {"奈", "ナ"}, {"恵", "エ"}, {"代", "ヨ"}, {"江", "エ"},
    {"之", "ユキ"}, {"郎", "ロウ"}, {"夫", "オ"},   {"紀", "キ"}, {"佳", "カ"}, {"花", "カ"}, {"希", "キ"}};

struct Town {
  const char *postal_code, *region;
};
constexpr Town towns[] = {
    {"1500001", "東京都渋谷区神宮前"},       {"1500002", "東京都渋谷区渋谷"},
    {"1000005", "東京都千代田区丸の内"},     {"1020072", "東京都千代田区飯田橋"},
    {"1040061", "東京都中央区銀座"},         {"1060032", "東京都港区六本木"},
    {"1070062", "東京都港区南青山"},         {"1080075", "東京都港区港南"},
    {"1100005", "東京都台東区上野"},         {"1300013", "東京都墨田区錦糸"},
    {"1350061", "東京都江東区豊洲"},         {"1410022", "東京都品川区東五反田"},
    {"1440052", "東京都大田区蒲田"},         {"1540004", "東京都世田谷区太子堂"},
    {"1600022", "東京都新宿区新宿"},         {"1640001", "東京都中野区中野"},
    {"1700013", "東京都豊島区東池袋"},       {"1800004", "東京都武蔵野市吉祥寺本町"},
    {"1920083", "東京都八王子市旭町"},       {"2200011", "神奈川県横浜市西区高島"},
    {"2310023", "神奈川県横浜市中区山下町"}, {"2100007", "神奈川県川崎市川崎区駅前本町"},
    {"2510052", "神奈川県藤沢市藤沢"},       {"2600013", "千葉県千葉市中央区中央"},
    {"2730005", "千葉県船橋市本町"},         {"3300854", "埼玉県さいたま市大宮区桜木町"},
    {"3500043", "埼玉県川越市新富町"},       {"0600005", "北海道札幌市中央区北五条西"},
    {"9800021", "宮城県仙台市青葉区中央"},   {"9500087", "新潟県新潟市中央区東大通"},
    {"4200851", "静岡県静岡市葵区黒金町"},   {"4500002", "愛知県名古屋市中村区名駅"},
    {"4600008", "愛知県名古屋市中区栄"},     {"6008216", "京都府京都市下京区東塩小路町"},
    {"5300001", "大阪府大阪市北区梅田"},     {"5420076", "大阪府大阪市中央区難波"},
    {"5500014", "大阪府大阪市西区北堀江"},   {"6500021", "兵庫県神戸市中央区三宮町"},
    {"7000901", "岡山県岡山市北区本町"},     {"7300011", "広島県広島市中区基町"},
    {"7600019", "香川県高松市サンポート"},   {"8120011", "福岡県福岡市博多区博多駅前"},
    {"8100001", "福岡県福岡市中央区天神"},   {"8600806", "熊本県熊本市中央区花畑町"}};

/// Few of `all` often, most seldom.
template <class T, size_t n>
const T& frequent_first(std::mt19937_64& random, const T (&all)[n]) {
  double u = double(random() >> 11) / double(1ull << 53);
  return all[size_t(double(n) * std::pow(u, 1.6))];
}

template <class T, size_t n>
const T& any(std::mt19937_64& random, const T (&all)[n]) {
  return all[below(random, n)];
}

}  // namespace

uint64_t below(std::mt19937_64& random, uint64_t limit) {
  return random() % limit;
}
bool chance(std::mt19937_64& random, unsigned percent) {
  return below(random, 100) < percent;
}

Person person(uint64_t seed, int64_t number) {
  std::mt19937_64 random(seed * 0x9E3779B97F4A7C15u + uint64_t(number));
  Person p;
  p.number = number;
  const Part &head = frequent_first(random, family_heads), &tail = frequent_first(random, family_tails);
  const Part &first = any(random, given_heads), &last = any(random, given_tails);
  p.family = std::string(head.kanji) + tail.kanji;
  p.family_kana = std::string(head.kana) + tail.kana;
  p.given = std::string(first.kanji) + last.kanji;
  p.given_kana = std::string(first.kana) + last.kana;
  p.phone = fmt::format("0{}00{:07}", chance(random, 70) ? 9 : 8, number % 10'000'000);
  constexpr const char* domains[] = {"example.jp", "example.com", "example.net", "mail.example.jp",
                                     "example.co.jp"};
  p.email = fmt::format("u{}{}@{}", below(random, 1000), number, any(random, domains));
  p.born =
      fmt::format("{}-{:02}-{:02}", 1940 + below(random, 68), 1 + below(random, 12), 1 + below(random, 28));
  const Town& town = any(random, towns);
  p.postal_code = town.postal_code;
  p.region = town.region;
  p.house = fmt::format("{}-{}-{}", 1 + below(random, 6), 1 + below(random, 40), 1 + below(random, 30));
  return p;
}

}  // namespace musubi::bench
