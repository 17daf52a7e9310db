#include "core/normalize/company_words.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/company_store.hpp"
#include "core/normalize/numeral.hpp"
#include "core/normalize/place_name.hpp"
#include "core/normalize/word_list.hpp"

namespace musubi::normalize {
namespace {

constexpr WordList endings({
    U"営業本部",       U"事業本部",       U"営業所",           U"事業所",   U"出張所",         U"営業部",           U"事業部",       U"研究所",         U"工場",
    U"支店",           U"支社",           U"支部",             U"支局",     U"支所",           U"本所",             U"総局",         U"分室",           U"分店",
    U"事務局",         U"連絡所",         U"駐在所",         U"駐在員事務所",     U"窓口",     U"サービスセンター", U"物流センター",   U"配送センター", U"コールセンター", U"センター",
    U"オフィス",       U"本店",           U"本社",             U"本部",     U"本館",           U"別館",             U"部",           U"課",             U"室",
    U"係",             U"店",             U"グループ",         U"チーム",   U"ユニット",       U"ステーション",     U"ショールーム", U"担当",           U"担当者",
    U"シテン",         U"ホンテン",       U"シシヤ",           U"シシャ",   U"ホンシヤ",       U"ホンシャ",         U"エイギヨウシヨ", U"エイギョウショ", U"シユツチヨウシヨ",
    U"シュッチョウショ",
});
/// Endings of names as much as of branches: a word after them need not belong to the branch.
constexpr WordList unsure({U"研究所", U"センター", U"オフィス", U"グループ", U"チーム", U"ユニット", U"ステーション", U"ショールーム", U"本館", U"別館", U"本所", U"室"});
/// What a department is called without its 部, where a space stands before it; none that companies are called by (企画, 物流).
constexpr WordList bare({U"営業", U"総務", U"人事", U"経理", U"財務", U"購買", U"法務", U"広報", U"秘書"});

/// What a trade makes a name of before an ending: 商 before 店 is a shop's own name, as 美容 is before 室.
constexpr WordList store_trades({U"商", U"書", U"薬", U"酒", U"米", U"花", U"茶", U"服", U"品", U"具", U"器", U"物", U"菓子", U"帽子", U"硝子", U"餃子", U"団子", U"肉",
                                 U"魚", U"麺", U"工務", U"専門", U"百貨", U"喫茶", U"飲食", U"代理", U"時計", U"電機", U"電気", U"写真", U"眼鏡", U"メガネ", U"畳",
                                 U"塗装", U"石材", U"木材", U"建材", U"材木", U"理容", U"美容", U"自転車", U"青果", U"豆腐", U"海苔", U"鞄", U"靴", U"傘", U"仏壇",
                                 U"料理", U"飯", U"菜", U"煮", U"鉾", U"海産", U"水産", U"燃料", U"飼料", U"肥料", U"塗料", U"糸", U"布", U"手芸", U"硝", U"ガラス",
                                 U"金網", U"銃砲", U"レコード", U"古本", U"新聞", U"販売", U"売", U"加盟", U"取扱", U"特約", U"質", U"保険", U"葬儀", U"葬祭", U"板金",
                                 U"内装", U"種苗", U"園芸", U"植木", U"氷", U"油", U"味噌", U"蕎麦", U"そば", U"うどん", U"ラーメン", U"寿司", U"鮨", U"弁当", U"惣菜",
                                 U"パン", U"ケーキ", U"漬物", U"餅", U"煎餅", U"佃煮", U"総本", U"總本", U"総支", U"鉄砲", U"額縁", U"印章", U"はんこ", U"表具", U"漆",
                                 U"紙", U"クリーニング", U"珈琲", U"コーヒー", U"運送", U"米穀", U"工事", U"布団", U"カメラ", U"理髪", U"呉服", U"生花", U"人形",
                                 U"昆布", U"産物", U"酒造", U"雑貨", U"和食", U"大工", U"鍛冶", U"水道", U"引越", U"仕出し"});
constexpr WordList department_trades({U"倶楽"});
constexpr WordList room_trades({U"設計", U"デザイン", U"教", U"美容", U"理容", U"茶", U"写真", U"料理", U"鍼灸", U"治療", U"施術", U"温", U"暗", U"編物", U"着付",
                                U"整体", U"療術", U"アトリエ"});
constexpr WordList factory_trades({U"自動車", U"鉄", U"木", U"染", U"製材", U"製麺", U"豆腐", U"印刷", U"縫製", U"鍍金", U"メッキ", U"板金", U"鋳造", U"織物", U"製菓"});
constexpr WordList institute_trades({U"総合", U"経営", U"経済", U"デザイン", U"環境", U"健康", U"美容", U"教育", U"社会", U"心理", U"人材", U"都市", U"地域", U"政策",
                                     U"文化", U"言語", U"建築", U"設計", U"法律", U"食品", U"マーケティング", U"企画", U"会計", U"税務", U"生活", U"福祉", U"歴史",
                                     U"音楽", U"英語"});
constexpr WordList center_trades({U"引越", U"自動車", U"車検", U"保険", U"水道", U"ビジネス", U"予防", U"ゴルフ", U"テニス", U"ボウリング", U"スポーツ", U"カー",
                                  U"タイヤ", U"オート", U"メガネ", U"コンタクト", U"ペット", U"ガーデン", U"園芸", U"ホーム", U"リフォーム", U"住宅", U"不動産", U"賃貸",
                                  U"ハウジング", U"家具", U"衣料", U"釣", U"バイク", U"電器", U"文具", U"印刷", U"コピー", U"結婚", U"ブライダル", U"カルチャー",
                                  U"人材", U"シルバー", U"鮮魚", U"食品", U"酒", U"薬", U"健康", U"音楽", U"語学"});
constexpr WordList office_trades({U"デザイン", U"法律", U"会計", U"税務", U"労務", U"書士", U"社労士", U"弁護士", U"特許", U"設計", U"企画", U"プランニング",
                                  U"マネジメント", U"マネージメント", U"コンサルティング", U"ホーム", U"アート", U"音楽", U"プロ", U"ビジネス"});
/// What may follow a city of which it is a part: 新宿西口.
constexpr WordList place_parts({U"西口", U"東口", U"南口", U"北口", U"駅前", U"駅東", U"駅西", U"駅南", U"駅北", U"駅", U"空港", U"新都心", U"東", U"西", U"南", U"北"});
/// Endings in 店 that need no place before them.
constexpr WordList sure_stores({U"支店", U"本店", U"分店", U"号店"});
/// Family names that end like a branch: オフィス 服部.
constexpr WordList families({U"服部", U"渡部", U"阿部", U"安部", U"磯部", U"長谷部", U"岡部", U"矢部", U"園部", U"刑部", U"綾部", U"日下部", U"曽我部", U"長曽我部", U"宮部", U"谷部", U"羽部", U"田部", U"水戸部", U"坂部",
                             U"大部", U"小部", U"卜部", U"占部", U"長宗我部", U"小室", U"氷室", U"大室", U"御室", U"三室", U"岩室"});
/// Katakana endings that are no branch where they stand alone: サン オフィス.
constexpr WordList names_alone({U"グループ", U"オフィス", U"センター", U"ステーション", U"チーム", U"ユニット", U"研究所", U"ショールーム"});
/// Titles of those who speak for a company, with or without what stands before them (営業部長).
constexpr WordList titles({U"取締役", U"代表取締役", U"社長", U"会長", U"理事長", U"院長", U"園長", U"学長", U"支店長", U"支社長", U"所長", U"工場長", U"店長", U"部長", U"課長", U"係長", U"室長", U"主任", U"代表", U"代表社員", U"店主"});

/// What branches end with, to pass over other words at once.
class LastCharacters {
 public:
  constexpr LastCharacters() {
    for (View word : endings) add(word.back());
    for (View word : bare) add(word.back());
    for (char32_t c : View(U"庫校院Gr.)")) add(c);
  }
  constexpr bool has(char32_t c) const { return holds_[c % 1024]; }

