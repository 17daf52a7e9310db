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

/// As Outlook, Notes and others begin it. A person's answer to such a mail begins with Re:.
bool is_absence_subject(const std::string& subject) {
  static const RE2 absence(
      R"(^[\s\[(【<«*]*(自動応答|自動返信|不在通知|不在応答|automatic reply|auto[ -]?reply|auto[ -]?response|out of (the )?office)(メール| auto[ -]?reply| message| reply)?\s*($|[\])】>»*:-]))",
      pattern_options());
  return found(folded_line(subject), absence);
}

bool is_forwarded(const std::string& subject) {
  static const RE2 forwarded(R"(^\W*(fwd?|転送)\W)", pattern_options());
  return found(folded_line(subject), forwarded);
}

/// A rule of a mailbox answers (Exchange, which calls that auto-generated); one that passes a mail on leaves the same marks.
bool is_by_a_rule(const Mail& mail) {
  bool rule = said(mail, "X-MS-Exchange-Generated-Message-Source").find("rule") != std::string::npos || has(mail, "X-MS-Exchange-Inbox-Rules-Loop");
  return rule && said(mail, "Auto-Submitted").starts_with("auto-") && !is_forwarded(mail.subject);
}

bool is_list(const Mail& mail) {
  return has(mail, "List-Id") || has(mail, "List-Unsubscribe");
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

}  // namespace

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
  return generated ? "generated" : "";
}

}  // namespace musubi::mail
