#include "core/normalize/company_joined.hpp"

#include <algorithm>
#include <iterator>

#include "core/normalize/company_words.hpp"
#include "core/normalize/place_name.hpp"
#include "core/normalize/word_list.hpp"

namespace musubi::normalize {
namespace {

constexpr View heads[] = {U"本社工場", U"本社", U"本店", U"本部"};
constexpr WordList units({U"営業本部", U"事業本部", U"本部", U"部", U"課", U"係", U"室"});
/// Names that end like a head office: 結グループ本社, 警察本部.
constexpr WordList own_names({U"総本店", U"總本店", U"グループ本社", U"警察本部", U"消防本部", U"保安本部", U"生産性本部"});
/// What departments do, the longer before the shorter.
constexpr WordList duties({U"情報システム", U"マーケティング", U"品質管理", U"品質保証", U"生産管理", U"生産技術", U"研究開発", U"販売促進", U"経営企画", U"営業企画", U"営業推進", U"カスタマーサポート",
                           U"営業", U"総務", U"人事", U"経理", U"財務", U"広報", U"企画", U"開発", U"法務", U"購買", U"業務", U"資材", U"調達", U"労務", U"庶務", U"秘書", U"監査", U"物流", U"管理", U"製造"});
/// Those of head offices, which no place stands before.
constexpr WordList central({U"情報システム", U"経営企画", U"品質管理", U"品質保証", U"研究開発", U"マーケティング", U"秘書", U"監査", U"広報", U"法務", U"財務"});
/// What such a department does it for, before it: 商品企画部, 法人営業部.
constexpr WordList fields({U"経営", U"商品", U"製品", U"事業", U"営業", U"販売", U"技術", U"研究", U"海外", U"国内", U"法人", U"広域", U"直販", U"店舗", U"広告"});
/// Endings that part a name from its branch where a place or a number stands before them.
constexpr WordList placed({U"営業所", U"事業所", U"出張所", U"駐在員事務所", U"支店", U"支社", U"支部", U"支局", U"支所", U"工場", U"オフィス", U"物流センター", U"配送センター", U"サービスセンター"});
/// Those that companies are called by too: a city stands before them, and a form before the name.
constexpr WordList named_endings({U"事務所", U"研究所", U"センター"});
/// What a place makes a name of: テレビ静岡.
constexpr WordList kinds({U"テレビ", U"ラジオ", U"エフエム", U"FM", U"ホテル", U"ザ・ホテル"});
/// A name of one of these characters and a place is one word: 大東京, 新大阪.
constexpr View beginnings = U"大小新北南東西中上下本";

/// Takes branches off the end of a text, as long as they leave a name.
class Cut {
 public:
  Cut(View text, Named named, bool whole) : text_(text), named_(named), whole_(whole) {}

  JoinedBranch at_end() const {
    constexpr View last_ones = U"部課係室社店場所局スー";
    if (text_.empty() || last_ones.find(text_.back()) == View::npos) return none();
    if (!own_names.end_of(text_).empty()) return none();
    if (const size_t begin = department(); begin < text_.size()) return {begin, false};
    for (View head : heads)
      if (text_.ends_with(head)) return head_office(text_.size() - head.size());
    return {text_.ends_with(U"店") && !text_.ends_with(U"支店") ? named_only(1, PlaceSize::quarter) : branch(), false};
  }

 private:
  JoinedBranch none() const { return {text_.size(), false}; }

  /// Whether what stands before `at` is a name; of one character only where what stands there is `sure` to be a branch.
  bool may_begin(size_t at, bool sure) const {
    if (at == 0) return whole_;
    const View name = text_.substr(0, at);
    if (kinds.has(name)) return false;
    if (at > 1) return true;
    return named_ == Named::by_form && sure && beginnings.find(text_[0]) == View::npos;
  }

  /// Whether the place goes on what stands before it: ヤマ of カミヤマ, and 西武 of そごう・西武; not シンガポール, nor a larger one behind the only point.
  bool is_part_of_word(size_t begin, View place, PlaceSize kind) const {
    if (begin == 0) return false;
    const char32_t before = text_[begin - 1];
    const bool kana = is_katakana(place.front());
    if (before == U'・') return kana || kind < PlaceSize::quarter || text_.find(U'・') < begin - 1;
    return kana && is_katakana(before) && (kind != PlaceSize::city || place.size() < 4);
  }

  /// Where the longest place begins that ends at `end`, is as large as wanted, and leaves a name; `end` if none does.
  size_t place_start(size_t end, PlaceSize least) const {
    size_t best = end;
    for (size_t size = 2; size <= 8 && size <= end; ++size) {
      const size_t begin = end - size;
      const View place = text_.substr(begin, size);
      if (place.front() == U' ') break;
      if (place.front() == U'字' || place.starts_with(U"大字")) continue;
      if (place.starts_with(U"京都") && begin > 0 && text_[begin - 1] == U'東') continue;  // 東京都
      const PlaceSize kind = place_size(place);
      if (kind < least || (kind == PlaceSize::town && is_trade(place)) || is_part_of_word(begin, place, kind) || !may_begin(begin, kind == PlaceSize::city)) continue;
      if (best == end || (begin > 1 && place_size(text_.substr(begin - 1, 2)) != PlaceSize::quarter)) best = begin;  // 関西東京本社
    }
    return best;
  }

