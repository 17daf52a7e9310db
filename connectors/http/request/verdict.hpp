// What an answer means: by the manifest's error handlers, else by its status.
#pragma once
#include <optional>
#include <string>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/http_client.hpp"

namespace musubi::http {

struct Verdict {
  /// The last three ask for something else in place of this request: pages from the first on, a smaller page, a shorter stretch of time.
  enum class Action { success, fail, retry, rate_limited, ignore, refresh, begin_anew, reduce, split } action = Action::success;
  std::string message;  // the manifest's own sentence, else the source's words
  std::string failure_type;
  bool declared = false;  // a filter of the manifest said so

  bool asks_otherwise() const { return action == Action::begin_anew || action == Action::reduce || action == Action::split; }
};

/// `answer` null: the server could not be reached.
Verdict judge(const HttpAnswer* answer, const std::vector<ErrorHandler>& handlers, const Scope& scope);

/// What is to be waited before try `attempt` (from 1) is repeated; nothing: the manifest says nothing about
/// it. Throws Failure MU_RATE where the wait is longer than the manifest allows.
std::optional<std::chrono::milliseconds> declared_wait(const HttpAnswer* answer,
                                                       const std::vector<ErrorHandler>& handlers,
                                                       const Scope& scope, int attempt);
/// Retry-After as seconds or as a date of HTTP.
std::optional<std::chrono::milliseconds> retry_after(const HttpAnswer& answer, const Clock& clock);

/// Whether the status lays it to the request, though asking again may help (409, 410); not 408 and 429, which ask for time alone.
bool may_be_refused(const HttpAnswer& answer);
/// Throws Failure MU_CONFIG for a refusal of what a redirect (301, 302) made a GET of a POST.
void refuse_turned(const HttpAnswer& answer);

/// How often a request may be repeated; 0 where no handler is declared.
int allowed_retries(const std::vector<ErrorHandler>& handlers, const Scope& scope);

/// The sentence of a failure MU_TRANSIENT that is the source's refusal by a status that does not say for how long.
inline constexpr const char* kRefusedForNow = "refused_for_now";

/// Ends the call: AUTH, RATE, TRANSIENT, CONFIG or DATA by the status.
/// `wait`: what the manifest declares to be waited before the next try; else Retry-After says it.
[[noreturn]] void fail_by(const HttpAnswer& answer, const Verdict& verdict, const Clock& clock,
                          std::optional<std::chrono::milliseconds> wait = {});

}  // namespace musubi::http
