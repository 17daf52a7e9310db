#include "connectors/mail/bounce_subject.hpp"

#include <algorithm>
#include <span>
#include <string>

#include "connectors/mail/ascii.hpp"

namespace musubi::mail {
namespace {

using Words = std::span<const std::string_view>;

constexpr std::string_view of_mail_en[] = {"header from", "from header", "header", "from:", "from address", "reply-to", "sender", "sender's", "sender:", "attachment", "attached file"};
constexpr std::string_view of_mail_ja[] = {"送信元", "差出人", "送信者", "発信元", "発信者", "添付", "ファイル", "メールは", "メールが", "メッセージ"};
constexpr std::string_view addressed[] = {"様", "さま", "各位", "の方", "へ", "に"};  // 送信者様: it is told to them, not of them
constexpr std::string_view of_reader[] = {"宛先", "宛て", "あて先", "受信者", "受取人", "ユーザ", "アカウント", "メールボックス", "送信先", "会員", "お相手"};
constexpr std::string_view address = "アドレス";
// Denied behind them, whatever the politeness: 登録されておりません.
constexpr std::string_view gone[] = {"存在し", "存在いたし", "存在致し", "存在が確認でき", "登録されて", "登録が", "登録は", "登録のな", "使用されて", "利用されて", "使われて", "見つから", "見つかり", "見つけられ", "見つけることができ", "有効で", "正しく"};
constexpr std::string_view negations[] = {"ません", "ない", "おらず", "なかった", "無い", "なく"};
// What is done to an address; how it is said that it was.
constexpr std::string_view ends[] = {"廃止", "削除", "解約", "退会", "抹消", "閉鎖"};
constexpr std::string_view done[] = {"されました", "されています", "されております", "されており、", "されているため", "されたため", "いたしました", "済み"};
constexpr std::string_view wrong[] = {"無効です", "無効となって", "無効になって", "無効のため", "不明です", "不明のため", "失効しました", "失効しています", "間違いがあります", "間違いがあるため", "間違っています", "間違っているため", "誤りがあります", "誤りがあるため"};
// Directly behind the reader's name: ユーザーはおりません.
constexpr std::string_view nobody[] = {"はおりません", "はいません", "がおりません", "がいません", "がありません", "がございません", "はありません", "はございません"};
constexpr std::string_view someone[] = {"ユーザー", "ユーザ", "アドレス", "メールボックス", "アカウント", "受信者", "宛先", "会員"};
// What may be so is not so.
constexpr std::string_view perhaps[] = {"場合", "可能性", "ないか", "おそれ", "恐れ", "かもしれ"};
constexpr size_t sentence_bytes = 150;

/// The sentence in front of `at`, as far as it matters.
std::string_view front_of(std::string_view said, size_t at) {
  size_t begin = at > sentence_bytes ? at - sentence_bytes : 0;
  std::string_view front = said.substr(begin, at - begin);
  for (std::string_view end : {std::string_view("。"), std::string_view(". "), std::string_view("; "), std::string_view("! ")})
    if (size_t cut = front.rfind(end); cut != front.npos) front.remove_prefix(cut + end.size());
  return front;
}

/// Behind the last of the words that stand in the text; 0 where none does.
size_t behind_last(std::string_view text, Words words) {
  size_t last = 0;
  for (std::string_view word : words)
    if (size_t found = text.rfind(word); found != text.npos) last = std::max(last, found + word.size());
  return last;
}

bool begins_with_any(std::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return text.starts_with(one); });
}

/// "from: address | not valid": no more than two plain words between what is spoken of and what is said of it.
bool is_close(std::string_view gap) {
  size_t words = 0;
  for (std::string_view rest = trimmed(gap); !rest.empty(); ++words) {
    size_t end = std::min(rest.find(' '), rest.size());
    std::string_view word = rest.substr(0, end);
    if (word == "the" || word == "as" || word == "because" || word == "-" || word.find_first_of(",;.") != word.npos || words == 2) return false;
    rest = trimmed(rest.substr(end));
  }
  return true;
}

bool is_of_the_mail_in_english(std::string_view front) {
  for (std::string_view word : of_mail_en)
    for (size_t at = front.find(word); at != front.npos; at = front.find(word, at + 1)) {
      std::string_view gap = front.substr(at + word.size());
      if (!gap.empty() && gap[0] == ':') gap.remove_prefix(1);
      if ((at == 0 || front[at - 1] == ' ') && (gap.empty() || gap[0] == ' ') && is_close(gap)) return true;
    }
  return false;
}

bool is_of_the_mail_in_japanese(std::string_view front) {
  size_t mail = behind_last(front, of_mail_ja);
  return mail > 0 && !begins_with_any(front.substr(mail), addressed) && mail > behind_last(front, of_reader);
}

/// Whether it stands behind a word of the reader's address, and of nothing else.
bool is_of_a_reader(std::string_view said, size_t at) {
  std::string_view front = front_of(said, at);
  bool named = behind_last(front, of_reader) > 0 || front.find(address) != front.npos;
  return named && !is_of_the_mail_in_japanese(front);
}

bool holds_any(std::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return text.find(one) != text.npos; });
}

/// What stands behind `at` in its sentence, as far as it matters.
std::string_view behind(std::string_view said, size_t at) {
  constexpr size_t closely = 45;
  std::string_view rest = said.substr(at, closely);
  return rest.substr(0, rest.find("。"));
}

bool ends_with_any(std::string_view text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view one) { return text.ends_with(one); });
}

/// The first place of a word of which `holds` is true and which is said of a reader.
template <class Holds>
size_t first_said(std::string_view said, Words words, Holds holds) {
  size_t best = said.npos;
  for (std::string_view word : words)
    for (size_t at = said.find(word); at < best; at = said.find(word, at + 1))
      if (holds(at, at + word.size()) && is_of_a_reader(said, at) && !holds_any(behind(said, at), perhaps)) best = at;
  return best;
}

}  // namespace

bool names_recipient(std::string_view phrase) {
  if (phrase.find("available") != phrase.npos) return false;
  for (std::string_view noun : {"user", "recip", "mailbox", "account", "customer", "person", "ユーザ", "宛先"})
    if (phrase.find(noun) != phrase.npos) return true;
  return false;
}

bool is_of_the_mail(std::string_view said, size_t at, std::string_view phrase) {
  std::string_view rest = said.substr(at + phrase.size(), 12);
  if (phrase.ends_with("accept mail") && (rest.starts_with(" from ") || rest.starts_with(" over ") || rest.starts_with(" unless "))) return true;
  if (phrase == "no user" && rest.starts_with(" may ")) return true;
  if (names_recipient(phrase)) return false;
  std::string_view front = front_of(said, at);
  return is_of_the_mail_in_english(front) || is_of_the_mail_in_japanese(front);
}

size_t gone_in_japanese(std::string_view said) {
  size_t denied = first_said(said, gone, [&](size_t, size_t end) { return holds_any(behind(said, end), negations); });
  size_t ended = first_said(said, ends, [&](size_t, size_t end) { return begins_with_any(said.substr(end), done); });
  size_t amiss = first_said(said, wrong, [](size_t, size_t) { return true; });
  size_t missing = first_said(said, nobody, [&](size_t at, size_t) { return ends_with_any(said.substr(0, at), someone); });
  return std::min({denied, ended, amiss, missing});
}

}  // namespace musubi::mail
