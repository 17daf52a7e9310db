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

/// What a trade makes of an ending: 商 before 店 is a shop's own name, as 美容 is before 室.
struct Trade {
  View ending, trades;  // the trades in a row, parted by spaces
};
constexpr Trade own_names[] = {
    {U"店",
     U"商 書 薬 酒 米 花 茶 服 品 具 器 物 菓子 帽子 硝子 餃子 団子 肉 魚 麺 工務 専門 百貨 喫茶 飲食 代理 時計 電機 電気 写真 眼鏡 メガネ 畳 塗装 石材 木材 建材 材木 理容 美容 自転車 青果 豆腐 海苔 鞄 靴 傘 仏壇 料理 飯 菜 煮 鉾 海産 水産 "
     U"燃料 飼料 肥料 塗料 糸 布 手芸 硝 ガラス 金網 銃砲 レコード 古本 新聞 販売 売 加盟 取扱 特約 質 保険 葬儀 葬祭 板金 内装 種苗 園芸 植木 氷 油 味噌 蕎麦 そば うどん ラーメン 寿司 鮨 弁当 惣菜 パン ケーキ 漬物 餅 煎餅 佃煮 総本 總本 総支 鉄砲 額縁 印章 はんこ 表具 漆 紙 "
     U"クリーニング 珈琲 コーヒー 運送 米穀 工事 布団 カメラ 理髪 呉服 生花 人形 昆布 産物 酒造 雑貨 和食 大工 鍛冶 水道 引越 仕出し"},
    {U"部", U"倶楽"},
    {U"室", U"設計 デザイン 教 美容 理容 茶 写真 料理 鍼灸 治療 施術 温 暗 編物 着付 整体 療術 アトリエ"},
    {U"工場", U"自動車 鉄 木 染 製材 製麺 豆腐 印刷 縫製 鍍金 メッキ 板金 鋳造 織物 製菓"},
    {U"研究所", U"総合 経営 経済 デザイン 環境 健康 美容 教育 社会 心理 人材 都市 地域 政策 文化 言語 建築 設計 法律 食品 マーケティング 企画 会計 税務 生活 福祉 歴史 音楽 英語"},
    {U"センター", U"引越 自動車 車検 保険 水道 ビジネス 予防 ゴルフ テニス ボウリング スポーツ カー タイヤ オート メガネ コンタクト ペット ガーデン 園芸 ホーム リフォーム 住宅 不動産 賃貸 ハウジング 家具 衣料 釣 バイク 電器 文具 印刷 コピー 結婚 ブライダル カルチャー 人材 "
                  U"シルバー 鮮魚 食品 酒 薬 健康 音楽 語学"},
    {U"オフィス", U"デザイン 法律 会計 税務 労務 書士 社労士 弁護士 特許 設計 企画 プランニング マネジメント マネージメント コンサルティング ホーム アート 音楽 プロ ビジネス"},
};
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

template <class Is>
bool any_trade(const Trade& t, Is is_it) {
  for (size_t at = 0; at < t.trades.size();) {
    const size_t end = std::min(t.trades.find(U' ', at), t.trades.size());
    if (is_it(t.trades.substr(at, end - at))) return true;
    at = end + 1;
  }
  return false;
}
bool is_listed(const Trade& t, View word) {
  return any_trade(t, [&](View trade) { return trade == word; });
}

/// Whether a trade stands before the ending and no place does (王子店); what is called like a town is a trade (材木店).
bool is_own_name(View word) {
  for (const Trade& t : own_names) {
    if (!word.ends_with(t.ending)) continue;
    const View before = word.substr(0, word.size() - t.ending.size());
    if (any_trade(t, [&](View trade) { return before.ends_with(trade); })) return is_listed(t, before) || place_size(before) < (t.ending == U"店" ? PlaceSize::town : PlaceSize::quarter);
  }
  return false;
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

bool is_trade(View word) { return is_listed(own_names[0], word); }

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
