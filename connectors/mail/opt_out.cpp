#include "connectors/mail/lines.hpp"
#include "connectors/mail/news.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {

std::string opt_out(const std::string& subject, std::string_view own_text) {
  static const RE2 mailing(
      R"((配信|メルマガ|メールマガジン|ニュースレター|購読|\bdms?\b|ダイレクトメール|お知らせメール|案内メール|メール登録).{0,14}((停止|解除|中止|ストップ)(の?ご?(手続き?|処理|対応))?(して(ください|下さい|くれ|ほしい|欲しい|もら|いただ(け|き)|頂(け|き)|$)|(を|で|の|も|方)?(ほど|程|件)?、?(希望|(よろしく|宜しく|至急|是非|ぜひ)?お?願|依頼(し|いた|致|です|$))|を?(いた|致)?したい|を?させて)|不要|(やめ|止め|辞め)(て(ください|下さい|くれ|ほしい|欲しい|もら|いただ|頂|$)|たい|ます|させて)|お断り|要りません|いりません|いらない)|(停止|解除|中止)して(ください|下さい|ほしい|欲しい).{0,6}(配信|メルマガ)|退会(を?希望|します|したい|させ|をお願い|お願い|いたし|致し|(の)?手続き?を?(お願い|希望|したい|して(ください|下さい)))|登録(を)?(解除|抹消|削除)(を?希望|して(ください|下さい|ほしい|欲しい|もら|いただ|頂)|をお願い|お願い|します|したい))",
      pattern_options());
  static const RE2 alone(R"(^(re:)?[「『【\[]?(配信)?(停止|解除|退会|(メルマガ|メールマガジン|dm|メルマガの配信)(停止|解除|不要)|配信不要|購読解除|購読中止|登録解除|停止希望|解除希望|退会希望|配信停止依頼|stop|unsubscribe|remove|optout|opt-out)(希望|依頼|願います|お願いします|します|してください|して下さい)?[」』】\].!]*$)",
                         pattern_options());
  static const RE2 english(R"(\bunsubscribe\b|\bopt(ing)?[ -]?out\b|remove me from|take me off|stop (sending|e-?mailing|mailing)|no longer wish to receive)", pattern_options());
  static const RE2 denied(
      R"((停止|解除|退会|中止|やめ|止め|不要)(は|を|に)?(し|さ)?(ないで|なくて|ません|せず|たくない|たくありません|ではありません|ではない)|(停止|解除)(に)?(な(って|り)|され)|(停止|解除|中止)して(い(る|ま|て|な)|お(り|る))|停止の?解除|配信(サーバ|システム|設備|基盤|ツール)|(停止|解除|退会)(を|の)?(取り?消|撤回|再開|キャンセル)|再開|(do not|don't|didn't|did not|never) (want to )?(unsubscribe|opt)|(not|n't) .{0,20}unsubscribe|定期購読)",
      pattern_options());
  static const RE2 direction(R"(こちら|https?:|クリック|click|用フォーム|以下のurl|可能です|できます|(方|場合)は|can (be )?unsubscribe|to unsubscribe)", pattern_options());
  for (const Sentence& s : sentences(subject, own_text)) {
    if (found(s.bare, denied) || found(s.said, denied) || found(s.bare, direction)) continue;
    if (found(s.bare, mailing) || found(s.bare, alone) || found(s.said, english)) return first_bytes(s.said, kLongestText);
  }
  return "";
}

}  // namespace musubi::mail
