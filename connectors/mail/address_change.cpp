#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/news.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {
namespace {

/// 旧ドメイン：a.example 新ドメイン：b.example, where the sender's is one of the two.
void take_domains(const std::vector<Sentence>& all, const Person& sender, AddressChange& out) {
  static const RE2 old_one(R"((?:旧|変更前)[^@a-z0-9]{0,16}@?([a-z0-9-]+(?:\.[a-z0-9-]+)+))", pattern_options()), new_one(R"((?:新|変更後)[^@a-z0-9]{0,16}@?([a-z0-9-]+(?:\.[a-z0-9-]+)+))", pattern_options());
  std::string before, after;
  for (const Sentence& s : all) {
    if (before.empty()) RE2::PartialMatch(s.bare, old_one, &before);
    if (after.empty()) RE2::PartialMatch(s.bare, new_one, &after);
  }
  size_t at = sender.address.rfind('@');
  if (before.empty() || after.empty() || at == std::string::npos) return;
  std::string local = sender.address.substr(0, at + 1), domain = sender.address.substr(at + 1);
  if (!same(domain, before) && !same(domain, after)) return;
  out.old_address = local + before, out.new_address = local + after;
}

}  // namespace

std::optional<AddressChange> address_change(const std::string& subject, std::string_view own_text, const Person& sender, bool automatic) {
  static const RE2 says(R"((アドレス|メアド|メール|ドメイン).{0,12}(変更|変わ|移行|切り?替)|(アドレス|メアド|ドメイン).{0,24}(廃止|閉鎖|(使え|使用でき|利用でき)なく)|(アドレス|メアド|メール|メルマガ|送り先|配信先|送付先|宛先|登録)[^。]{0,80}@[a-z0-9.-]+(に|へ|から|より|を)[^。、]{0,90}(変更|変わ|移行|切り?替)|(new|changed|changing|change of|updated) (my )?(e-?mail|address)|e-?mail address (has |is )?(changed|changing))", pattern_options());
  static const RE2 address(R"(([a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+))", pattern_options());
  static const RE2 of_new(R"((新|変更後|今後|これから|new|from now)[^@]*$)", pattern_options()), of_old(R"((旧|変更前|以前|これまで|今までの|old|previous|former)[^@]*$)", pattern_options());
  static const RE2 names_old(R"((旧|変更前|以前の?|これまでの?|今までの?|old|previous|former)(の?e?-?メール)?(の?アドレス|の?メアド)?( ?(e-?mail|mail|address))*( is| was|は|が)?[\s:：>→()（）<「『【】\[\].*・-]*$)", pattern_options());
  // behind the address; a mailing may go elsewhere while the old address lives on
  static const RE2 leaves(R"(^[」』>）)\s]*(から|より))"), arrives(R"(^[」』>）)\s]*(に|へ)、?(ご?変更|変わ|移行|切り?替|お願い|送|なり|して))"), of_mailing(R"(送り先|配信|送付|メルマガ|マガジン|宛先|あて先|宛名|連絡先|窓口|担当|見積|請求書|納品)");
  static const RE2 of_sender(R"((メールアドレス|メアド|アドレス)(を|が|は)|ドメイン|私の|\bmy\b|e-?mail address)"), to_others(R"((送り先|配信先|送付先|宛先|あて先|窓口)[^。]{0,10}(変更|変わ|切り?替))");
  std::vector<Sentence> all = sentences(subject, own_text);
  static const RE2 of_yours(R"(貴社|御社|そちらの)", pattern_options());
  if (std::none_of(all.begin(), all.end(), [](const Sentence& s) { return (found(s.bare, says) || found(s.said, says)) && !found(s.said, of_yours); })) return {};
  static const RE2 of_another(R"(後任|担当|代わり|代理|不在|休暇|休業|出張|お急ぎ|successor|instead|out of (the )?office|urgent)", pattern_options());
  if (automatic && std::any_of(all.begin(), all.end(), [](const Sentence& s) { return found(s.bare, of_another) || found(s.said, of_another); })) return {};
  const bool of_a_desk = std::any_of(all.begin(), all.end(), [](const Sentence& s) { return found(s.bare, to_others); });
  AddressChange out;
  std::string other, label_before;
  for (const Sentence& s : all) {
    re2::StringPiece rest(s.said), hit;
    for (const char* from = rest.data(); RE2::FindAndConsume(&rest, address, &hit); from = rest.data()) {
      std::string label = label_before + std::string(from, size_t(hit.data() - from)), one = hit.as_string();
      label_before.clear();
      std::string_view behind(rest.data(), rest.size());
      bool is_left = found(behind, leaves), is_new = found(label, of_new) || found(behind, arrives), is_old = found(label, of_old) || is_left;
      if (is_new && !is_old && out.new_address.empty()) out.new_address = one;
      else if (is_old && out.old_address.empty()) out.old_address = one, out.names_sender = same(one, sender.address) && !of_a_desk && (found(label, names_old) || (is_left && found(s.bare, of_sender) && !found(s.bare, of_mailing)));
      else if (!same(one, sender.address) && other.empty()) other = one;
    }
    label_before = s.said.find('@') == std::string::npos ? s.said + " " : "";
  }
  if (out.new_address.empty() && out.old_address.empty() && other.empty()) take_domains(all, sender, out);
  if (out.new_address.empty()) out.new_address = same(out.old_address, sender.address) || out.old_address.empty() ? other : sender.address;
  if (out.old_address.empty()) out.old_address = same(out.new_address, sender.address) ? other : sender.address;
  if (out.new_address.empty() || out.old_address.empty() || same(out.new_address, out.old_address)) return {};
  out.by = same(out.old_address, sender.address) ? "old" : same(out.new_address, sender.address) ? "new" : "";
  if (out.by.empty()) return {};
  out.text = first_bytes(trimmed(own_text), kLongestText);
  return out;
}

}  // namespace musubi::mail
