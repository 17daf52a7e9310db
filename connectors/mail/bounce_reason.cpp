#include "connectors/mail/bounce_reason.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "connectors/mail/ascii.hpp"

namespace musubi::mail {
namespace {

struct Phrase {
  Reason reason;
  std::string_view words;  // lower case
};

// The first that stands in the words counts. What speaks of the sender comes before what speaks of the recipient, because "domain not
// found" may mean either; what says that the mailbox exists comes before "unknown".
constexpr Phrase phrases[] = {
    {Reason::authentication, "dmarc"}, {Reason::authentication, "dkim"}, {Reason::authentication, "sender policy framework"},
    {Reason::authentication, "spf check"}, {Reason::authentication, "spf fail"}, {Reason::authentication, "spf record"}, {Reason::authentication, "spf:"},
    {Reason::authentication, "(spf"}, {Reason::authentication, "spf validation"}, {Reason::authentication, "unauthenticated"},
    {Reason::authentication, "authentication required"}, {Reason::authentication, "authentication check"}, {Reason::authentication, "not authenticated"},
    {Reason::sender, "sender address rejected"}, {Reason::sender, "sender verify"}, {Reason::sender, "sender domain"}, {Reason::sender, "sender rejected"},
    {Reason::sender, "sender denied"}, {Reason::sender, "sender address is invalid"}, {Reason::sender, "invalid sender"}, {Reason::sender, "domain of sender"},
    {Reason::sender, "senders domain"}, {Reason::sender, "sender's domain"}, {Reason::sender, "envelope sender"}, {Reason::blocked, "ptr resource record"}, {Reason::blocked, "ptr record"}, {Reason::sender, "return path"},
    {Reason::policy, "or you may not have permission"}, {Reason::policy, "投稿する権限がない"},
    {Reason::system, "couldn't create"}, {Reason::system, "cannot create"}, {Reason::system, "can't create"}, {Reason::system, "configuration error"},
    {Reason::system, "local error in processing"},
    {Reason::filtered, "rcp-p2"}, {Reason::filtered, "rcp-p3"},
    {Reason::mailbox_full, "mailbox exceeds"}, {Reason::mailbox_full, "mailbox exceeded"}, {Reason::mailbox_full, "mailbox has exceeded"},
    {Reason::mailbox_full, "mailbox full"}, {Reason::mailbox_full, "mailbox is full"}, {Reason::mailbox_full, "mail box full"}, {Reason::mailbox_full, "inbox is full"},
    {Reason::mailbox_full, "inbox full"}, {Reason::mailbox_full, "full mailbox"}, {Reason::mailbox_full, "mailfolder is full"}, {Reason::mailbox_full, "folder is full"},
    {Reason::mailbox_full, "quota"}, {Reason::mailbox_full, "out of storage"}, {Reason::mailbox_full, "storage space"}, {Reason::mailbox_full, "storage limit"},
    {Reason::mailbox_full, "insufficient storage"}, {Reason::mailbox_full, "exceeded storage"}, {Reason::mailbox_full, "not enough storage"},
    {Reason::mailbox_full, "too many messages in"}, {Reason::mailbox_full, "mailbox size"}, {Reason::mailbox_full, "is full"},
    {Reason::mailbox_full, "容量"}, {Reason::mailbox_full, "いっぱい"},
    {Reason::too_big, "message too large"}, {Reason::too_big, "message too big"}, {Reason::too_big, "message size exceed"}, {Reason::too_big, "message is too"},
    {Reason::too_big, "exceeds the maximum"}, {Reason::too_big, "exceeds maximum"}, {Reason::too_big, "maximum message size"}, {Reason::too_big, "exceeds fixed"},
    {Reason::too_big, "size limit"}, {Reason::too_big, "exceeded max"}, {Reason::too_big, "message exceeds"},
    {Reason::suspended, "disabled"}, {Reason::suspended, "inactive"}, {Reason::suspended, "suspended"}, {Reason::suspended, "deactivated"},
    {Reason::suspended, "not active"}, {Reason::suspended, "account expired"}, {Reason::suspended, "is locked"}, {Reason::suspended, "account locked"},
    {Reason::suspended, "停止"}, {Reason::suspended, "not currently accepting"}, {Reason::suspended, "temporarily unavailable"},
    {Reason::moved, "has moved"}, {Reason::moved, "user moved"}, {Reason::moved, "user not local; please try"}, {Reason::moved, "address has changed"},
    {Reason::moved, "please use the new address"}, {Reason::moved, "no longer at"},
    {Reason::user_unknown, "recipient address rejected: access denied"}, {Reason::user_unknown, "nosuchuser"}, {Reason::user_unknown, "recipnotfound"},
    {Reason::host_unknown, "host unknown"}, {Reason::host_unknown, "unknown host"}, {Reason::host_unknown, "no such domain"}, {Reason::host_unknown, "no such host"},
    {Reason::host_unknown, "domain not found"}, {Reason::host_unknown, "host not found, no"}, {Reason::host_unknown, "domain does not exist"},
    {Reason::host_unknown, "unknown domain"}, {Reason::host_unknown, "invalid domain"}, {Reason::host_unknown, "unrouteable mail domain"},
    {Reason::host_unknown, "unrouteable domain"}, {Reason::host_unknown, "couldn't find any host named"}, {Reason::host_unknown, "couldn't find a mail exchanger"},
    {Reason::host_unknown, "no route to domain"}, {Reason::host_unknown, "nxdomain"}, {Reason::host_unknown, "name or service not known"},
    {Reason::host_unknown, "bad destination"}, {Reason::host_unknown, "illegal host"}, {Reason::host_unknown, "domain name not found"},
    {Reason::host_unknown, "no mx"}, {Reason::host_unknown, "null mx"}, {Reason::host_unknown, "does not accept mail (nullmx)"}, {Reason::host_unknown, "not a valid domain"},
    {Reason::host_unknown, "mail server for the recipient's domain"}, {Reason::host_unknown, "host or domain name not found"},
    {Reason::host_unknown, "does not accept mail"}, {Reason::host_unknown, "no smtp service"}, {Reason::host_unknown, "not accepting network messages"},
    {Reason::host_unknown, "dns lookup failure"}, {Reason::host_unknown, "point to non-existent hosts"}, {Reason::host_unknown, "non-existent domain"},
    {Reason::host_unknown, "nonexistent domain"}, {Reason::host_unknown, "domain is not valid"}, {Reason::host_unknown, "ドメインが存在し"},
    {Reason::user_unknown, "user unknown"}, {Reason::user_unknown, "unknown user"}, {Reason::user_unknown, "no such user"}, {Reason::user_unknown, "no such recipient"},
    {Reason::user_unknown, "no such mailbox"}, {Reason::user_unknown, "no such address"}, {Reason::user_unknown, "no such account"}, {Reason::user_unknown, "no such person"},
    {Reason::user_unknown, "no such e-mail"}, {Reason::user_unknown, "no such email"}, {Reason::user_unknown, "no such local"}, {Reason::user_unknown, "user not found"},
    {Reason::user_unknown, "recipient not found"}, {Reason::user_unknown, "mailbox not found"}, {Reason::user_unknown, "address not found"},
    {Reason::user_unknown, "account not found"}, {Reason::user_unknown, "user is not found"}, {Reason::user_unknown, "does not exist"}, {Reason::user_unknown, "doesn't exist"},
    {Reason::user_unknown, "did not exist"}, {Reason::user_unknown, "not exist"}, {Reason::user_unknown, "no mailbox"}, {Reason::user_unknown, "invalid recipient"},
    {Reason::user_unknown, "invalid mailbox"}, {Reason::user_unknown, "invalid user"}, {Reason::user_unknown, "invalid address"}, {Reason::user_unknown, "address invalid"},
    {Reason::user_unknown, "address is invalid"}, {Reason::user_unknown, "mailbox invalid"}, {Reason::user_unknown, "recipient unknown"}, {Reason::user_unknown, "unknown recipient"},
    {Reason::user_unknown, "unknown address"}, {Reason::user_unknown, "unknown local"}, {Reason::user_unknown, "unknown account"}, {Reason::user_unknown, "unknown mailbox"},
    {Reason::user_unknown, "unknown e-mail"}, {Reason::user_unknown, "unknown email"}, {Reason::user_unknown, "address unknown"}, {Reason::user_unknown, "account unknown"},
    {Reason::user_unknown, "mailbox unknown"}, {Reason::user_unknown, "user is unknown"}, {Reason::user_unknown, "is unknown"}, {Reason::user_unknown, "not known"},
    {Reason::user_unknown, "not our customer"}, {Reason::user_unknown, "no longer valid"}, {Reason::user_unknown, "no longer exist"}, {Reason::user_unknown, "no longer available"},
    {Reason::user_unknown, "no longer in use"}, {Reason::user_unknown, "no longer used"}, {Reason::user_unknown, "no longer has an account"},
    {Reason::user_unknown, "unrouteable address"}, {Reason::user_unknown, "unroutable address"}, {Reason::user_unknown, "undeliverable address"}, {Reason::user_unknown, "bad address"},
    {Reason::user_unknown, "bad recipient"}, {Reason::user_unknown, "not listed in"}, {Reason::user_unknown, "doesn't have a"}, {Reason::user_unknown, "does not have an account"},
    {Reason::user_unknown, "don't have a"}, {Reason::user_unknown, "no account by that name"}, {Reason::user_unknown, "not a valid"}, {Reason::user_unknown, "not valid"},
    {Reason::user_unknown, "not a known user"}, {Reason::user_unknown, "not a recognized"}, {Reason::user_unknown, "not recognized"}, {Reason::user_unknown, "recipient is not local"},
    {Reason::user_unknown, "not a local"}, {Reason::user_unknown, "not in the directory"}, {Reason::user_unknown, "not found in"}, {Reason::user_unknown, "mailbox unavailable"},
    {Reason::user_unknown, "mailbox not available"}, {Reason::user_unknown, "user not exist"}, {Reason::user_unknown, "no user"}, {Reason::user_unknown, "no valid recipient"},
    {Reason::user_unknown, "could not be found"}, {Reason::user_unknown, "couldn't be found"}, {Reason::user_unknown, "wasn't found"}, {Reason::user_unknown, "was not found"},
    {Reason::user_unknown, "no longer accepts mail"}, {Reason::user_unknown, "non-existent user"}, {Reason::user_unknown, "nonexistent user"}, {Reason::user_unknown, "non-existent mailbox"},
    {Reason::user_unknown, "user account is unavailable"}, {Reason::user_unknown, "unavailable mailbox"}, {Reason::user_unknown, "no mail box available"},
    {Reason::user_unknown, "invalid final"}, {Reason::user_unknown, "リストにありません"}, {Reason::user_unknown, "登録されていません"}, {Reason::user_unknown, "宛先不明"}, {Reason::user_unknown, "存在しません"}, {Reason::user_unknown, "存在しない"}, {Reason::user_unknown, "見つかりません"}, {Reason::user_unknown, "有効ではありません"},
    {Reason::blocked, "spamhaus"}, {Reason::blocked, "blacklist"}, {Reason::blocked, "black list"}, {Reason::blocked, "blocklist"}, {Reason::blocked, "block list"},
    {Reason::blocked, "blocked"}, {Reason::blocked, "reputation"}, {Reason::blocked, "dnsbl"}, {Reason::blocked, "spamcop"}, {Reason::blocked, "banned"},
    {Reason::blocked, "client host rejected"}, {Reason::blocked, "reverse dns"}, {Reason::blocked, "cannot find your"},
    {Reason::blocked, "your ip"}, {Reason::blocked, "bad helo"}, {Reason::blocked, "helo command rejected"},
    {Reason::spam, "spam"}, {Reason::spam, "unsolicited"}, {Reason::spam, "junk"}, {Reason::spam, "virus"}, {Reason::spam, "malware"}, {Reason::spam, "phish"},
    {Reason::spam, "message content"}, {Reason::spam, "content reject"}, {Reason::spam, "message rejected"},
    {Reason::relay, "relay"}, {Reason::relay, "not local"},
    {Reason::rate, "rate limit"}, {Reason::rate, "too many"}, {Reason::rate, "throttl"}, {Reason::rate, "greylist"}, {Reason::rate, "grey list"}, {Reason::rate, "exceeded the maximum"},
    {Reason::expired, "delivery time expired"}, {Reason::expired, "message expired"}, {Reason::expired, "timeout exceeded"}, {Reason::expired, "in the queue too long"},
    {Reason::expired, "could not be delivered for"}, {Reason::expired, "retry time not reached"},
    {Reason::network, "connection reset"}, {Reason::network, "protocol error"}, {Reason::network, "timed out"}, {Reason::network, "connection refused"}, {Reason::network, "unreachable"}, {Reason::network, "no route to host"}, {Reason::network, "connection lost"},
    {Reason::network, "wasn't able to establish"}, {Reason::network, "couldn't connect"}, {Reason::network, "loop"}, {Reason::network, "too many hops"},
    {Reason::policy, "policy"}, {Reason::policy, "prohibited"}, {Reason::policy, "not permitted"}, {Reason::policy, "not allowed"}, {Reason::policy, "restricted"},
    {Reason::policy, "not authorized"}, {Reason::policy, "permission"}, {Reason::policy, "security"}, {Reason::policy, "denied"}, {Reason::policy, "refused"},
    {Reason::policy, "starttls"}, {Reason::policy, "拒否"},
};

// Of codes alone; the longest that fits counts.
constexpr std::pair<std::string_view, Reason> codes[] = {
    {"5.1.0", Reason::user_unknown}, {"5.1.1", Reason::user_unknown}, {"5.1.2", Reason::host_unknown}, {"5.1.3", Reason::user_unknown},
    {"5.1.6", Reason::moved},        {"5.1.7", Reason::sender},       {"5.1.8", Reason::sender},       {"5.1.10", Reason::user_unknown},
    {"5.2.1", Reason::suspended},    {"x.2.2", Reason::mailbox_full}, {"x.2.3", Reason::too_big},      {"5.4.4", Reason::host_unknown},
    {"x.3.4", Reason::too_big},      {"x.3.1", Reason::mailbox_full}, {"x.4.7", Reason::expired},      {"x.4.6", Reason::network},
    {"x.4.1", Reason::network},      {"x.4.2", Reason::network},      {"5.7.20", Reason::authentication}, {"5.7.21", Reason::authentication},
    {"5.7.22", Reason::authentication}, {"5.7.23", Reason::authentication}, {"5.7.24", Reason::authentication}, {"5.7.25", Reason::blocked},
    {"5.7.26", Reason::authentication}, {"5.7.13", Reason::suspended}, {"5.7.17", Reason::suspended}, {"5.7.18", Reason::host_unknown},
};

bool fits(std::string_view pattern, std::string_view status) {
  return pattern.size() == status.size() && !status.empty() && pattern.substr(1) == status.substr(1) && (pattern[0] == 'x' || pattern[0] == status[0]);
}

Reason of_code(std::string_view status) {
  for (const auto& [pattern, reason] : codes)
    if (fits(pattern, status)) return reason;
  return status.find(".7.") == 1 ? Reason::policy : Reason::other;
}

/// One blank for each run of blanks and line breaks.
std::string plain(std::string_view words) {
  std::string out;
  for (char c : words.substr(0, 20'000)) {
    if (!is_blank(c))
      out += lower(c);
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  return out;
}

/// A name server that did not answer is no unknown host.
bool may_pass(std::string_view words) {
  return words.find("try again") != words.npos || words.find("temporary") != words.npos || words.find("servfail") != words.npos || words.find("malformed") != words.npos;
}

bool stands_alone(std::string_view words, size_t at, size_t end) {
  auto part = [](char c) { return is_digit(c) || c == '.' || c == '-' || (lower(c) >= 'a' && lower(c) <= 'z'); };
  bool before = at > 0 && part(words[at - 1]);
  bool after = end < words.size() && (is_digit(words[end]) || (words[end] == '.' && end + 1 < words.size() && is_digit(words[end + 1])));
  return !before && !after;
}

}  // namespace

std::string_view reason_word(Reason reason) {
  static constexpr std::string_view words[] = {"user_unknown", "host_unknown", "moved", "mailbox_full", "too_big", "suspended", "authentication", "blocked",
                                               "spam", "policy", "sender", "filtered", "relay", "rate", "expired", "network", "system", "other"};
  return words[static_cast<size_t>(reason)];
}

namespace {

/// "550 : User unknown": the place of the address is empty. So answer servers of carriers that refuse behind the text, when they
/// no longer tell whom: the reader's own filter did it.
bool names_nobody(const std::string& said) {
  for (size_t at = said.find("user unknown"); at != said.npos; at = said.find("user unknown", at + 1)) {
    size_t end = at;
    while (end > 0 && said[end - 1] == ' ') --end;
    if (end < 2 || said[end - 1] != ':' || said[end - 2] != ' ') continue;
    end -= 2;
    if (end > 0 && said[end - 1] == ':') --end;
    if (end >= 3 && said[end - 3] == '5' && is_digit(said[end - 2]) && is_digit(said[end - 1])) return true;
  }
  return false;
}

/// "550 user unknown" and no more is said of a filter's refusal, too. It is meant where the code is of addresses, the command is known, or
/// the answer names the address; it is not where the code is of policy.
bool is_doubtful(const std::string& said, std::string_view status) {
  std::string inner = status_in(said);
  if (inner.starts_with("5.7.")) return true;
  bool of_addresses = inner.find(".1.") == 1 || status.find(".1.") == 1;
  return !of_addresses && !reply_in(said).empty() && said.find('@') == said.npos && said.find("rcpt to") == said.npos;
}

Reason of_words(const std::string& said, std::string_view status) {
  if (names_nobody(said)) return Reason::filtered;
  bool doubtful = false;
  for (const Phrase& phrase : phrases) {
    if (said.find(phrase.words) == said.npos) continue;
    bool bare = phrase.words == "user unknown" || phrase.words == "unknown user";
    if (!bare || !is_doubtful(said, status)) return phrase.reason;
    doubtful = true;
  }
  return doubtful ? Reason::filtered : Reason::other;
}

}  // namespace

Reason reason_of(std::string_view words, std::string_view status) {
  std::string said = plain(words);
  // So begins every refusal that one make of gateway passes on, whatever its reason.
  constexpr std::string_view wrapper = "unknown address error";
  if (size_t at = said.find(wrapper); at != said.npos) said.erase(at, wrapper.size());
  Reason code = of_code(status);
  // These are said by who knows.
  if (code == Reason::moved || code == Reason::authentication) return code;
  Reason words_say = of_words(said, status);
  bool vague = words_say == Reason::other || words_say == Reason::relay || words_say == Reason::policy;
  Reason reason = words_say == Reason::other || (vague && is_permanent(code)) ? code : words_say;
  return reason == Reason::host_unknown && may_pass(said) ? Reason::network : reason;
}

Reason at_stage(Reason reason, Stage stage, std::string_view status) {
  if (!is_permanent(reason)) return reason;
  if (stage == Stage::data && status == "5.1.1") return reason;
  return stage == Stage::sender ? Reason::sender : stage == Stage::data ? Reason::filtered : reason;
}

Stage stage_of(std::string_view words) {
  std::string said = plain(words);
  auto holds = [&](std::string_view phrase) { return said.find(phrase) != said.npos; };
  if (holds("end of data") || holds("after data") || holds("in reply to data") || holds("smtp command data")) return Stage::data;
  if (holds("after mail from") || holds("in reply to mail from") || holds("pipelined mail from") || holds("in reply to ehlo") || holds("in reply to helo") || holds("after ehlo") || holds("after helo")) return Stage::sender;
  return Stage::recipient;
}

Stage stage_in_transcript(std::string_view transcript, std::string_view recipient) {
  // "503 Need RCPT": with commands sent in one go, the answers to RCPT stand below DATA.
  if (transcript.find("<<< 503") != transcript.npos) return Stage::recipient;
  Stage stage = Stage::recipient;
  for (size_t at = 0; at < transcript.size();) {
    size_t end = std::min(transcript.find('\n', at), transcript.size());
    std::string line = lower(trimmed(transcript.substr(at, end - at)));
    at = end + 1;
    if (line.starts_with(">>>")) {
      std::string command(trimmed(std::string_view(line).substr(3)));
      stage = command.starts_with("data") || command == "." ? Stage::data : command.starts_with("rcpt") ? Stage::recipient : Stage::sender;
    } else if (line.starts_with("<<<") && (recipient.empty() || line.find(lower(recipient)) != line.npos)) {
      std::string code = reply_in(line);
      if (!code.empty()) return stage;
    }
  }
  return Stage::recipient;
}

std::string status_in(std::string_view words) {
  for (size_t at = 0; at + 4 < words.size(); ++at) {
    if ((words[at] != '4' && words[at] != '5' && words[at] != '2') || words[at + 1] != '.' || !is_digit(words[at + 2])) continue;
    size_t end = at + 2;
    while (end < words.size() && end < at + 5 && is_digit(words[end])) ++end;
    if (end >= words.size() || words[end] != '.') continue;
    size_t last = ++end;
    while (end < words.size() && end < last + 3 && is_digit(words[end])) ++end;
    if (end > last && stands_alone(words, at, end)) return std::string(words.substr(at, end - at));
  }
  return {};
}

std::string reply_in(std::string_view words) {
  for (size_t at = 0; at + 3 <= words.size(); ++at)
    if ((words[at] == '4' || words[at] == '5') && words[at + 1] <= '5' && is_digit(words[at + 1]) && is_digit(words[at + 2]) &&
        (at == 0 || is_blank(words[at - 1]) || words[at - 1] == ':' || words[at - 1] == ';' || words[at - 1] == '(' || words[at - 1] == '<') &&
        (at + 3 == words.size() || is_blank(words[at + 3]) || words[at + 3] == '-' || words[at + 3] == ';'))
      return std::string(words.substr(at, 3));
  return {};
}

}  // namespace musubi::mail
