#include "connectors/mail/report.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/bounce_codes.hpp"
#include "connectors/mail/bounce_reason.hpp"
#include "connectors/mail/charset.hpp"

namespace musubi::mail {
namespace {

using Group = std::vector<Header>;

const Part* leaf(const Mail& mail, std::initializer_list<std::string_view> types) {
  for (const Part& part : mail.parts.leaves)
    if (std::find(types.begin(), types.end(), part.type) != types.end()) return &part;
  return nullptr;
}

std::vector<Group> groups_of(std::string_view bytes) {
  std::vector<Group> out;
  while (!bytes.empty()) {
    size_t end = 0;
    Group group = read_headers(bytes, &end);
    if (group.empty() && end == 0) {  // a line that is no field
      end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    }
    if (!group.empty()) out.push_back(std::move(group));
    bytes.remove_prefix(end);
  }
  return out;
}

/// "rfc822; <a@b>" → "a@b"
std::string typed_address(std::string_view raw) {
  std::string_view value = raw.substr(raw.find(';') == raw.npos ? 0 : raw.find(';') + 1);
  auto people = people_of(value);
  return people.empty() ? std::string() : people[0].address;
}

std::string recipient_of(const Group& group) {
  for (const char* name : {"Original-Recipient", "Final-Recipient", "X-Actual-Recipient", "X-Original-To"})
    if (std::string found = typed_address(header(group, name)); !found.empty()) return found;
  return {};
}

std::string first_word(std::string_view raw) {
  std::string text = lower(trimmed(raw));
  return text.substr(0, std::min(text.find_first_of(" \t;("), text.size()));
}

/// The lines of the human part about a recipient, where there are any.
std::string human_words(const Mail& mail, const std::string& recipient, bool alone) {
  std::string text;
  if (const Part* part = leaf(mail, {"text/plain"})) text = decoded(part->bytes, part->charset);
  if (text.empty()) text = mail.text;
  text.resize(std::min<size_t>(text.size(), 4000));
  size_t at = lower(text).find(lower(recipient));
  if (alone || at == text.npos) return alone ? text : std::string();
  return text.substr(at, std::min<size_t>(600, text.find("\n\n", at) - at));
}

Stage stage_about(const Mail& mail, const std::string& said, const std::string& recipient, bool alone) {
  Stage stage = stage_of(said + "\n" + human_words(mail, recipient, alone));
  if (stage != Stage::recipient) return stage;
  const Part* part = leaf(mail, {"text/plain"});
  return part ? stage_in_transcript(part->bytes, alone ? "" : recipient) : stage;
}

void judge(const Mail& mail, const Group& group, bool alone, Report& out) {
  std::string said = header_text(header(group, "Diagnostic-Code"));
  out.diagnostic = said;
  std::string asked = said;
  if (lower(human_words(mail, out.recipient, alone)).find("rcpt to") != std::string::npos) asked += " (RCPT TO)";
  Reason reason = reason_of(asked, out.status);
  if (said.empty() || reason == Reason::other || !is_permanent(reason)) {
    // The status of the report may be the relay's own (5.0.0), that of the diagnostic is of who refused.
    std::string inner = status_in(said);
    if (reason == Reason::other && !inner.empty() && inner != out.status) reason = reason_of(asked, inner);
    if (reason == Reason::other) reason = reason_of(human_words(mail, out.recipient, alone), out.status);
    if (!inner.empty() && (out.status.empty() || out.status.ends_with(".0.0"))) out.status = inner;
  }
  reason = at_stage(reason, stage_about(mail, said, out.recipient, alone), said.empty() ? human_words(mail, out.recipient, alone) : said, out.status);
  out.reason = reason_word(reason);
  out.permanent = out.kind == "bounce" && is_permanent(reason) && !out.status.starts_with('2');
}

/// Where a carrier has broken the parts, the fields stand in the text.
std::string fields_in_text(const Mail& mail) {
  size_t at = lower(mail.text).find("\nfinal-recipient:");
  if (at == mail.text.npos) return {};
  size_t begin = mail.text.rfind("\n\n", at);
  return mail.text.substr(begin == mail.text.npos ? at : begin);
}

std::vector<Report> delivery_reports(const Mail& mail, std::string_view fields) {
  std::vector<Report> out;
  std::vector<Group> groups = groups_of(fields);
  std::erase_if(groups, [](const Group& g) { return recipient_of(g).empty(); });
  for (const Group& group : groups) {
    Report r;
    r.recipient = recipient_of(group);
    r.action = first_word(header(group, "Action"));
    r.status = status_in(header(group, "Status"));
    if (r.action.empty()) r.action = r.status.starts_with('2') ? "delivered" : r.status.starts_with('4') ? "delayed" : "failed";
    r.kind = r.action.starts_with("fail") ? "bounce" : "report";
    judge(mail, group, groups.size() == 1, r);
    if (r.kind == "report") r.reason = r.action;
    out.push_back(std::move(r));
  }
  return out;
}

/// Whom the mail complained of was sent to, where the complaint does not say: providers that hide the reader leave it in a header of theirs.
std::string complained_of(const Mail& mail) {
  const Part* original = leaf(mail, {"message/rfc822", "text/rfc822-headers", "text/rfc822", "message/global"});
  if (!original) return {};
  std::vector<Header> headers = read_headers(original->bytes);
  for (const char* name : {"X-HmXmrOriginalRecipient", "X-Original-To", "Delivered-To", "To"})
    if (std::string found = typed_address(header(headers, name)); !found.empty()) return found;
  return {};
}

/// What a machine found, or a reader who calls it no spam, is no complaint.
bool is_complaint(const std::string& type) {
  return type != "auth-failure" && type != "not-spam" && type != "virus" && type != "dkim";
}

std::vector<Report> feedback(const Mail& mail, const Part& part) {
  Report r;
  r.reason = "abuse";
  std::vector<std::string> recipients;
  for (const Group& group : groups_of(part.bytes)) {
    if (std::string_view type = header(group, "Feedback-Type"); !type.empty()) r.reason = first_word(type);
    for (const Header& field : group) {
      bool names_reader = same(field.name, "Original-Rcpt-To") || same(field.name, "Removal-Recipient") || same(field.name, "Original-Recipient");
      std::string found = names_reader ? typed_address(field.raw) : std::string();
      if (!found.empty() && std::find(recipients.begin(), recipients.end(), found) == recipients.end()) recipients.push_back(found);
    }
  }
  if (recipients.empty()) recipients.push_back(complained_of(mail));
  r.kind = is_complaint(r.reason) ? "feedback" : "report";
  r.action = is_complaint(r.reason) ? "complained" : r.reason;
  std::vector<Report> out;
  for (std::string& recipient : recipients) {
    r.recipient = std::move(recipient);
    out.push_back(r);
  }
  return out;
}

/// A complaint of Outlook's programme for senders, which attaches the mail and names the reader in a header of its own alone.
std::vector<Report> outlook_complaint(const Mail& mail) {
  const Part* original = leaf(mail, {"message/rfc822"});
  bool theirs = std::any_of(mail.from.begin(), mail.from.end(), [](const Person& p) { return same(p.address, "staff@hotmail.com"); });
  if (!theirs || !original) return {};
  Report r;
  r.recipient = typed_address(header(read_headers(original->bytes), "X-HmXmrOriginalRecipient"));
  r.kind = "feedback";
  r.action = "complained";
  r.reason = "abuse";
  return r.recipient.empty() ? std::vector<Report>() : std::vector<Report>{r};
}

std::vector<Report> disposition(const Part& part) {
  std::vector<Report> out;
  for (const Group& group : groups_of(part.bytes)) {
    Report r;
    r.kind = "report";
    r.recipient = recipient_of(group);
    std::string_view said = header(group, "Disposition");
    size_t cut = said.find(';');
    r.action = cut == said.npos ? "displayed" : first_word(said.substr(cut + 1));
    r.reason = r.action;
    if (!r.recipient.empty()) out.push_back(std::move(r));
  }
  return out;
}

void add_original(const Mail& mail, std::vector<Report>& reports) {
  const Part* part = leaf(mail, {"message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers", "text/rfc822"});
  if (!part) return;
  std::vector<Header> headers = read_headers(part->bytes);
  auto ids = message_ids(header(headers, "Message-ID"));
  std::string subject = header_text(header(headers, "Subject"));
  for (Report& r : reports) {
    r.original_id = ids.empty() ? "" : ids[0];
    r.original_subject = subject;
  }
}

}  // namespace

std::vector<Report> reports_of(const Mail& mail) {
  std::vector<Report> out;
  if (const Part* part = leaf(mail, {"message/feedback-report"})) out = feedback(mail, *part);
  if (const Part* part = out.empty() ? leaf(mail, {"message/delivery-status", "message/global-delivery-status"}) : nullptr) out = delivery_reports(mail, part->bytes);
  if (const Part* part = out.empty() ? leaf(mail, {"message/disposition-notification"}) : nullptr) out = disposition(*part);
  if (out.empty() && looks_like_report(mail)) out = delivery_reports(mail, fields_in_text(mail));
  if (out.empty()) out = outlook_complaint(mail);
  if (out.empty()) out = notice_reports_of(mail);
  if (out.empty()) out = loose_reports_of(mail);
  add_original(mail, out);
  return out;
}

}  // namespace musubi::mail
