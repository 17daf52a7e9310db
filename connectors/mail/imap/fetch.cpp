#include "connectors/mail/imap/fetch.hpp"

#include <algorithm>
#include <charconv>
#include <set>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/refusal.hpp"

namespace musubi::mail {
namespace {

/// The value behind a name in "(UID 5 RFC822.SIZE 12)"; of bodies the name without what is asked of it: "BODY[".
const Value* item(const Reply& reply, std::string_view name) {
  if (reply.word != "FETCH" || reply.values.empty()) return nullptr;
  const std::vector<Value>& items = reply.values[0].list;
  for (size_t i = 0; i + 1 < items.size(); i += 2)
    if (same(items[i].text, name) || (name.ends_with('[') && same(items[i].text.substr(0, name.size()), name))) return &items[i + 1];
  return nullptr;
}

uint64_t number(const Value* value) {
  uint64_t out = 0;
  if (value) std::from_chars(value->text.data(), value->text.data() + value->text.size(), out);
  return out;
}

/// Without UIDNEXT: the last mail is asked for.
uint64_t highest_uid(Session& session) {
  uint64_t out = 0;
  session.ask("UID FETCH * (UID)", [&](Reply& reply) { out = std::max(out, number(item(reply, "UID"))); });
  return out;
}

}  // namespace

std::optional<OpenFolder> examine(Session& session, const Folder& folder, const Account& account) {
  OpenFolder out;
  bool any = false;
  uint32_t next = 0;
  Reply end = session.command("EXAMINE " + quoted(folder.wire), [&](Reply& reply) {
    if (reply.word == "EXISTS") any = reply.number > 0;
    if (reply.code == "UIDVALIDITY") out.validity = number_in(reply.code_value).value_or(0);
    if (reply.code == "UIDNEXT") next = number_in(reply.code_value).value_or(0);
  });
  if (!end.ok()) {
    if (end.code == "NONEXISTENT") return {};
    heed(end, account);
    config_failure("closed_folder", {{"endpoint", account.endpoint()}, {"folder", folder.name}});
  }
  if (!out.validity) data_failure("no_uids", {{"endpoint", account.endpoint()}, {"folder", folder.name}});
  out.last = !any ? 0 : next ? next - 1 : highest_uid(session);
  return out;
}

std::vector<Listed> list_mails(Session& session, uint64_t first, uint64_t last) {
  std::vector<Listed> out;
  session.ask("UID FETCH " + std::to_string(first) + ":" + std::to_string(last) + " (UID RFC822.SIZE INTERNALDATE FLAGS)", [&](Reply& reply) {
    uint64_t uid = number(item(reply, "UID"));
    if (uid < first || uid > last) return;
    Listed one{static_cast<uint32_t>(uid), number(item(reply, "RFC822.SIZE")), false, {}};
    if (const Value* date = item(reply, "INTERNALDATE")) one.arrived = date->text;
    if (const Value* flags = item(reply, "FLAGS"))
      one.draft = std::any_of(flags->list.begin(), flags->list.end(), [](const Value& flag) { return same(flag.text, "\\Draft"); });
    out.push_back(std::move(one));
  });
  std::sort(out.begin(), out.end(), [](const Listed& a, const Listed& b) { return a.uid < b.uid; });
  out.erase(std::unique(out.begin(), out.end(), [](const Listed& a, const Listed& b) { return a.uid == b.uid; }), out.end());
  return out;
}

bool fetch_mails(Session& session, const Account& account, const std::vector<uint32_t>& uids, uint64_t most, const TakeMail& take) {
  std::set<uint64_t> open(uids.begin(), uids.end());
  Reply end = session.command("UID FETCH " + ranges_of(uids) + " (UID BODY.PEEK[]<0." + std::to_string(most) + ">)", [&](Reply& reply) {
    const Value* body = item(reply, "BODY[");
    uint64_t uid = number(item(reply, "UID"));
    if (body && open.erase(uid)) take(static_cast<uint32_t>(uid), body->text);
  });
  bool gone = uids.size() == 1 && (end.code == "EXPUNGED" || end.code == "EXPUNGEISSUED");
  if (!end.ok() && !gone) heed(end, account);
  return gone || open.empty();
}

std::string fetch_beginning(Session& session, const Account& account, uint32_t uid, uint64_t most) {
  std::string out;
  Reply end = session.command("UID FETCH " + std::to_string(uid) + " (UID BODY.PEEK[HEADER]<0." + std::to_string(most) + ">)", [&](Reply& reply) {
    const Value* body = item(reply, "BODY[");
    if (body && number(item(reply, "UID")) == uid) out = body->text;
  });
  if (!end.ok()) heed(end, account);
  return out;
}

std::string ranges_of(const std::vector<uint32_t>& uids) {
  std::string out;
  for (size_t i = 0; i < uids.size();) {
    size_t end = i;
    while (end + 1 < uids.size() && uids[end + 1] == uids[end] + 1) ++end;
    if (!out.empty()) out += ',';
    out += std::to_string(uids[i]);
    if (end > i) out += ":" + std::to_string(uids[end]);
    i = end + 1;
  }
  return out;
}

std::string day_of(std::string_view date) {
  constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
  date = trimmed(date);
  size_t dash = date.find('-');
  if (dash == date.npos || dash < 1 || dash > 2 || date.size() < dash + 9) return {};
  size_t month = months.find(lower(date.substr(dash + 1, 3)));
  std::string day(date.substr(0, dash)), year(date.substr(dash + 5, 4));
  if (month == months.npos || month % 3 || date[dash + 4] != '-' || !number_in(day) || !number_in(year)) return {};
  std::string number = std::to_string(month / 3 + 1);
  auto two = [](const std::string& s) { return s.size() < 2 ? "0" + s : s; };
  return year + "-" + two(number) + "-" + two(day);
}

std::string header_date(std::string date) {
  for (size_t at = 0, dashes = 0; dashes < 2 && (at = date.find('-', at)) != date.npos; ++dashes) date[at] = ' ';
  return date;
}

}  // namespace musubi::mail
