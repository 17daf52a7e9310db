#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/news.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {

std::optional<AddressChange> address_change(const std::string& subject, std::string_view own_text, const Person& sender) {
  static const RE2 says(R"((アドレス|メアド|メール).{0,12}(変更|変わ|移行|切り?替)|(new|changed|changing|change of|updated) (my )?(e-?mail|address)|e-?mail address (has |is )?(changed|changing))", pattern_options());
  static const RE2 address(R"(([a-z0-9._%+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+))", pattern_options());
  static const RE2 of_new(R"((新|変更後|今後|これから|new|from now)[^@]*$)", pattern_options()), of_old(R"((旧|変更前|以前|これまで|今までの|old|previous|former)[^@]*$)", pattern_options());
  static const RE2 names_old(R"((旧|変更前|以前の?|これまでの?|今までの?|old|previous|former)(の?e?-?メール)?(の?アドレス|の?メアド)?( ?(e-?mail|mail|address))*( is| was|は|が)?[\s:：>→()（）<「『【】\[\].*・-]*$)", pattern_options());
  std::vector<Sentence> all = sentences(subject, own_text);
  if (std::none_of(all.begin(), all.end(), [](const Sentence& s) { return found(s.bare, says) || found(s.said, says); })) return {};
  AddressChange out;
  std::string other, label_before;
  for (const Sentence& s : all) {
    re2::StringPiece rest(s.said), hit;
    for (const char* from = rest.data(); RE2::FindAndConsume(&rest, address, &hit); from = rest.data()) {
      std::string label = label_before + std::string(from, size_t(hit.data() - from)), one = hit.as_string();
      label_before.clear();
      bool is_new = found(label, of_new), is_old = found(label, of_old);
      if (is_new && !is_old && out.new_address.empty()) out.new_address = one;
      else if (is_old && out.old_address.empty()) out.old_address = one, out.names_sender = found(label, names_old) && same(one, sender.address);
      else if (!same(one, sender.address) && other.empty()) other = one;
    }
    label_before = s.said.find('@') == std::string::npos ? s.said + " " : "";
  }
  if (out.new_address.empty()) out.new_address = same(out.old_address, sender.address) || out.old_address.empty() ? other : sender.address;
  if (out.old_address.empty()) out.old_address = same(out.new_address, sender.address) ? other : sender.address;
  if (out.new_address.empty() || out.old_address.empty() || same(out.new_address, out.old_address)) return {};
  out.by = same(out.old_address, sender.address) ? "old" : same(out.new_address, sender.address) ? "new" : "";
  if (out.by.empty()) return {};
  out.text = first_bytes(trimmed(own_text), kLongestText);
  return out;
}

}  // namespace musubi::mail
