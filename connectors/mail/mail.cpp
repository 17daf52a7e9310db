#include "connectors/mail/mail.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/calendar_text.hpp"
#include "connectors/mail/charset.hpp"
#include "connectors/mail/flowed.hpp"
#include "connectors/mail/hash.hpp"
#include "connectors/mail/html_text.hpp"
#include "connectors/mail/mail_date.hpp"
#include "connectors/mail/own_text.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr int64_t kDay = 86'400, kEarliest = 315'532'800;  // before 1980 there were clocks that had lost their battery

std::optional<MailDate> possible(std::optional<MailDate> date, int64_t now) {
  return date && date->seconds >= kEarliest && date->seconds <= now + kDay ? date : std::nullopt;
}

/// The newest Received field stands first.
void set_date(Mail& mail, int64_t now, std::string_view arrived) {
  std::string_view said = header(mail.headers, "Date");
  std::optional<MailDate> sent = mail_date(said), received = possible(mail_date(header(mail.headers, "Received")), now);
  int64_t latest = received ? received->seconds + kDay : now + kDay;
  if (sent && sent->seconds >= kEarliest && sent->seconds <= latest) {
    mail.date = sent->iso();
    return;
  }
  if (!received) received = possible(mail_date(arrived), now);
  if (received) mail.date = received->iso();
  mail.date_said = header_text(said);
}

std::string unix_lines(std::string text) {
  std::erase(text, '\r');
  for (char& c : text)
    if (c == '\0' || c == '\f' || c == '\v') c = ' ';
  return text;
}

std::string joined(const Parts& parts, std::string_view type, Quoted quoted = Quoted::kept) {
  std::string out;
  for (const Part& part : parts.leaves) {
    if (part.type != type || !is_body(part)) continue;
    std::string text = unix_lines(decoded(part.bytes, part.charset));
    if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
    if (part.flowed && type == "text/plain") text = unflowed(text, part.delsp);
    if (type == "text/html") text = html_text(text, quoted);
    if (trimmed(text).empty()) continue;
    if (!out.empty()) out += "\n\n";
    out += text;
  }
  return out;
}

std::string invitation(const Parts& parts) {
  for (const Part& part : parts.leaves)
    if (part.type == "text/calendar")
      if (std::string text = calendar_text(unix_lines(decoded(part.bytes, part.charset))); !text.empty()) return text;
  return {};
}

void set_text(Mail& mail) {
  mail.text = joined(mail.parts, "text/plain");
  if (mail.text.empty()) {
    mail.text = joined(mail.parts, "text/html");
    mail.html = !mail.text.empty();
  }
  if (mail.text.empty()) mail.text = invitation(mail.parts);
  mail.own = own_text(mail.html ? joined(mail.parts, "text/html", Quoted::left_out) : mail.text);
  if (mail.text.size() > kKeptBytes) {
    mail.text.resize(kKeptBytes);
    while (!mail.text.empty() && (static_cast<unsigned char>(mail.text.back()) & 0xC0) == 0x80) mail.text.pop_back();
    if (!mail.text.empty() && static_cast<unsigned char>(mail.text.back()) >= 0xC0) mail.text.pop_back();
    mail.cut = true;
  }
  mail.cut |= std::any_of(mail.parts.leaves.begin(), mail.parts.leaves.end(),
                          [](const Part& p) { return is_body(p) && p.type.starts_with("text/") && p.size > p.bytes.size(); });
  while (!mail.text.empty() && is_blank(mail.text.back())) mail.text.pop_back();
}

/// What the sender wrote, not what carriers put before it.
std::string key_of(const Mail& mail, std::string_view body) {
  std::string all;
  for (const char* name : {"Message-ID", "From", "To", "Cc", "Subject", "Date"}) {
    all += header(mail.headers, name);
    all += '\n';
  }
  std::copy_if(body.begin(), body.end(), std::back_inserter(all), [](char c) { return c != '\r'; });
  while (!all.empty() && all.back() == '\n') all.pop_back();
  std::string id = text::replace_invalid(mail.message_id);
  std::erase_if(id, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  if (id.empty() || id.size() > 200) id = "no-id";
  return id + "#" + in_hex(hash_of(all));
}

}  // namespace

bool is_body(const Part& part) {
  return !part.attached && part.name.empty() && (part.type == "text/plain" || part.type == "text/html");
}

std::vector<std::string> message_ids(std::string_view raw) {
  std::vector<std::string> out;
  for (size_t at = 0; at < raw.size();) {
    size_t open = raw.find('<', at), close = open == raw.npos ? open : raw.find('>', open);
    if (close == raw.npos) break;
    out.push_back(text::replace_invalid(trimmed(raw.substr(open + 1, close - open - 1))));
    at = close + 1;
  }
  if (out.empty() && !trimmed(raw).empty()) out.push_back(text::replace_invalid(trimmed(raw)));
  return out;
}

Mail read_mail(std::string_view bytes, int64_t now, std::string_view arrived) {
  Mail mail;
  size_t body = 0;
  mail.headers = read_headers(bytes, &body);
  mail.parts = parts_of(bytes);
  auto ids = message_ids(header(mail.headers, "Message-ID"));
  if (!ids.empty()) mail.message_id = ids[0];
  mail.key = key_of(mail, bytes.substr(body));
  mail.from = people_of(header(mail.headers, "From"));
  mail.reply_to = people_of(header(mail.headers, "Reply-To"));
  mail.to = people_of(header(mail.headers, "To"));
  mail.cc = people_of(header(mail.headers, "Cc"));
  mail.bcc = people_of(header(mail.headers, "Bcc"));
  mail.subject = header_text(header(mail.headers, "Subject"));
  set_date(mail, now, arrived);
  set_text(mail);
  mail.cut |= std::any_of(mail.headers.begin(), mail.headers.end(), [](const Header& h) { return h.raw.size() >= kLongestField; });
  return mail;
}

}  // namespace musubi::mail
