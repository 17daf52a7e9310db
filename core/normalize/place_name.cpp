#include "core/normalize/place_name.hpp"

#include "core/normalize/towns.hpp"

namespace musubi::normalize {
namespace {

constexpr View quarters[] = {U"東北",   U"関東",   U"北関東", U"南関東", U"甲信越", U"北陸",   U"東海",
                             U"中部",   U"近畿",   U"関西",   U"中国",   U"四国",   U"九州",   U"北九州",
                             U"南九州", U"沖縄",   U"東日本", U"西日本", U"中日本", U"首都圏", U"阪神",
                             U"京阪",   U"京浜",   U"湘南",   U"多摩",   U"城東",   U"城南",   U"城西",
                             U"城北",   U"道東",   U"道央",   U"道北",   U"道南",   U"上信越", U"山陰",
                             U"山陽",   U"新横浜", U"新大阪", U"梅田",   U"難波",   U"天神",   U"博多",
                             U"秋葉原", U"御堂筋", U"三宮",   U"大手町", U"八重洲", U"銀座",   U"日本橋",
                             U"池袋",   U"丸の内", U"六本木", U"虎ノ門", U"赤坂",   U"新橋",   U"心斎橋",
                             U"淀屋橋", U"名駅",   U"すすきの", U"みなとみらい", U"吉祥寺", U"幕張",   U"下北沢", U"表参道",
                             U"新大久保", U"御茶ノ水", U"汐留",   U"錦糸町", U"北千住", U"西葛西",
                             U"日暮里", U"高円寺", U"二子玉川", U"武蔵小杉", U"海外", U"国際"};
constexpr View abroad[] = {U"上海",     U"北京",   U"香港",       U"台北",   U"台湾",           U"ソウル",         U"大連",
                           U"広州",     U"深圳",   U"青島",       U"天津",   U"蘇州",           U"バンコク",       U"ハノイ",
                           U"ホーチミン", U"マニラ", U"ジャカルタ", U"デリー", U"シンガポール",   U"クアラルンプール", U"ムンバイ",
                           U"シドニー", U"パリ",   U"ミラノ",     U"シカゴ", U"ニューヨーク",   U"ロサンゼルス",   U"ロンドン",
                           U"デュッセルドルフ", U"フランクフルト", U"サンフランシスコ"};

/// Those by the hash of their characters as they are.
const HashIndex& known() {
  static const HashIndex index = [] {
    HashIndex out;
    for (View word : quarters) out.add(hash_of(word), uint32_t(PlaceSize::quarter));
    for (View word : abroad) out.add(hash_of(word), uint32_t(PlaceSize::city));
    out.close();
    return out;
  }();
  return index;
}

}  // namespace

PlaceSize place_size(View word) {
  if (word.size() < 2) return PlaceSize::none;
  const Towns& towns = Towns::all();
  const Folded folded = fold_place(word);
  const uint64_t hash = hash_of(folded.view());
  if (towns.is_city_name(hash)) return PlaceSize::city;
  if (const auto size = known().find(hash_of(word)); !size.empty()) return PlaceSize(size[0]);
  if (!towns.is_name(hash)) return PlaceSize::none;
  const uint64_t ward = word.ends_with(U"区") ? hash : hash_add(hash, U'区');
  return towns.find_cities(ward).empty() ? PlaceSize::town : PlaceSize::quarter;
}

bool is_place_name(View word) { return place_size(word) != PlaceSize::none; }

}  // namespace musubi::normalize
