// Reports of servers that know nothing of RFC 3464 (qmail, old Exim, sendmail and Exchange, carriers). All of them name the recipient on a
// line, say why on that line or those behind it, and put a copy of the mail at the end.
#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/automatic.hpp"
#include "connectors/mail/bounce_codes.hpp"
#include "connectors/mail/bounce_reason.hpp"
#include "connectors/mail/charset.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/report.hpp"
#include "connectors/mail/report_words.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {
namespace {

template <size_t n>
size_t first_of(const std::string& text, const std::string_view (&words)[n]) {
  size_t at = text.npos;
  for (std::string_view word : words) at = std::min(at, text.find(word));
  return at;
}
template <size_t n>
bool holds(const std::string& text, const std::string_view (&words)[n]) {
  return first_of(text, words) != text.npos;
}

std::string report_text(const Mail& mail) {
  std::string out;
  for (const Part& part : mail.parts.leaves)
    if (part.type == "text/plain" && !part.attached) {
      out = decoded(part.bytes, part.charset);
      break;
    }
  if (out.empty()) out = mail.text;
  std::erase(out, '\r');
  size_t end = first_of(lower(out), copies);
  // A copy at the very beginning is none: some quote a header before they say why.
  if (end != out.npos && end > 40) out.resize(end);
  out.resize(std::min<size_t>(out.size(), 20'000));
  return out;
}

bool is_address_char(char c) {
  return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

struct Found {
  std::string address;
  size_t line_begin = 0;
};

/// Of the mail that came back, quoted in the text.
bool is_header_line(std::string_view line) {
  std::string plain = lower(trimmed(line));
  for (std::string_view name : {"from:", "message-id:", "sender:", "return-path:", "reply-to:", "received:", "cc:", "references:", "in-reply-to:", "subject:"})
    if (plain.starts_with(name)) return true;
  return false;
}

/// Addresses in the order in which they stand, each once.
std::vector<Found> addresses_in(const std::string& text) {
  std::vector<Found> out;
  for (size_t at = text.find('@'); at != text.npos && out.size() < 200; at = text.find('@', at + 1)) {
    size_t begin = at, end = at + 1;
    while (begin > 0 && at - begin < 100 && is_address_char(text[begin - 1])) --begin;
    while (end < text.size() && end - at < 250 && (is_digit(text[end]) || (lower(text[end]) >= 'a' && lower(text[end]) <= 'z') || text[end] == '.' || text[end] == '-')) ++end;
    while (end > at + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) --end;
    while (begin < at && (text[begin] == '\'' || text[begin] == '`' || text[begin] == '=')) ++begin;
    std::string address = text.substr(begin, end - begin);
    if (begin == at || address.find('.', at - begin) == address.npos) continue;
    bool known = std::any_of(out.begin(), out.end(), [&](const Found& f) { return same(f.address, address); });
    const size_t line = text.rfind('\n', begin);
    const size_t line_begin = line == text.npos ? 0 : line + 1;
    const size_t announced = begin > 30 ? begin - 30 : 0;
    if (holds(lower(text.substr(std::max(announced, line_begin), begin - std::max(announced, line_begin))), successors)) continue;
    if (!known && !is_header_line(std::string_view(text).substr(line_begin, 20))) out.push_back({address, line_begin});
  }
  return out;
}

/// Who sent the mail that came back, and the machine that says so, are no recipients.
bool is_other_party(const Mail& mail, const std::string& address) {
  auto among = [&](const std::vector<Person>& people) {
    return std::any_of(people.begin(), people.end(), [&](const Person& p) { return same(p.address, address); });
  };
  std::string plain = lower(address);
  return among(mail.to) || among(mail.from) || among(mail.cc) || plain.starts_with("mailer-daemon@");
}

bool is_office(const std::string& address) {
  std::string plain = lower(address);
  return plain.starts_with("postmaster@") || plain.starts_with("support@") || plain.starts_with("abuse@");
}

std::vector<Found> recipients_in(const Mail& mail, const std::string& text) {
  std::vector<Found> out;
  std::string failed = decoded(header(mail.headers, "X-Failed-Recipients"), "");
  for (const Person& p : people_of(failed)) {
    size_t at = lower(text).find(lower(p.address));
    size_t line = at == text.npos ? at : text.rfind('\n', at);
    out.push_back({p.address, line == text.npos ? 0 : line + 1});
  }
  if (!out.empty()) return out;
  for (Found& found : addresses_in(text))
    if (!is_other_party(mail, found.address)) out.push_back(std::move(found));
  if (!std::all_of(out.begin(), out.end(), [](const Found& f) { return is_office(f.address); })) std::erase_if(out, [](const Found& f) { return is_office(f.address); });
  if (!out.empty()) return out;
  for (const Part& part : mail.parts.leaves)  // only the copy names the recipient
    if (part.type == "message/rfc822" || part.type == "text/rfc822-headers")
      for (const Person& p : people_of(header(read_headers(part.bytes), "To")))
        if (!is_other_party(mail, p.address) && out.empty()) out.push_back({p.address, 0});
  return out;
}

/// The lines about the recipient: from its own to the next one's; all where it is alone.
std::string words_about(const std::string& text, const std::vector<Found>& all, size_t i) {
  if (all.size() == 1) return text;
  size_t begin = all[i].line_begin, end = text.size();
  for (const Found& other : all)
    if (other.line_begin > begin) end = std::min(end, other.line_begin);
  return text.substr(begin, std::min<size_t>(end - begin, 1500));
}

std::string local_part_of(const Mail& mail) {
  return mail.from.empty() ? std::string() : lower(mail.from[0].address.substr(0, mail.from[0].address.rfind('@')));
}

/// Name and local part of the sender in lower case: domains have all kinds of names.
std::string sender_of(const Mail& mail) {
  if (mail.from.empty()) return lower(header_text(header(mail.headers, "From")));
  const Person& from = mail.from[0];
  return lower(from.name + " " + from.address.substr(0, from.address.rfind('@')));
}

bool has_word(const std::string& text, std::string_view word) {
  auto is_letter = [](char c) { return lower(c) >= 'a' && lower(c) <= 'z'; };
  for (size_t at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
    size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

/// Whether a server's answer or the mail that came back is there.
bool tells_of_a_server(const Mail& mail) {
  constexpr std::string_view answers[] = {"user unknown", "unknown user", "no such user", "smtp", "mailer-daemon"};
  const std::string text = lower(mail.text);
  if (holds(text, copies) || holds(text, answers) || !status_in(mail.text).empty() || !reply_in(mail.text).empty()) return true;
  return std::any_of(mail.parts.leaves.begin(), mail.parts.leaves.end(), [](const Part& p) { return p.type == "message/rfc822" || p.type == "text/rfc822-headers"; });
}

/// Whether the beginning of the text says that a mail did not arrive.
bool says_it_failed(const Mail& mail) {
  constexpr size_t looked_at = 2000;
  return holds(lower(first_bytes(mail.text, looked_at)), failures);
}

/// Whether a mailbox stands behind the mail that takes answers itself: a postmaster who writes to customers, where machines have an empty path or their own.
bool is_sent_by_a_mailbox(const Mail& mail) {
  std::string path = lower(trimmed(header(mail.headers, "Return-Path")));
  return path.find('@') != path.npos && path.find("mailer-daemon@") == path.npos;
}

/// An answer to a report is a person's.
bool is_told_in_the_text(const Mail& mail) {
  return is_mail_machine(mail) && !is_sent_by_a_mailbox(mail) && !repeats_another(folded_line(mail.subject)) && says_it_failed(mail);
}

/// A mail from an address that takes no answer, with one of the addressee's own mails attached.
bool brings_back_a_mail(const Mail& mail) {
  return takes_no_answer(mail) && says_it_failed(mail) && std::any_of(mail.parts.leaves.begin(), mail.parts.leaves.end(), [&](const Part& part) {
    if (part.type != "message/rfc822") return false;
    auto writers = people_of(header(read_headers(part.bytes), "From"));
    return std::any_of(mail.to.begin(), mail.to.end(), [&](const Person& to) { return !writers.empty() && same(to.address, writers[0].address); });
  });
}

}  // namespace

bool looks_like_report(const Mail& mail) {
  if (!header(mail.headers, "X-Failed-Recipients").empty()) return true;
  const std::string who = sender_of(mail), subject = lower(mail.subject);
  if (who.find("mailer-daemon") != who.npos || who.find("mail delivery") != who.npos) return true;
  if (brings_back_a_mail(mail)) return true;
  if (!holds(subject, subjects)) return is_told_in_the_text(mail);
  // Companies are called MTA, too.
  if (holds(who, senders) || has_word(local_part_of(mail), "mta")) return true;
  // Whatever a machine sends that wants no answer has an empty return path: absence notes, above all, with the subject of the mail that they answer.
  return trimmed(header(mail.headers, "Return-Path")) == "<>" && !is_auto_reply(mail) && tells_of_a_server(mail);
}

std::vector<Report> loose_reports_of(const Mail& mail) {
  std::vector<Report> out;
  if (!looks_like_report(mail)) return out;
  std::string text = report_text(mail), all = lower(mail.subject) + "\n" + lower(text);
  bool warning = holds(all, warnings), success = holds(all, successes);
  std::vector<Found> recipients = recipients_in(mail, text);
  for (size_t i = 0; i < recipients.size(); ++i) {
    std::string words = words_about(text, recipients, i);
    Report r;
    r.kind = warning || success ? "report" : "bounce";
    r.action = warning ? "delayed" : success ? "delivered" : "failed";
    r.recipient = recipients[i].address;
    r.status = status_in(words);
    // The line of the recipient, where it has an answer; else the first paragraph: behind it stand general words.
    std::string_view line = std::string_view(words).substr(0, words.find('\n'));
    std::string_view first = std::string_view(words).substr(0, recipients.size() > 1 ? words.find("\n\n") : words.npos);
    Reason reason = recipients.size() > 1 && !reply_in(line).empty() ? reason_of(line, status_in(line)) : Reason::other;
    if (reason == Reason::other) reason = reason_of(first, status_in(first));
    if (reason == Reason::other) reason = reason_of(words, r.status);
    // Several recipients, one transcript: what was said to any of them stands apart from their list.
    if (reason == Reason::other && recipients.size() > 1) reason = reason_of(text, status_in(text));
    Stage stage = stage_of(words) != Stage::recipient ? stage_of(words) : stage_in_transcript(text, recipients.size() == 1 ? "" : r.recipient);
    reason = at_stage(reason, stage, words, r.status);
    r.reason = r.kind == "report" ? r.action : std::string(reason_word(reason));
    r.permanent = r.kind == "bounce" && is_permanent(reason);
    r.diagnostic = words.substr(0, 500);
    while (!r.diagnostic.empty() && static_cast<unsigned char>(r.diagnostic.back()) >= 0x80) r.diagnostic.pop_back();
    out.push_back(std::move(r));
  }
  return out;
}

}  // namespace musubi::mail
