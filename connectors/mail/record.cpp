#include "connectors/mail/record.hpp"

#include <algorithm>
#include <set>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/automatic.hpp"
#include "connectors/mail/direction.hpp"
#include "connectors/mail/news.hpp"
#include "connectors/mail/sender_proof.hpp"
#include "connectors/mail/signature.hpp"
#include "connectors/mail/wish.hpp"
#include "core/text/json.hpp"

namespace musubi::mail {
namespace {

using text::JsonWriter;

constexpr size_t kMostAttachments = 200;

void put(JsonWriter& json, std::string_view name, const std::string& value) {
  if (!value.empty()) json.key(name).string(value);
}

void put_person(JsonWriter& json, const Person& p, const char* role = nullptr) {
  json.begin_object();
  if (role) json.key("role").string(role);
  json.key("name").string(p.name).key("address").string(p.address).end_object();
}

void put_people(JsonWriter& json, std::string_view name, const std::vector<Person>& people) {
  if (people.empty()) return;
  json.key(name).begin_array();
  for (const Person& p : people) put_person(json, p);
  json.end_array();
}

void put_list(JsonWriter& json, std::string_view name, const std::vector<std::string>& values) {
  if (values.empty()) return;
  json.key(name).begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

/// Those outside of the company, each once: a mail is theirs.
void put_others(JsonWriter& json, const Mail& mail, const Settings& settings, const Ours& ours) {
  std::set<std::string> seen;
  json.key("people").begin_array();
  auto add = [&](const std::vector<Person>& people, const char* role) {
    for (const Person& p : people)
      if (!ours(p) && seen.insert(lower(p.address)).second) put_person(json, p, role);
  };
  add(mail.from, "from");
  bool writes = !seen.empty();
  // Without own addresses nobody can tell whose mailbox this is: the sender alone is meant.
  if (!writes || !settings.own.empty()) add(mail.to, "to"), add(mail.cc, "cc");
  if (ours.wrote(mail)) add(mail.bcc, "bcc");
  json.end_array();
}

/// Which of our addresses it was sent to. Without own addresses nobody can tell: those in To.
void put_own_addresses(JsonWriter& json, const Mail& mail, const Settings& settings) {
  std::vector<std::string> out;
  auto add = [&](const std::vector<Person>& people, bool all) {
    for (const Person& p : people)
      if (all || settings.owns(p.address)) out.push_back(p.address);
  };
  add(mail.to, settings.own.empty());
  add(mail.cc, false);
  put_list(json, "sent_to", out);
}

/// The first mail of the conversation.
std::string thread_of(const Mail& mail) {
  for (const char* name : {"References", "In-Reply-To"})
    if (auto ids = message_ids(header(mail.headers, name)); !ids.empty()) return ids[0];
  return mail.message_id;
}

void put_attachments(JsonWriter& json, const Mail& mail) {
  size_t count = 0;
  for (const Part& part : mail.parts.leaves) {
    if (is_body(part) || part.size == 0) continue;
    if (!count) json.key("attachments").begin_array();
    if (++count > kMostAttachments) continue;
    json.begin_object().key("name").string(part.name).key("type").string(part.type).key("size").number(static_cast<int64_t>(part.size)).end_object();
  }
  if (count) json.end_array();
  if (count > kMostAttachments) json.key("attachment_count").number(static_cast<int64_t>(count));
}

void put_signature(JsonWriter& json, const Signature& s) {
  json.key("signature").begin_object();
  for (const auto& [name, value] : {std::pair("text", &s.text), {"name", &s.name}, {"company", &s.company}, {"department", &s.department}, {"title", &s.title}})
    put(json, name, *value);
  put_list(json, "phones", s.phones);
  put_list(json, "main_phones", s.main);
  put_list(json, "fax", s.fax);
  for (const auto& [name, value] : {std::pair("address", &s.address), {"email", &s.email}, {"url", &s.url}}) put(json, name, *value);
  json.end_object();
}

/// `only`: the mail is a machine's, or asks for nothing besides.
void put_employment(JsonWriter& json, const EmploymentNews& news, bool only) {
  json.key("employment").begin_object().key("kind").string(news.kind);
  if (only) json.key("only").boolean(true);
  json.key("text").string(news.text).end_object();
}

void put_change_notice(JsonWriter& json, const ChangeNotice& notice) {
  json.key("change_notice").begin_object().key("kind").string(notice.kind).key("text").string(notice.text).end_object();
}

void put_address_change(JsonWriter& json, const AddressChange& change, bool verified) {
  json.key("address_change").begin_object().key("old").string(change.old_address).key("new").string(change.new_address).key("by").string(change.by);
  if (verified) json.key("verified").boolean(true);
  json.key("text").string(change.text).end_object();
}

/// An address of the company's own is nobody's old one.
void put_opt_out_elsewhere(JsonWriter& json, const OtherOptOut& wish, const Settings& settings) {
  json.key("opt_out_elsewhere").begin_object();
  if (!settings.owns(wish.address)) put(json, "address", wish.address);
  json.key("text").string(wish.text).end_object();
}

/// Our own people's, in a mail that answers them and doesn't mark what it quotes.
bool is_of_ours(const Signature& s, const Settings& settings) {
  if (settings.owns(s.email)) return true;
  const size_t begin = s.url.find("//") == s.url.npos ? 0 : s.url.find("//") + 2;
  return settings.owns("@" + s.url.substr(begin, s.url.find_first_of("/:?#", begin) - begin));
}

/// What the sender says of themselves; nothing of our own people's mails and of those that machines write to many.
void put_own_words(JsonWriter& json, const Mail& mail, const Settings& settings, const Ours& ours) {
  std::string machine = automatic(mail, settings);
  if (mail.from.empty() || ours(mail.from[0]) || (!machine.empty() && machine != "reply")) return;
  const Person& sender = mail.from[0];
  std::string said = mail.own;
  if (auto signature = signature_of(mail.own, sender)) {
    if (!is_of_ours(*signature, settings)) put_signature(json, *signature);
    if (size_t at = said.rfind(signature->text); at != said.npos) said.erase(at, signature->text.size());
  }
  const auto news = employment_news(mail.subject, mail.own, sender, !machine.empty());
  const std::string wish = machine.empty() ? wish_beside_news(mail.subject, said) : "";
  if (news) put_employment(json, *news, wish.empty());
  const auto change = address_change(mail.subject, mail.own, sender, !machine.empty());
  if (change && !settings.owns(change->new_address))
    put_address_change(json, *change, machine.empty() && change->names_sender && sender_is_proven(mail, settings.authserv_id));
  if (!machine.empty()) return;
  const auto notice = change_notice(mail.subject, said);
  if (notice) put_change_notice(json, *notice);
  if (news || change || notice) put(json, "wish", wish);
  put(json, "opt_out", opt_out(mail.subject, mail.own));
  if (const auto elsewhere = opt_out_elsewhere(mail.subject, mail.own)) put_opt_out_elsewhere(json, *elsewhere, settings);
}

void put_date(JsonWriter& json, const Mail& mail) {
  put(json, "date", mail.date);
  put(json, "date_said", mail.date_said);
}

}  // namespace

std::string message_json(const Mail& mail, const Settings& settings, bool sent_folder) {
  std::string out;
  Ours ours(mail, settings, sent_folder);
  JsonWriter json(out);
  json.begin_object().key("kind").string("mail");
  put(json, "message_id", mail.message_id);
  put_date(json, mail);
  json.key("direction").string(ours.direction_of(mail));
  if (!mail.from.empty()) json.key("from"), put_person(json, mail.from[0]);
  if (!mail.from.empty() && !ours(mail.from[0]) && sender_is_proven(mail, settings.authserv_id)) json.key("sender_proven").boolean(true);
  put_people(json, "reply_to", mail.reply_to);
  put_people(json, "to", mail.to);
  put_people(json, "cc", mail.cc);
  put_others(json, mail, settings, ours);
  if (ours.direction_of(mail) == "in") put_own_addresses(json, mail, settings);
  json.key("subject").string(mail.subject).key("text").string(mail.text);
  if (mail.html) json.key("html").boolean(true);
  if (mail.cut) json.key("cut").boolean(true);
  if (mail.parts.too_many) json.key("parts_left_out").boolean(true);
  put(json, "thread", thread_of(mail));
  if (auto ids = message_ids(header(mail.headers, "In-Reply-To")); !ids.empty()) json.key("in_reply_to").string(ids[0]);
  put(json, "auto", automatic(mail, settings));
  put_own_words(json, mail, settings, ours);
  put_attachments(json, mail);
  json.end_object();
  return out;
}

std::string version_time(const Mail& mail, bool sent_folder) {
  constexpr size_t to_the_second = 19;  // 2026-05-01T10:00:00
  if (mail.date.size() < to_the_second) return {};
  const int hundredths = (mail.bcc.empty() ? 0 : 50) + (sent_folder ? 25 : 0);
  std::string out = mail.date;
  return hundredths == 0 ? out : out.insert(to_the_second, "." + std::to_string(hundredths));
}

std::string report_json(const Mail& mail, const Report& r) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("kind").string(r.kind).key("recipient").string(r.recipient).key("permanent").boolean(r.permanent);
  put(json, "action", r.action);
  put(json, "status", r.status);
  put(json, "reason", r.reason);
  put(json, "diagnostic", r.diagnostic);
  put_date(json, mail);
  put(json, "message_id", mail.message_id);
  put(json, "original_message_id", r.original_id);
  put(json, "original_subject", r.original_subject);
  json.end_object();
  return out;
}

std::string form_json(const Mail& mail, const FormTemplate& form, const Answers& answers, const Ours& ours) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("form_name").string(form.name).key("form_mail").begin_object();
  put_date(json, mail);
  put(json, "message_id", mail.message_id);
  json.key("subject").string(mail.subject);
  auto theirs = std::find_if_not(mail.reply_to.begin(), mail.reply_to.end(), ours);
  if (theirs != mail.reply_to.end()) json.key("reply_to").string(theirs->address);
  json.end_object();
  for (const auto& [label, answer] : answers) json.key(label).string(answer);
  json.end_object();
  return out;
}

