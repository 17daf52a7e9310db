// Notifications of Amazon SES, which tells by JSON what became of a mail:
//   {"notificationType": "Bounce" | "Complaint" | "Delivery", "bounce": {"bounceType": "Permanent", "bouncedRecipients":
//   [{"emailAddress", "status", "diagnosticCode"}]}, "complaint": …, "delivery": …, "mail": {"commonHeaders": …}}
// bare, or as the text "Message" of an SNS envelope. Event publishing says "eventType" for "notificationType".
#include <algorithm>
#include <nlohmann/json.hpp>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/bounce_reason.hpp"
#include "connectors/mail/charset.hpp"
#include "connectors/mail/report.hpp"

namespace musubi::mail {
namespace {

using Json = nlohmann::json;

std::string text_of(const Json& object, const char* name) {
  auto it = object.find(name);
  return it != object.end() && it->is_string() ? it->get<std::string>() : "";
}

const Json& part(const Json& object, const char* name) {
  static const Json none = Json::object();
  auto it = object.find(name);
  return it == object.end() ? none : *it;
}

/// Lines of more than 990 bytes are broken on the way by "!" and a blank on the next line; behind a line of two dashes stands how to stop the notices.
std::string mended(std::string text) {
  std::erase(text, '\r');
  for (std::string_view dashes : {std::string_view("\n--\n"), std::string_view("\n-- \n")}) text.resize(std::min(text.find(dashes), text.size()));
  for (size_t at = 0; (at = text.find("!\n ", at)) != text.npos;) text.erase(at, 3);
  return text;
}

Json notice_in(const Mail& mail) {
  std::string from = lower(header_text(header(mail.headers, "From")));
  bool theirs = !header(mail.headers, "X-Amz-SNS-Message-Id").empty() || from.find("amazonaws.com") != from.npos;
  for (const Part& leaf : mail.parts.leaves) {
    if (!theirs || leaf.type != "text/plain" || !trimmed(leaf.bytes).starts_with('{')) continue;
    Json json = Json::parse(mended(decoded(leaf.bytes, leaf.charset)), nullptr, false);
    if (json.is_object() && json.contains("Message")) json = Json::parse(text_of(json, "Message"), nullptr, false);
    if (json.is_object()) return json;
  }
  return Json::object();
}

Report about(const Json& recipient, const Json& notice) {
  Report r;
  r.recipient = recipient.is_string() ? recipient.get<std::string>() : text_of(recipient, "emailAddress");
  const Json& headers = part(part(notice, "mail"), "commonHeaders");
  auto ids = message_ids(text_of(headers, "messageId"));
  r.original_id = ids.empty() ? "" : ids[0];
  r.original_subject = text_of(headers, "subject");
  return r;
}

Report bounce(const Json& recipient, const Json& notice) {
  Report r = about(recipient, notice);
  const Json& said = part(notice, "bounce");
  r.kind = "bounce";
  r.action = "failed";
  r.status = text_of(recipient, "status");
  r.diagnostic = text_of(recipient, "diagnosticCode");
  Reason reason = reason_of(r.diagnostic, r.status);
  std::string type = text_of(said, "bounceType"), kind = text_of(said, "bounceSubType");
  if (reason == Reason::other && type == "Permanent" && (kind == "General" || kind == "NoEmail")) reason = Reason::user_unknown;
  if (type == "Permanent" && kind.find("Suppress") != kind.npos) reason = Reason::blocked;  // by the service's own list
  if (type == "Transient" && is_permanent(reason)) reason = Reason::other;
  r.reason = reason_word(reason);
  r.permanent = is_permanent(reason);
  return r;
}

Report other(const Json& recipient, const Json& notice, const std::string& kind, const std::string& action) {
  Report r = about(recipient, notice);
  r.kind = kind;
  r.action = action;
  r.reason = action;
  if (kind != "feedback") return r;
  std::string type = text_of(part(notice, "complaint"), "complaintFeedbackType");
  r.reason = type.empty() ? "abuse" : type;
  return r;
}

}  // namespace

std::vector<Report> notice_reports_of(const Mail& mail) {
  std::vector<Report> out;
  const Json notice = notice_in(mail);
  std::string type = text_of(notice, "notificationType");
  if (type.empty()) type = text_of(notice, "eventType");
  auto each = [&](const char* what, const char* list, auto make) {
    for (const Json& recipient : part(part(notice, what), list))
      if (Report r = make(recipient); r.recipient.find('@') != r.recipient.npos) out.push_back(std::move(r));
  };
  if (type == "Bounce") each("bounce", "bouncedRecipients", [&](const Json& r) { return bounce(r, notice); });
  if (type == "Complaint")
    each("complaint", "complainedRecipients", [&](const Json& r) { return other(r, notice, "feedback", "complained"); });
  if (type == "Delivery")
    each("delivery", "recipients", [&](const Json& r) { return other(r, notice, "report", "delivered"); });
  return out;
}

}  // namespace musubi::mail
