#include "connectors/mail/imap/refusal.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"

namespace musubi::mail {
namespace {

using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view code, Words codes) {
  return std::find(codes.begin(), codes.end(), code) != codes.end();
}

bool holds_one_of(const std::string& text, Words words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != text.npos; });
}

/// [ALERT] says nothing of the reason; of the others some are servers' own.
bool tells_why(std::string_view code) {
  return is_one_of(code, {"AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "EXPIRED", "PRIVACYREQUIRED", "CONTACTADMIN", "NOPERM", "EXPUNGED", "EXPUNGEISSUED", "CORRUPTION",
                          "CLIENTBUG", "CANNOT", "NONEXISTENT", "ALREADYEXISTS", "BADCHARSET", "UNKNOWN-CTE"});
}

Pairs args_of(const Reply& refusal, const Account& account) {
  return {{"endpoint", account.endpoint()}, {"code", refusal.code.empty() ? refusal.word : refusal.code}};
}

}  // namespace

int said_by(const Reply& refusal) {
  if (is_one_of(refusal.code, {"LIMIT", "THROTTLED", "OVERQUOTA"})) return MU_RATE;
  if (is_one_of(refusal.code, {"UNAVAILABLE", "INUSE", "SERVERBUG"})) return MU_TRANSIENT;
  if (tells_why(refusal.code)) return MU_OK;
  std::string words = lower(refusal.text);
  if (holds_one_of(words, {"too many", "throttl", "rate limit", "limit exceeded", "exceeded command", "maximum number of connections"})) return MU_RATE;
  if (holds_one_of(words, {"unavailable", "temporar", "try again", "try later", "again later", "back later", "retry later", "server error", "system error", "internal error", "i/o error", "server busy", "is busy",
                           "overload", "maintenance", "timed out", "timeout", "in use", "not connected"}))
    return MU_TRANSIENT;
  return MU_OK;
}

std::optional<std::chrono::milliseconds> pause_in(const Reply& refusal) {
  constexpr std::string_view mark = "backoff time: ";
  std::string words = lower(refusal.text);
  size_t at = words.find(mark);
  if (at == words.npos) return {};
  std::string_view rest = std::string_view(words).substr(at + mark.size());
  auto number = number_in(rest.substr(0, rest.find(' ')));
  if (!number || rest.find(" millisecond") == rest.npos) return {};
  return std::chrono::milliseconds(*number);
}

void heed(const Reply& refusal, const Account& account) {
  int code = said_by(refusal);
  if (code == MU_OK) return;
  Failure failure(code, code == MU_RATE ? "too_fast" : "server_unwell", args_of(refusal, account));
  failure.retry_after = pause_in(refusal);
  throw failure;
}

void take_for_unwell(const Reply& refusal, const Account& account) {
  heed(refusal, account);
  transient_failure("server_unwell", args_of(refusal, account));
}

}  // namespace musubi::mail