 private:
  constexpr void add(char32_t c) { holds_[c % 1024] = true; }
  bool holds_[1024] = {};
};
constexpr LastCharacters last_characters;

template <size_t n>
bool ends_like(const WordList<n>& words, View word) {
  return !words.end_of(word).empty();
}

/// Whether a trade stands before the ending and no place of `least` size does (王子店); what is called like a town is a trade (材木店).
template <size_t n>
bool is_of_trade(View word, View ending, const WordList<n>& trades, PlaceSize least) {
  if (!word.ends_with(ending)) return false;
  const View before = word.substr(0, word.size() - ending.size());
  return ends_like(trades, before) && (trades.has(before) || place_size(before) < least);
}

bool is_own_name(View word) {
  constexpr PlaceSize quarter = PlaceSize::quarter;
  return is_of_trade(word, U"店", store_trades, PlaceSize::town) || is_of_trade(word, U"部", department_trades, quarter) || is_of_trade(word, U"室", room_trades, quarter) ||
         is_of_trade(word, U"工場", factory_trades, quarter) || is_of_trade(word, U"研究所", institute_trades, quarter) ||
         is_of_trade(word, U"センター", center_trades, quarter) || is_of_trade(word, U"オフィス", office_trades, quarter);
}

/// What companies are called by as well is a branch only behind a place or a number: 東京事務所, 渋谷校.
bool is_placed(View word) {
  for (View kind : {View(U"事務所"), View(U"倉庫"), View(U"教室"), View(U"校"), View(U"院")})
    if (word.size() > kind.size() && word.ends_with(kind)) {
      const View before = word.substr(0, word.size() - kind.size());
      return ordinal_start(before, before.size()) == 0 || is_place_name(before);
    }
  return false;
}

bool is_group(View word) {
  for (View group : {View(U"G"), View(U"Gr"), View(U"Gr.")})
    if (word.size() > group.size() + 1 && word.ends_with(group) && is_kanji(word[word.size() - group.size() - 1])) return true;
  return false;
}

}  // namespace

bool is_branch_word(View word) {
  if (word.empty() || !last_characters.has(word.back())) return false;
  if (const size_t bracket = word.find(U'('); bracket != View::npos && bracket > 1 && word.ends_with(U')')) word = word.substr(0, bracket);
  if (bare.has(word) || is_placed(word) || is_group(word)) return true;
  if (word.size() < 2 || !ends_like(endings, word)) return false;
  if (word.ends_with(U"店") && !ends_like(sure_stores, word) && !is_store(word)) return false;
  return !names_alone.has(word) && !families.has(word) && !is_own_name(word);
}

bool is_sure_branch(View word) {
  return !bare.has(word) && !ends_like(unsure, word) && is_branch_word(word);
}

bool is_trade(View word) { return store_trades.has(word); }

size_t place_part_start(View text) {
  return text.size() - place_parts.end_of(text).size();
}

bool is_branch_ending(View word) { return endings.has(word); }

bool is_speaker(View word) {
  const size_t colon = word.find(U':');
  return ends_like(titles, word) || (colon != View::npos && colon + 1 < word.size() && (word.substr(0, colon).ends_with(U"担当") || word.substr(0, colon).ends_with(U"担当者")));
}

size_t number_start(View text, size_t end) {
  while (end > 0 && is_numeral(text[end - 1])) --end;
  return end;
}

size_t ordinal_start(View text, size_t end) {
  const size_t at = number_start(text, end);
  return at < end && at > 0 && text[at - 1] == U'第' ? at - 1 : end;
}

}  // namespace musubi::normalize
