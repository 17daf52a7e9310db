#include "connectors/http/request/token_draw.hpp"

#include <algorithm>

#include "connectors/http/fail.hpp"
#include "connectors/http/request/notes.hpp"
#include "connectors/http/request/send.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

std::string without_blanks(const std::string& text) {
  const size_t begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
  return begin == text.npos ? "" : text.substr(begin, end - begin + 1);
}

std::vector<std::string> tokens_of(const RotatingTokens& of, const Scope& scope) {
  std::vector<std::string> out;
  for (const Interpolated& one : of.tokens) {
    const std::string text = one.text(scope);
    for (size_t at = 0; at <= text.size();) {
      const size_t end = of.delimiter.empty() ? text.size() : std::min(text.find(of.delimiter, at), text.size());
      if (std::string token = without_blanks(text.substr(at, end - at)); !token.empty()) out.push_back(std::move(token));
      at = end + std::max<size_t>(of.delimiter.size(), 1);
    }
  }
  if (out.empty()) config_failure("no_tokens");
  return out;
}

int64_t longest_wait(const RotatingTokens& of, const Scope& scope) {
  const auto span = parse_duration(of.longest_wait.text(scope));
  if (!span || span->months != 0) trouble("max_wait_time is no duration of days, hours, minutes and seconds");
  return span->micros;
}

Json said_by(const RequestMatcher& one, const Scope& scope) {
  return {one.method, one.url_base, one.path_pattern, one.parameters, one.headers, one.weight ? one.weight->text(scope) : ""};
}

/// What makes two authenticators the same.
std::string name_of(const RotatingTokens& of, const std::vector<std::string>& tokens, int64_t wait, const Scope& scope) {
  Json quotas = Json::array();
  for (const RotatingTokens::Quota& one : of.quotas) {
    Json matchers = Json::array();
    for (const RequestMatcher& matcher : one.matchers) matchers.push_back(said_by(matcher, scope));
    quotas.push_back({one.name, one.remaining_path, one.reset_path, one.limit_path, one.remaining_header, one.reset_header, one.limit_header,
                      one.spent_codes, matchers});
  }
  Json uncounted = Json::array();
  for (const ErrorHandler& handler : of.status.error_handlers)
    for (const ResponseFilter& filter : handler.filters) uncounted.push_back(filter.codes);
  const Json out = {tokens, quotas, of.status.url.text(scope), of.status.method.text(scope), of.status.headers.value(scope), uncounted, of.method, of.header,
                    wait, of.reserve, of.least_reserve};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void learn(Session& session, TokenQuotas& quotas, const Scope& scope) {
  std::map<std::string, std::vector<TokenQuotas::State>> states;
  size_t uncounted = 0;
  for (const std::string& token : quotas.tokens()) {
    if (states.contains(token)) continue;
    session.hide(token);
    Additions with;
    with.headers[quotas.of().header] = quotas.written(token);
    const auto answer = send(session, quotas.of().status, scope, with);
    uncounted += !answer;
    states[token] = quotas.said_in(answer ? &*answer : nullptr);
  }
  if (uncounted && !quotas.are_known())
    note(session, MU_LOG_INFO, "tokens_uncounted", {{"count", std::to_string(uncounted)}, {"tokens", std::to_string(states.size())}});
  quotas.learn(std::move(states));
}

}  // namespace

TokenQuotas& QuotaPools::of(const std::shared_ptr<const RotatingTokens>& authenticator, const Scope& scope) {
  TokenQuotas*& known = known_[authenticator];
  if (known) return *known;
  auto tokens = tokens_of(*authenticator, scope);
  const int64_t wait = longest_wait(*authenticator, scope);
  auto& pool = pools_[name_of(*authenticator, tokens, wait, scope)];
  if (!pool) pool = std::make_unique<TokenQuotas>(authenticator, std::move(tokens), wait);
  return *(known = pool.get());
}

TokenQuotas::Draw draw_token(Session& session, TokenQuotas& quotas, const HttpRequest& request, const Scope& scope,
                             std::optional<int64_t>& gives_up) {
  if (!quotas.are_known() || (gives_up && quotas.are_spent(request))) learn(session, quotas, scope);
  TokenQuotas::Draw out = quotas.draw(request, session.clock()(), gives_up);
  if (!out.token.empty()) return out;
  const std::string seconds = std::to_string(out.wait / kSecond);
  if (std::chrono::microseconds(out.wait) > kLongestInside) {
    Failure failure(MU_RATE, "wait_too_long", {{"seconds", seconds}});
    failure.retry_after = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(out.wait));
    throw failure;
  }
  note(session, MU_LOG_INFO, "waits_for_tokens", {{"seconds", seconds}});
  return out;
}

}  // namespace musubi::http
