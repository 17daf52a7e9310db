#include "connectors/mail/bounce_reason.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/bounce_codes.hpp"
#include "connectors/mail/bounce_phrases.hpp"
#include "connectors/mail/bounce_subject.hpp"

namespace musubi::mail {
namespace {

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
  return status.find(".7.") == 1 || status.find(".6.") == 1 ? Reason::policy : Reason::other;
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
  return words.find("try again") != words.npos || words.find("temporar") != words.npos || words.find("servfail") != words.npos || words.find("malformed") != words.npos;
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

/// 4.1.1 until the sending server gave up, in words that don't speak of a while: a server that refuses nobody for good while it is tried out.
bool lasted(std::string_view code, const std::string& said) {
  return code == "4.1.1" && !may_pass(said) && said.find("later") == said.npos && said.find("greylist") == said.npos && said.find("in progress") == said.npos && said.find("lookup") == said.npos;
}

/// "Status: 4.0.0" of a report of failure whose name servers know no such domain: the code is of no meaning of its own.
bool knows_no_domain(std::string_view code, std::string_view phrase) {
  return code == "4.0.0" && (phrase == "nxdomain" || phrase == "domain name not found");
}

/// Whether an answer of this code may say that the address is dead (RFC 3463 §2, §3): not one that is to pass (4), nor one of the sender's
/// address (x.1.7, x.1.8), of its login (x.7.8) or of the text (x.6), nor one of the order of commands (x.5.1) where all recipients were
/// refused before; one of policy (x.7) only in words that are of the recipient. "" where there is no code.
bool can_say_dead(std::string_view code, std::string_view phrase, const std::string& said) {
  if (code.starts_with('4') && !(lasted(code, said) && names_recipient(phrase)) && !knows_no_domain(code, phrase)) return false;
  if (code.ends_with(".1.7") || code.ends_with(".1.8") || code.ends_with(".7.8") || code.find(".6.") == 1) return false;
  if (phrase == "no valid recipient" && (code.find(".5.") == 1 || code == "503" || code == "554")) return false;
  return code.find(".7.") != 1 || names_recipient(phrase);
}

/// What the answer with the code `code` gave up for, where it cannot say that the address is dead.
Reason short_of_dead(std::string_view code, std::string_view status) {
  Reason reason = of_code(code) != Reason::other ? of_code(code) : of_code(status);
  return reason != Reason::other && !is_permanent(reason) ? reason : Reason::expired;
}

bool is_bare(std::string_view phrase) {
  return phrase == "user unknown" || phrase == "unknown user";
}

bool holds_any(std::string_view words, std::initializer_list<std::string_view> any) {
  return std::any_of(any.begin(), any.end(), [&](std::string_view one) { return words.find(one) != words.npos; });
}

/// Whether the words at `at`, with what stands around them, are of the recipient: not of our text, nor of who may write to them.
bool is_of_recipient(const std::string& said, size_t at, std::string_view phrase) {
  constexpr size_t before = 60, behind = 60;
  const size_t begin = at > before ? at - before : 0, end = at + phrase.size();
  std::string_view front = std::string_view(said).substr(begin, at - begin), rest = std::string_view(said).substr(end, behind);
  const std::initializer_list<std::string_view> ours = {"your message", "this message", "in message", "the message ", "message rejected", "campaign", "link", "url", "header", "sender", "allowed", "attachment", "content"};
  if (holds_any(front, ours) || holds_any(rest, ours)) return false;
  if (names_recipient(phrase) || phrase == "no longer works" || phrase == "no longer employed") return true;
  const std::initializer_list<std::string_view> nouns = {"user", "recip", "mailbox", "account", "customer", "person", "address", "@"};
  if (phrase.starts_with("no longer")) return holds_any(front, nouns);
  return phrase.find("have a") != phrase.npos && holds_any(rest, {"account", "mailbox"});
}

/// Words that no filter says of a reader who is there.
bool says_who_is_gone(const std::string& said) {
  return std::any_of(std::begin(phrases), std::end(phrases), [&](const Phrase& phrase) {
    if (!is_permanent(phrase.reason) || is_bare(phrase.words) || phrase.words.empty()) return false;
    for (size_t at = said.find(phrase.words); at != said.npos; at = said.find(phrase.words, at + 1))
      if (is_of_recipient(said, at, phrase.words)) return true;
    return false;
  });
}

Reason of_words(const std::string& said, std::string_view status) {
  if (names_nobody(said)) return Reason::filtered;
  Reason weaker = Reason::other;
  for (const Phrase& phrase : phrases) {
    auto next = [&](size_t from) { return !phrase.words.empty() ? said.find(phrase.words, from) : from == 0 ? gone_in_japanese(said) : said.npos; };
    for (size_t at = next(0); at != said.npos; at = next(at + 1)) {
      if (!is_permanent(phrase.reason)) return phrase.reason;
      if (is_of_the_mail(said, at, phrase.words)) continue;
      std::string code = code_near(said, at);
      if (code.empty()) code = status;
      if (is_bare(phrase.words) && is_doubtful(said, status))
        weaker = Reason::filtered;
      else if (can_say_dead(code, phrase.words, said))
        return phrase.reason;
      else if (weaker == Reason::other)
        weaker = short_of_dead(code, status);
    }
  }
  return weaker;
}

}  // namespace

Reason reason_of(std::string_view words, std::string_view status) {
  std::string said = plain(words);
  // So begins every refusal that one make of gateway passes on, whatever its reason: "5.1.0 - Unknown address error 550-'5.7.1 Relaying denied'".
  constexpr std::string_view wrapper = "unknown address error";
  const size_t wrapped = said.find(wrapper);
  if (wrapped != said.npos) said.erase(wrapped, wrapper.size());
  Reason code = of_code(wrapped == said.npos ? std::string(status) : status_in(std::string_view(said).substr(wrapped)));
  // These are said by who knows.
  if (code == Reason::moved || code == Reason::authentication) return code;
  Reason words_say = of_words(said, status);
  bool vague = words_say == Reason::other || words_say == Reason::relay || words_say == Reason::policy;
  Reason reason = words_say == Reason::other || (vague && is_permanent(code)) ? code : words_say;
  return reason == Reason::host_unknown && may_pass(said) ? Reason::network : reason;
}

namespace {

/// "550 permanent failure for one or more recipients (a@b:550 5.1.1 <a@b>: …)": the answer to the text passes on that to the address.
bool quotes_a_refusal(const std::string& said) {
  constexpr std::string_view code = "5.1.1 <";
  size_t at = said.find(code), end = at == said.npos ? at : said.find('>', at);
  return end != said.npos && said.substr(at, end - at).find('@') != said.npos && said.find("one or more recipients") < at;
}

}  // namespace

Reason at_stage(Reason reason, Stage stage, std::string_view words, std::string_view status) {
  if (!is_permanent(reason) || stage == Stage::recipient) return reason;
  if (stage == Stage::sender) return Reason::sender;
  constexpr std::string_view of_the_address[] = {"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10"};
  bool by_code = std::find(std::begin(of_the_address), std::end(of_the_address), status) != std::end(of_the_address) || quotes_a_refusal(plain(words));
  return by_code || says_who_is_gone(plain(words)) ? reason : Reason::filtered;
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

}  // namespace musubi::mail
