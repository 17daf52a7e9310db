#include "connectors/mail/automatic.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"

namespace musubi::mail {
namespace {

/// Its value in lower case; "" where it is not there.
std::string said(const Mail& mail, std::string_view name) {
  return lower(trimmed(header(mail.headers, name)));
}

bool has(const Mail& mail, std::string_view name) {
  return !header(mail.headers, name).empty();
}

/// As Outlook, Notes and others begin it, or in brackets at its end. A person's answer to such a mail begins with Re:.
bool is_absence_subject(const std::string& subject) {
  static const RE2 absence(
      R"(^[\s\[(【<«*]*(自動応答|自動返信|不在通知|不在応答|automatic reply|auto[ -]?reply|auto[ -]?response|out of (the )?office)(メール| auto[ -]?reply| message| reply)?\s*($|[\])】>»*:-]))",
      pattern_options());
  // A site's form sends its inquiries so, too; that one has come is told to whom it came from.
  static const RE2 confirms(R"(^[\[(【<«]自動送信(メール)?[\])】>»].*(受け?付け?(ました|いたしました|致しました|完了|のお知らせ|のご?確認)|承りました|ありがとうございま))", pattern_options());
  static const RE2 behind(R"([\[(【<«](自動応答|自動返信|自動送信)(メール)?[\])】>»]$)", pattern_options());
  static const RE2 answered(R"((^|[\s\])】>])(re|fwd?|fw|aw|sv|antw|返信|転送)(\[?\d+\]?)?\s*:)", pattern_options());
  const std::string folded = folded_line(subject);
  return found(folded, absence) || found(folded, confirms) || (found(folded, behind) && !found(folded, answered));
}

/// Outlook's, where it is no RFC 8098: 開封済み: お見積り.
bool is_receipt(const Mail& mail) {
  static const RE2 subject(R"(^(開封済み|開封確認|未開封のまま削除|未読のまま削除|read|not read)\s*:)", pattern_options());
  static const RE2 text(R"(開封されました|開封しました|開封されずに|未開封のまま|was (read|displayed|deleted without being read) )", pattern_options());
  return found(folded_line(mail.subject), subject) && found(mail.text, text);
}

bool is_forwarded(const std::string& subject) {
  static const RE2 forwarded(R"(^[\s\pP\pS]*([\[【(<][^\])】>]{1,20}[\])】>][\s\pP\pS]*)*(fwd?|転送)[\s\pP\pS])", pattern_options());
  return found(folded_line(subject), forwarded);
}

/// A rule of a mailbox answers (Exchange, which calls that auto-generated); one that passes a mail on leaves the same marks.
bool is_by_a_rule(const Mail& mail) {
  bool rule = said(mail, "X-MS-Exchange-Generated-Message-Source").find("rule") != std::string::npos || has(mail, "X-MS-Exchange-Inbox-Rules-Loop");
  return rule && said(mail, "Auto-Submitted").starts_with("auto-") && !is_forwarded(mail.subject);
}

bool is_list(const Mail& mail) {
  for (const char* name : {"List-Id", "List-Unsubscribe", "X-ML-Name", "X-MLServer"})
    if (has(mail, name)) return true;
  return false;
}

bool answers_ours(const Mail& mail, const Settings& settings) {
  auto ids = message_ids(header(mail.headers, "In-Reply-To"));
  return std::any_of(ids.begin(), ids.end(), [&](const std::string& id) { return settings.owns(id); });
}

/// Notifications of a ticket system answer their own; an absence note answers what somebody else's server has named.
bool answers_another(const Mail& mail) {
  auto place = [](const std::string& id) { return lower(std::string_view(id).substr(id.rfind('@') + 1)); };
  auto ids = message_ids(header(mail.headers, "In-Reply-To"));
  return !ids.empty() && !mail.message_id.empty() && place(ids[0]) != place(mail.message_id);
}

std::string local_part(const std::string& address) { return lower(address.substr(0, address.rfind('@'))); }

/// Of a list or a program, whatever its address: any List-* header, a Precedence, an empty envelope sender.
bool bears_a_machines_mark(const Mail& mail) {
  bool list = std::any_of(mail.headers.begin(), mail.headers.end(), [](const auto& h) { return lower(h.name).starts_with("list-"); });
  return list || has(mail, "Precedence") || said(mail, "Return-Path") == "<>";
}

}  // namespace

bool takes_no_answer(const Mail& mail) {
  static const RE2 no_reply(R"(^(no|not|do-?not|donot)[-_.]?reply([-_.+].*)?$|^(bounces?|mailman|majordomo|listserv)([-_.+].*)?$)");
  static const RE2 as_lists_write(R"(^owner-|-(bounces?|owner|request)$)");
  if (mail.from.empty()) return false;
  const std::string& address = mail.from[0].address;
  bool nobody = found(local_part(address), no_reply) || (found(local_part(address), as_lists_write) && bears_a_machines_mark(mail));
  return nobody && std::all_of(mail.reply_to.begin(), mail.reply_to.end(), [&](const Person& p) { return same(p.address, address) || found(local_part(p.address), no_reply); });
}

bool is_mail_machine(const Mail& mail) {
  static const RE2 machine(R"(^(mailer[-_.]?daemon|mail[-_.]?daemon|postmaster)$)");
  return !mail.from.empty() && found(local_part(mail.from[0].address), machine);
}

bool is_auto_reply(const Mail& mail) {
  if (said(mail, "Auto-Submitted").starts_with("auto-replied") || said(mail, "Precedence").starts_with("auto_reply")) return true;
  for (const char* name : {"X-Autoreply", "X-Autorespond"})
    if (has(mail, name) && said(mail, name) != "no") return true;
  return is_by_a_rule(mail) || (is_absence_subject(mail.subject) && !is_list(mail));
}

std::string automatic(const Mail& mail, const Settings& settings) {
  if (is_auto_reply(mail)) return "reply";
  std::string precedence = said(mail, "Precedence"), submitted = said(mail, "Auto-Submitted");
  bool generated = !submitted.empty() && !submitted.starts_with("no");
  bool to_many = precedence == "list" || precedence == "bulk" || precedence == "junk";
  if (is_list(mail) || precedence == "list") return "list";
  if ((generated || to_many) && answers_ours(mail, settings)) return "reply";
  if (generated && has(mail, "X-Auto-Response-Suppress") && answers_another(mail)) return "reply";
  if (to_many) return "list";
  return generated || takes_no_answer(mail) || is_receipt(mail) || (is_mail_machine(mail) && local_part(mail.from[0].address) != "postmaster") ? "generated" : "";
}

}  // namespace musubi::mail
