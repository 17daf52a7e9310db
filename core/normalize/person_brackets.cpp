#include "core/normalize/person_brackets.hpp"

#include <algorithm>

#include "core/normalize/char_set.hpp"
#include "core/normalize/company_parts.hpp"
#include "core/normalize/kana.hpp"
#include "core/normalize/name_model.hpp"
#include "core/normalize/person_words.hpp"

namespace musubi::normalize {
namespace {

constexpr CharSet openers(U"([【〔〈《{"), closers(U")]】〕〉》}");
/// How a clerk names the form of a character, and what else in kana is no reading.
constexpr View remarks[] = {U"アルバイト", U"パート", U"スタッフ", U"リーダー", U"チーフ", U"オーナー", U"マネージャー", U"ママ", U"パパ", U"ナシ",
                            U"ハシゴダカ", U"ハシゴタカ", U"タツサキ", U"タチサキ", U"ツチヨシ", U"シンニョウ", U"ヒトヤネ", U"ハマユウ"};
constexpr View deaths[] = {U"故", U"故人", U"亡", U"死亡", U"逝去", U"ご逝去", U"他界"};
constexpr View former[] = {U"旧姓", U"旧", U"新姓"};

bool is_bracket(char32_t c) { return openers.has(c) || closers.has(c); }

/// The end of the bracket that opens at `open`, behind its closer; the end of the text if none closes it.
size_t behind_bracket(View text, size_t open) {
  int depth = 0;
  for (size_t i = open; i < text.size(); ++i) {
    if (openers.has(text[i])) ++depth;
    if (closers.has(text[i]) && --depth == 0) return i + 1;
  }
  return text.size();
}

bool is_reading(View text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char32_t c) { return is_kana(c) || c == U' ' || c == U'・'; });
}

bool has_kanji(View text) { return std::any_of(text.begin(), text.end(), is_kanji); }

template <size_t n>
bool is_one_of(View word, const View (&words)[n]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool is_legal_form(View bracket) {
  return bracket.size() <= 5 && !company_parts(Chars(bracket) + U"山").legal_form.empty();
}

View last_word(View text) { return text.substr(text.find_last_of(U' ') + 1); }

class Unbracketing {
 public:
  explicit Unbracketing(View text) : text_(text) {}

  Unbracketed run() {
    for (size_t at = 0; at < text_.size();) {
      if (!openers.has(text_[at])) {
        if (!closers.has(text_[at])) out_.name += text_[at];
        ++at;
        continue;
      }
      const size_t end = behind_bracket(text_, at);
      take(text_.substr(at, end - at), trim(text_.substr(end)));
      at = end;
    }
    out_.name = Chars(trim(out_.name));
    return std::move(out_);
  }

 private:
  void take(View bracket, View behind) {
    if (is_legal_form(bracket)) {
      out_.name += bracket;
      return;
    }
    const View inner = trim(bracket, U"()[]【】〔〕〈〉《》{} ");
    const View before = trim(out_.name);
    if (is_reading(inner) && has_kanji(Chars(before).append(behind))) return add_reading(inner, before, behind);
    const bool only_behind = !before.empty() && behind.empty();
    if (is_one_of(inner, deaths)) {
      out_.deceased = true;
    } else if (before.empty() && behind.empty()) {
      out_.name = Chars(inner);
      return;
    } else if (only_behind && inner.size() > 1 && has_kanji(inner) && !has_kanji(before)) {  // ヤマダタロウ(山田太郎)
      if (is_reading(before)) out_.reading = katakana(before);
      out_.name = Chars(inner);
      return;
    } else if (behind.empty() && is_whole_name(inner) && !is_former(inner) && !is_office(inner)) {
      out_.several = true;
    }
    part(before, behind);
  }

  static bool is_former(View inner) {
    return std::any_of(std::begin(former), std::end(former), [&](View f) { return inner.starts_with(f); });
  }

  void add_reading(View inner, View before, View behind) {
    const Chars said = katakana(inner);
    if (!is_one_of(said, remarks)) {
      if (!out_.reading.empty()) out_.reading += U' ';
      out_.reading += said;
    }
    part(before, behind);
  }

  /// Behind a family name a bracket parts it from the given name.
  void part(View before, View behind) {
    const View family = last_word(before);
    if (behind.empty() || before.empty() || !is_family_alone(family, is_reading(family) ? NameKind::reading : NameKind::written)) return;
    if (out_.name.back() != U' ') out_.name += U' ';
  }

  View text_;
  Unbracketed out_;
};

}  // namespace

bool has_bracket(View text) { return std::any_of(text.begin(), text.end(), is_bracket); }

Unbracketed without_brackets(View text) { return Unbracketing(text).run(); }

}  // namespace musubi::normalize
