// Words with few meanings: sex, yes and no, plain text.
#include <algorithm>
#include <span>

#include "core/normalize/chars.hpp"
#include "core/normalize/normalize.hpp"

namespace musubi::normalize {
namespace {

struct Meaning {
  View word;  // lower case
  std::string_view means;
};

constexpr Meaning sexes[] = {
    {U"男", "male"},          {U"男性", "male"},
    {U"男子", "male"},        {U"おとこ", "male"},
    {U"オトコ", "male"},      {U"ダンセイ", "male"},
    {U"m", "male"},           {U"male", "male"},
    {U"man", "male"},         {U"1", "male"},
    {U"♂", "male"},           {U"mr", "male"},
    {U"女", "female"},        {U"女性", "female"},
    {U"女子", "female"},      {U"おんな", "female"},
    {U"オンナ", "female"},    {U"ジョセイ", "female"},
    {U"f", "female"},         {U"female", "female"},
    {U"woman", "female"},     {U"2", "female"},
    {U"♀", "female"},         {U"w", "female"},
    {U"ms", "female"},        {U"mrs", "female"},
    {U"miss", "female"},      {U"その他", "other"},
    {U"他", "other"},         {U"other", "other"},
    {U"x", "other"},          {U"3", "other"},
    {U"9", "other"},          {U"ノンバイナリー", "other"},
    {U"non-binary", "other"}, {U"どちらでもない", "other"},
};

constexpr View sex_unsaid[] = {U"0",      U"不明",   U"未回答",       U"回答しない",    U"無回答",
                               U"未入力", U"未設定", U"答えたくない", U"回答なし",      U"unknown",
                               U"n/a",    U"-",      U"なし",         U"not specified", U"u"};

constexpr Meaning answers[] = {
    {U"はい", "t"},       {U"ハイ", "t"},       {U"有", "t"},     {U"有り", "t"},
    {U"あり", "t"},       {U"○", "t"},          {U"◯", "t"},      {U"〇", "t"},
    {U"◎", "t"},          {U"レ", "t"},         {U"✓", "t"},      {U"✔", "t"},
    {U"☑", "t"},          {U"●", "t"},          {U"■", "t"},      {U"yes", "t"},
    {U"y", "t"},          {U"1", "t"},          {U"true", "t"},   {U"t", "t"},
    {U"on", "t"},         {U"ok", "t"},         {U"可", "t"},     {U"希望する", "t"},
    {U"希望", "t"},       {U"する", "t"},       {U"同意", "t"},   {U"同意する", "t"},
    {U"承諾", "t"},       {U"許可", "t"},       {U"要", "t"},     {U"済", "t"},
    {U"済み", "t"},       {U"真", "t"},         {U"有効", "t"},   {U"登録", "t"},
    {U"受け取る", "t"},   {U"-1", "t"},         {U"いいえ", "f"}, {U"イイエ", "f"},
    {U"無", "f"},         {U"無し", "f"},       {U"なし", "f"},   {U"×", "f"},
    {U"✕", "f"},          {U"✗", "f"},          {U"☒", "f"},      {U"☐", "f"},
    {U"□", "f"},          {U"no", "f"},         {U"n", "f"},      {U"0", "f"},
    {U"false", "f"},      {U"f", "f"},          {U"off", "f"},    {U"ng", "f"},
    {U"不可", "f"},       {U"希望しない", "f"}, {U"しない", "f"}, {U"不同意", "f"},
    {U"同意しない", "f"}, {U"拒否", "f"},       {U"不要", "f"},   {U"未", "f"},
    {U"偽", "f"},         {U"無効", "f"},       {U"解除", "f"},   {U"受け取らない", "f"},
    {U"x", "f"},
};

Chars lowered(std::string_view text) {
  Chars chars = read(text);
  std::transform(chars.begin(), chars.end(), chars.begin(), lower);
  while (!chars.empty() && (chars.back() == U'.' || chars.back() == U'。')) chars.pop_back();
  return chars;
}

Word look_up(View chars, std::span<const Meaning> table, const char* problem) {
  Word out;
  auto at = std::find_if(table.begin(), table.end(), [&](const Meaning& m) { return m.word == chars; });
  if (at != table.end())
    out.word = at->means;
  else
    out.problem = Message{problem, {}};
  return out;
}

/// 1:男性 and 2.女 carry their code before the word.
View behind_code(View chars) {
  size_t i = 0;
  while (i < chars.size() && is_digit(chars[i])) ++i;
  if (i == 0 || i + 1 >= chars.size() || View(U":.-_ )").find(chars[i]) == View::npos) return chars;
  return trim(chars.substr(i + 1));
}

}  // namespace

Word sex(std::string_view text) {
  Chars chars = lowered(text);
  View word = behind_code(chars);
  if (word.empty() || std::find(std::begin(sex_unsaid), std::end(sex_unsaid), word) != std::end(sex_unsaid))
    return {};
  return look_up(word, sexes, "normalize.bad_sex");
}

Word yes_no(std::string_view text) {
  Chars chars = lowered(text);
  if (chars.empty()) return {};
  return look_up(behind_code(chars), answers, "normalize.bad_yes_no");
}

Word text(std::string_view text) {
  Word out;
  Chars chars = read(text);
  std::replace(chars.begin(), chars.end(), char32_t(0xFF0D), U'-');
  out.word = utf8(chars);
  return out;
}

}  // namespace musubi::normalize
