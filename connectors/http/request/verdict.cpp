#include "connectors/http/request/verdict.hpp"

#include <algorithm>
#include <array>

#include "connectors/http/request/answer_values.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

using Action = Verdict::Action;

Action action_named(const std::string& name) {
  if (name == "SUCCESS") return Action::success;
  if (name == "RETRY") return Action::retry;
  if (name == "RATE_LIMITED") return Action::rate_limited;
  if (name == "IGNORE") return Action::ignore;
  if (name == "REFRESH_TOKEN_THEN_RETRY") return Action::refresh;
  if (name == "RESET_PAGINATION") return Action::begin_anew;
  if (name == "REDUCE_PAGE_SIZE") return Action::reduce;
  if (name == "SPLIT_REQUEST_WINDOW") return Action::split;
  return Action::fail;
}

/// Without a word of the manifest: what the status says. Of one that says nothing certain, like 409 and 410, the format's other
/// readers ask again.
Action usual_action(const HttpAnswer* answer) {
  constexpr std::array refusals = {400L, 401L, 403L, 404L, 405L};
  if (!answer) return Action::retry;
  if (answer->is_good()) return Action::success;
  if (answer->status == 429) return Action::rate_limited;
  return std::ranges::find(refusals, answer->status) == refusals.end() ? Action::retry : Action::fail;
}

bool matches(const ResponseFilter& filter, const HttpAnswer& answer, AnswerValues& values,
             const Scope& scope) {
  if (std::ranges::find(filter.codes, static_cast<int>(answer.status)) != filter.codes.end()) return true;
  if (filter.predicate.given() && filter.predicate.holds({values.names(scope.names), scope.clock}))
    return true;
  return !filter.contains.empty() && values.error_message().find(filter.contains) != std::string::npos;
}

/// What the manifest says of an answer; "" where the answer lacks what its sentence is made of.
std::string said_of(const ResponseFilter& filter, const Scope& scope) {
  if (!filter.message) return "";
  try {
    std::string out = filter.message->text(scope);
    return out == filter.message->source() && !filter.message->is_plain() ? "" : out;
  } catch (const Trouble&) {
    return "";
  }
}

std::optional<Verdict> declared(const ErrorHandler& handler, const HttpAnswer& answer, AnswerValues& values,
                                const Scope& scope) {
  for (const ResponseFilter& filter : handler.filters) {
    if (filter.action.empty() || !matches(filter, answer, values, scope)) continue;
    return Verdict{action_named(filter.action), said_of(filter, {values.names(scope.names), scope.clock}), filter.failure_type, true};
  }
  return std::nullopt;
}

}  // namespace

Verdict judge(const HttpAnswer* answer, const std::vector<ErrorHandler>& handlers, const Scope& scope) {
  Verdict usual{usual_action(answer), "", "", false};
  if (!answer || handlers.empty()) return usual;
  AnswerValues values(*answer);
  Verdict last = usual;
  for (const ErrorHandler& handler : handlers) {
    last = declared(handler, *answer, values, scope).value_or(usual);
    // Several handlers: the first that does not call it a failure decides.
    if (last.action != Action::fail && last.action != Action::rate_limited && last.action != Action::refresh)
      return last;
  }
  return last;
}

bool may_be_refused(const HttpAnswer& answer) {
  return answer.status >= 400 && answer.status < 500 && answer.status != 408 && answer.status != 429;
}

void refuse_turned(const HttpAnswer& answer) {
  if (answer.posted_to.empty() || !may_be_refused(answer)) return;
  throw Failure(MU_CONFIG, "post_became_get",
                {{"endpoint", shown_url(answer.posted_to)}, {"to", shown_url(answer.url)}, {"redirect", std::to_string(answer.turned_by)},
                 {"status", std::to_string(answer.status)}});
}

int allowed_retries(const std::vector<ErrorHandler>& handlers, const Scope& scope) {
  if (handlers.empty()) return 0;
  Json value = handlers.front().max_retries.value(scope);
  if (!value.is_number_integer()) trouble("max_retries is no whole number");
  return static_cast<int>(std::clamp<int64_t>(value.get<int64_t>(), 0, 1000));
}

void fail_by(const HttpAnswer& answer, const Verdict& verdict, const Clock& clock,
             std::optional<std::chrono::milliseconds> wait) {
  Pairs args = {{"endpoint", shown_url(answer.url)},
                {"status", std::to_string(answer.status)},
                {"message", verdict.message}};
  auto named = [&](const char* id) { return verdict.message.empty() ? id : std::string(id) + "_said"; };
  auto fail = [&](int32_t code, const char* id) { throw Failure(code, named(id), args); };
  if (verdict.action == Action::rate_limited || verdict.action == Action::retry) {
    bool rate = verdict.action == Action::rate_limited || answer.status == 429;
    const bool refused = !rate && may_be_refused(answer) && !verdict.declared;
    Failure failure(rate ? MU_RATE : MU_TRANSIENT, refused ? kRefusedForNow : named(rate ? "rate" : "server_failed"), args);
    failure.retry_after = wait ? wait : retry_after(answer, clock);
    throw failure;
  }
  if (verdict.failure_type == "transient_error") fail(MU_TRANSIENT, "server_failed");
  const bool kept_out = answer.status == 401 || answer.status == 403;
  if (kept_out && !answer.sent_on.empty())
    throw Failure(MU_CONFIG, "let_in_elsewhere",
                  {{"endpoint", shown_url(answer.sent_on)}, {"to", origin_of(answer.url)}, {"status", std::to_string(answer.status)}});
  refuse_turned(answer);
  if (kept_out) fail(MU_AUTH, "not_let_in");
  if (verdict.failure_type == "config_error" || answer.status == 404 || answer.status == 400)
    fail(MU_CONFIG, "refused");
  fail(MU_DATA, "refused");
  throw Failure(MU_BUG, "");
}

}  // namespace musubi::http
