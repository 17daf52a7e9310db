#include "connectors/http/manifest/lack.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace musubi::http {
namespace {

struct LackSentence {
  std::string_view id, ja, en;
};

constexpr LackSentence lack_sentences[] = {
    {"missing", "ありません", "it is missing"},
    {"unsupported", "使えません", "it is not supported"},
    {"unsupported_named", "{what} は使えません", "{what} is not supported"},
    {"written_in_python", "{name} は Python で書かれています", "{name} is written in Python"},
    {"no_type", "type のない部品です", "a component without a type"},
    {"old_form", "この形式より古い書き方です({form})", "a form older than the format ({form})"},
    {"renamed", "今の名前は {name} です", "it is {name} now"},
    {"needed_by", "{what} に要ります", "{what} needs it"},
    {"wants", "{what} が要ります", "it wants {what}"},
    {"only_of_retrievers", "{what} は、データ種類の retriever の requester だけで使えます",
     "{what} is only for the requester of a stream's retriever"},
    {"not_beside", "{what} と一緒には書けません", "it cannot stand beside {what}"},
    {"only_one", "{what} は一つしか書けません", "there can be only one {what}"},
    {"wants_key", "primary_key が要ります", "it wants a primary_key"},
    {"no_choice", "authenticators か authenticator_selection_path がありません",
     "authenticators or authenticator_selection_path is missing"},
    {"no_mapping", "項目の集まりではありません", "it is no mapping"},
    {"bad_text", "ここには文字が要ります", "a text is wanted here"},
    {"no_text", "文字ではありません({value})", "it is no text ({value})"},
    {"flag_for_text", "文字ではありません({value})。YAML では no、yes、on、off は真偽です。\"no\" と引用符で書いてください",
     "it is no text ({value}): in YAML, no, yes, on and off are booleans; write it in quotes, like \"no\""},
    {"no_flag", "true でも false でもありません", "it is neither true nor false"},
    {"no_whole", "整数ではありません", "it is no whole number"},
    {"too_few", "二つより少ないです", "there are fewer than two"},
    {"no_count", "1 以上の整数ではありません", "it is no whole number from 1 on"},
    {"no_number_from", "{least} 以上の数ではありません", "it is no number from {least} on"},
    {"no_number_above", "{least} より大きい数ではありません", "it is no number above {least}"},
    {"none_of", "{value} は {known} のどれでもありません", "{value} is none of {known}"},
    {"no_pattern", "{value} のような型(* ? [)は使えません。一つの値の場所を書いてください", "it cannot be a pattern (* ? [) like {value}: it names one value"},
    {"no_fixed_length", "{value} は決まった長さの期間(日、時、分、秒)ではありません", "{value} is no duration of a fixed length (days, hours, minutes, seconds)"},
    {"finer_than_format", "{format} で書けるより細かい時間です", "it is finer than {format} can tell"},
    {"stops_at_smaller", "page_size_reduction で縮めたページでも成り立ち、続きを落とします。last_page_size は page_size と比べてください",
     "it holds for pages that page_size_reduction made smaller, and leaves out what follows: compare last_page_size with page_size"},
    {"bad_duration", "ISO 8601 の期間ではありません", "it is no ISO 8601 duration"},
    {"bad_duration_named", "{value} は ISO 8601 の期間ではありません", "{value} is no ISO 8601 duration"},
    {"no_such_time", "{value} は {format} の形の時刻ではありません", "{value} is no time in the form {format}"},
    {"no_way_on", "{value} では先へ進めません", "{value} is no time to go on by"},
    {"bad_pattern", "使える正規表現ではありません", "it is no regular expression that is supported"},
    {"no_status", "{value} は HTTP の状態ではありません", "{value} is no status of HTTP"},
    {"no_method", "{value} はここで使える要求の方法ではありません", "{value} is no method of a request here"},
    {"status_again", "{value} はほかの意味でも書かれています", "{value} has another meaning already"},
    {"no_place", "{value} は要求の中の場所ではありません", "{value} is no place in a request"},
    {"no_value_type", "{value} は値の型ではありません", "{value} is no type of a value"},
    {"no_limit_type", "{value} は characters でも property_count でもありません", "{value} is neither characters nor property_count"},
    {"no_delimiter", "{value} は使えません。ASCII の一文字です", "{value} is not supported: it is one ASCII sign"},
    {"no_clamping", "{value} は DAY、WEEK、MONTH のどれでもありません", "{value} is none of DAY, WEEK, MONTH"},
    {"no_weekday", "{value} は曜日ではありません", "{value} is no day of the week"},
    {"template_word", "テンプレートの {word} は使えません", "the {word} of a template is not supported"},
    {"bad_template", "テンプレートを読めません: {reason}", "a template cannot be read: {reason}"},
    {"secret_chooses", "秘密の設定 {setting} では選べません。秘密でない設定で書いてください",
     "it cannot choose by the secret setting {setting}: write it with one that is no secret"},
    {"unevaluated", "設定がないと計算できません", "it cannot be evaluated without settings"},
    {"other_name", "名前は {name} ですが、その中のデータ種類の名前は {other} です",
     "it is {name}, and that of one of its streams is {other}"},
    {"another_stream", "データ種類 {name} はほかにもあります", "there is another stream {name}"},
    {"too_deep", "親の親が深すぎます", "parents of parents are nested too deep"},
    {"outside", "{file} はマニフェストのフォルダーの外です", "{file} is outside the manifest's folder"},
    {"no_object", "{file} は JSON の項目の集まりではありません", "{file} is no JSON object"},
    {"no_yaml", "{line} 行目の {column} 文字目あたりが YAML として読めません。そこと直前の行に、字下げのタブ、閉じていない括弧や引用符、「:」やそのあとの空白の抜けがないか見てください({reason})",
     "around line {line}, column {column} it is no YAML: look there and on the lines before for a tab in the indentation, a bracket or a quote that is not closed, a colon or the space behind it that is missing ({reason})"},
    {"unreadable", "YAML ですが、マニフェストとして使えません({reason})", "it is YAML, and cannot be used as a manifest ({reason})"},
    {"unknown_member", "ここにない項目です", "it is not known here"},
    {"passed_over", "ここにない項目なので読み飛ばします", "it is not known here and is passed over"},
    {"passed_over_near", "ここにない項目なので読み飛ばします。近い名前: {near}",
     "it is not known here and is passed over; nearest: {near}"},
    {"adds_flag", "文字ではなく真偽({value})を入れます。YAML では no、yes、on、off は真偽です。文字なら \"no\" と引用符で書いてください",
     "it adds a boolean ({value}) and no text: in YAML, no, yes, on and off are booleans; write a text in quotes, like \"no\""},
    {"another_each_time", "ないので、incremental_sync で変わった行が来るたびに、同じものがもう一つの記録になります。キーの項目を書いてください",
     "it is missing: each time incremental_sync brings a row that changed, the same thing becomes another record; name the key's fields"},
    {"no_files", "ファイルは取り寄せません。記録は読みます", "files are not fetched; records are read"},
    {"not_checked", "設定は確かめません。ほかはそのまま動きます", "settings are not checked by it; all else runs"},
    {"no_checked", "確かめるデータ種類 {name} はありません", "there is no stream {name} to check"},
    {"no_checked_near", "確かめるデータ種類 {name} はありません。近い名前: {near}",
     "there is no stream {name} to check; nearest: {near}"},
};

std::string filled_in(std::string_view sentence, const Words& args) {
  std::string out;
  while (!sentence.empty()) {
    const size_t open = std::min(sentence.find('{'), sentence.size()), close = std::min(sentence.find('}', open), sentence.size());
    out += sentence.substr(0, open);
    const std::string_view name = open < close ? sentence.substr(open + 1, close - open - 1) : "";
    for (const auto& [word, value] : args)
      if (word == name) out += value;
    sentence.remove_prefix(std::min(close + 1, sentence.size()));
  }
  return out;
}

}  // namespace

std::string said(const Lack& lack, Tongue tongue) {
  const auto* at = std::ranges::find(lack_sentences, std::string_view(lack.id), &LackSentence::id);
  const bool ja = tongue == Tongue::ja;
  std::string out = at == std::end(lack_sentences) ? lack.id : filled_in(ja ? at->ja : at->en, lack.args);
  for (const SettingChoice& one : lack.only) {
    std::string setting;
    for (const std::string& step : one.setting) setting += (setting.empty() ? "" : ".") + step;
    out += ja ? "(設定 " + setting + " が " + one.value + " のときだけ)" : " (only with " + setting + " " + one.value + ")";
  }
  return out;
}

}  // namespace musubi::http