std::string card_json(const Mail& mail, const Card& card, const std::string& by) {
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("card_mail").begin_object();
  put_date(json, mail);
  put(json, "message_id", mail.message_id);
  json.key("by").string(by);
  if (by == "self" && !mail.from.empty()) json.key("from").string(mail.from[0].address);
  json.end_object();
  for (const auto& [name, value] : card) json.key(name).string(value);
  json.end_object();
  return out;
}

std::string template_json(const FormTemplate& form) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  put(json, "from", form.from);
  put(json, "subject", form.subject);
  json.key("labels").begin_array();
  for (const std::string& label : form.labels) json.string(label);
  json.end_array();
  put(json, "end", form.end);
  json.end_object();
  return out;
}

std::string schema_json(std::string_view stream) {
  static constexpr std::string_view messages[] = {"kind", "message_id", "date", "date_said", "direction", "from", "sender_proven", "reply_to", "to", "cc", "people", "sent_to", "subject", "text",
                                                  "html", "cut", "parts_left_out", "thread", "in_reply_to", "auto", "signature", "employment", "address_change", "change_notice", "wish", "opt_out", "opt_out_elsewhere", "attachments", "attachment_count"};
  static constexpr std::string_view reports[] = {"kind", "recipient", "permanent", "action", "status", "reason", "diagnostic", "date", "date_said", "message_id", "original_message_id", "original_subject"};
  static constexpr std::string_view forms[] = {"form_name", "form_mail"};
  std::string out;
  JsonWriter json(out);
  json.begin_object().key("type").string("object").key("properties").begin_object();
  auto put_all = [&](const auto& names) {
    for (std::string_view name : names) json.key(name).begin_object().end_object();
  };
  if (stream == "messages") put_all(messages);
  if (stream == "reports") put_all(reports);
  if (stream == "forms") put_all(forms);
  if (stream == "cards") json.key("card_mail").begin_object().end_object();
  json.end_object();
  if (stream == "forms" || stream == "cards") json.key("additionalProperties").boolean(true);
  json.end_object();
  return out;
}

}  // namespace musubi::mail
