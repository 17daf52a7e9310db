#include "connectors/mail/sentences.hpp"

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

std::string own_subject(const std::string& subject) {
  static const RE2 wish(R"(^(re:\s*)?(配信停止|配信解除|購読解除|退会|unsubscribe)(希望|依頼|のお願い)?$)", pattern_options());
  static const RE2 added(R"([【\[(「]\s*((?:配信|購読)?(?:停止|解除|不要|中止)(?:希望|依頼|のお願い|願います)?|退会(?:希望)?|unsubscribe|stop)\s*[】\])」]$)", pattern_options());
  std::string folded = folded_line(subject), own;
  if (!repeats_another(folded) || found(folded, wish)) return folded;
  RE2::PartialMatch(folded, added, &own);
  return own;
}

}  // namespace

bool repeats_another(const std::string& folded_subject) {
  static const RE2 repeats(R"(^[\s\pP\pS]*([\[【(<][^\])】>]{1,20}[\])】>][\s\pP\pS]*)*(re|fwd?|fw|転送|返信|自動返信|自動応答|auto(matic)?[ -]?(reply|response)|out of (the )?office)[\s\pP\pS])", pattern_options());
  return found(folded_subject, repeats);
}

std::vector<Sentence> sentences(const std::string& subject, std::string_view text) {
  std::vector<Sentence> out;
  auto add = [&](std::string_view piece) {
    std::string said = folded_line(piece);
    if (!said.empty()) out.push_back({said, lower(without_blanks(said))});
  };
  add(own_subject(subject));
  for (const std::string& line : lines_of(text)) {
    constexpr std::string_view stop = "。";
    std::string_view rest = line;
    for (size_t at; (at = rest.find(stop)) != rest.npos; rest.remove_prefix(at + stop.size())) add(rest.substr(0, at));
    add(rest);
  }
  return out;
}

}  // namespace musubi::mail