  /// Where the places before `end` begin: one, or a city with a part of it (札幌中央).
  size_t places_start(size_t end, PlaceSize least) const {
    const size_t place = place_of_part(end, least);
    const View right = text_.substr(place, end - place);
    return place == end || (place_size(right) == PlaceSize::city && right != U"中央") ? place : place_start(place, PlaceSize::city);
  }

  /// The place before `end`, which leaves a name by itself or with the city before it; or a city and a part of it that has no name of its own.
  size_t place_of_part(size_t end, PlaceSize least) const {
    const size_t place = place_start(end, least), part = place_part_start(text_.substr(0, end));
    if (part == end) return place;
    const size_t city = place_start(part, end - part == 1 ? PlaceSize::city : PlaceSize::quarter);  // 大阪南支店, though 阪南 is a city
    return city < part ? std::min(city, place) : place;
  }

  /// Where the places before `end` begin, the last of which is or ends in a quarter at least (西新宿).
  size_t quarters_start(size_t end) const {
    return places_start(end, PlaceSize::quarter) < end ? places_start(end, PlaceSize::town) : end;
  }

  /// Where the places before an office or department begin; a town only where it and what it leaves are more than two families' names (新宿高野本店).
  size_t office_places(size_t end) const {
    const size_t place = places_start(end, PlaceSize::town);
    return end - place > 2 || place > 2 ? place : quarters_start(end);
  }

  /// 本社, 銀座本店.
  JoinedBranch head_office(size_t end) const {
    const size_t place = office_places(end);
    if (place < end) return {place, false};
    if (end > 0 && text_[end - 1] == U'日' && text_.ends_with(U"本社")) return none();  // 新日本社
    const bool bank = text_.substr(0, end).ends_with(U"銀行") || text_.substr(0, end).ends_with(U"信用金庫");
    return may_begin(end, !text_.ends_with(U"本店")) ? JoinedBranch{end, !bank} : none();  // 松本店 is 松本's
  }

  /// 総務部, 法人営業部, 第二営業部, 営業第一課, 東京営業部; and what stands behind a department and is called a section.
  size_t department() const {
    const size_t unit = units.end_of(text_).size();
    if (unit == 0) return text_.size();
    size_t end = text_.size() - unit;
    const bool complete = unit > 2;
    if (!complete) end = without_number(end);
    const View before = text_.substr(0, end);
    const size_t duty = duties.end_of(before).size();
    if (duty == 0 && !complete) return section(text_.size() - unit);
    end -= duty;
    const size_t field = fields.end_of(text_.substr(0, end)).size();
    if (field && may_begin(end - field, false)) end -= field;
    else if (text_.back() == U'室' && (before.ends_with(U"企画") || before.ends_with(U"開発"))) return text_.size();  // アート企画室
    const size_t number = ordinal_start(text_, end);
    const size_t begin = central.end_of(before).empty() ? office_places(number) : number;
    return may_begin(begin, true) ? begin : text_.size();
  }

  /// Without the number of 営業一課, 営業第2課.
  size_t without_number(size_t end) const {
    size_t at = number_start(text_, end);
    if (at < end && at > 0 && text_[at - 1] == U'第') --at;
    return at;
  }

  /// 人事課 of 総務部人事課 belongs to the department before it.
  size_t section(size_t end) const {
    constexpr size_t longest = 8;
    if (text_.back() == U'部') return text_.size();
    const size_t department = text_.substr(0, end).rfind(U'部');
    if (department == View::npos || end - department > longest) return text_.size();
    const size_t begin = Cut(text_.substr(0, department + 1), named_, whole_).department();
    return begin <= department ? begin : text_.size();
  }

  /// 大阪支店, 第三工場.
  size_t branch() const {
    const size_t ending = placed.end_of(text_).size();
    if (ending == 0) return named_only(named_endings.end_of(text_).size(), PlaceSize::city);
    const size_t end = text_.size() - ending;
    const size_t number = ordinal_start(text_, end), place = places_start(number, number < end ? PlaceSize::quarter : PlaceSize::town);
    return place < end && may_begin(place, true) ? place : text_.size();
  }

  /// 渋谷店, 東京事務所, where a form says that a company stands before it.
  size_t named_only(size_t ending, PlaceSize least) const {
    if (ending == 0 || named_ != Named::by_form) return text_.size();
    const size_t end = text_.size() - ending, place = least == PlaceSize::quarter ? quarters_start(end) : places_start(end, least);
    const bool no_city = text_.ends_with(U"研究所") && text_.substr(place, end - place) == U"中央";
    return place < end && !no_city ? place : text_.size();
  }

  View text_;
  Named named_;
  bool whole_;
};

}  // namespace

JoinedBranch joined_branch(View text, Named named) {
  return Cut(text, named, false).at_end();
}

bool is_whole_branch(View word) {
  return !word.empty() && Cut(word, Named::by_itself, true).at_end().begin == 0;
}

}  // namespace musubi::normalize
