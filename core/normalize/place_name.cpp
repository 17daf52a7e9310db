#include "core/normalize/place_name.hpp"

#include <algorithm>

#include "core/normalize/towns.hpp"

namespace musubi::normalize {
namespace {

constexpr View regions[] = {U"東北",   U"関東",   U"北関東", U"南関東", U"甲信越", U"北陸",        U"東海",
                            U"中部",   U"近畿",   U"関西",   U"中国",   U"四国",   U"九州",        U"北九州",
                            U"南九州", U"沖縄",   U"東日本", U"西日本", U"中日本", U"首都圏",      U"阪神",
                            U"京阪",   U"京浜",   U"湘南",   U"多摩",   U"城東",   U"城南",        U"城西",
                            U"城北",   U"道東",   U"道央",   U"道北",   U"道南",   U"上信越",      U"山陰",
                            U"山陽",   U"新横浜", U"新大阪", U"梅田",   U"難波",   U"天神",        U"博多",
                            U"秋葉原", U"御堂筋", U"三宮",   U"大手町", U"八重洲", U"みなとみらい"};

}  // namespace

bool is_place_name(View word) {
  if (word.size() < 2) return false;
  if (std::find(std::begin(regions), std::end(regions), word) != std::end(regions)) return true;
  return Towns::all().is_name(hash_of(fold_place(word).view()));
}

}  // namespace musubi::normalize
