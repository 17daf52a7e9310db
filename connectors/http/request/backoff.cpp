// How long to wait before a request is repeated.
#include <re2/re2.h>

#include <chrono>
#include <cmath>

#include "connectors/http/request/answer_values.hpp"
#include "connectors/http/request/verdict.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

std::optional<double> number_of(const Json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  Value out = apply_filter("float", Value::borrowed(value), Arguments("float", {Value(Json(nullptr))}, {}));
  return out.is_number() ? std::optional(double_of(out)) : std::nullopt;
}

double amount(const Interpolated& text, const Scope& scope) {
  auto out = number_of(text.value(scope));
  if (!out) trouble("a back-off is no number: " + text.source());
  return *out;
}

/// The number in a header, or in what the regular expression finds at its beginning.
std::optional<double> header_number(const Backoff& backoff, const HttpAnswer& answer, const Scope& scope) {
  std::string name;
  for (char c : backoff.amount.text(scope)) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  std::string value(answer.header(name));
  if (value.empty()) return std::nullopt;
  if (backoff.regex) {
    re2::RE2 search(backoff.regex->text(scope), re2::RE2::Quiet);
    re2::StringPiece found;
    if (search.ok() && search.Match(value, 0, value.size(), re2::RE2::ANCHOR_START, &found, 1))
      value = found.as_string();
  }
  return number_of(Json(value));
}

/// By the clock, whose last digits no two requests have in common.
double jitter(const Backoff& backoff, const Scope& scope) {
  if (backoff.jitter == 0) return 0;
  constexpr uint64_t kSpread = 0x9E3779B97F4A7C15;
  return backoff.jitter * 2 * static_cast<double>((static_cast<uint64_t>(scope.clock()) * kSpread) >> 11) / 0x1p53;
}

std::optional<double> wait_of(const Backoff& backoff, const HttpAnswer* answer, const Scope& scope,
                              int attempt) {
  switch (backoff.kind) {
    case Backoff::Kind::constant:
      return amount(backoff.amount, scope) + jitter(backoff, scope);
    case Backoff::Kind::exponential:
      return amount(backoff.amount, scope) * std::pow(2.0, std::min(attempt, 30)) + jitter(backoff, scope);
    case Backoff::Kind::header:
      return answer ? header_number(backoff, *answer, scope) : std::nullopt;
    case Backoff::Kind::response: {
      if (!answer) return std::nullopt;
      AnswerValues values(*answer);
      return number_of(backoff.amount.value({values.names(scope.names), scope.clock}));
    }
    case Backoff::Kind::until_header:
      break;
  }
  std::optional<double> least =
      backoff.min_wait ? std::optional(amount(*backoff.min_wait, scope)) : std::nullopt;
  auto until = answer ? header_number(backoff, *answer, scope) : std::nullopt;
  if (!until) return least;
  double wait = *until - static_cast<double>(scope.clock()) / 1e6;
  if (least) return std::max(wait, *least);
  return wait < 0 ? std::nullopt : std::optional(wait);
}

std::chrono::milliseconds milliseconds(double seconds) {
  return std::chrono::milliseconds(static_cast<int64_t>(std::clamp(seconds, 0.0, 1e8) * 1000));
}

}  // namespace

std::optional<std::chrono::milliseconds> declared_wait(const HttpAnswer* answer,
                                                       const std::vector<ErrorHandler>& handlers,
                                                       const Scope& scope, int attempt) {
  for (const ErrorHandler& handler : handlers)
    for (const Backoff& backoff : handler.backoffs) {
      auto wait = wait_of(backoff, answer, scope, attempt);
      if (!wait || *wait == 0) continue;
      if (backoff.most && *wait >= amount(*backoff.most, scope)) {
        Failure failure(MU_RATE, "wait_too_long", {{"seconds", std::to_string(static_cast<int64_t>(*wait))}});
        failure.retry_after = milliseconds(*wait);
        throw failure;
      }
      return milliseconds(*wait);
    }
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> retry_after(const HttpAnswer& answer, const Clock& clock) {
  std::string value(answer.header("retry-after"));
  if (value.empty()) return std::nullopt;
  if (auto seconds = number_of(Json(value)))
    return *seconds >= 0 ? std::optional(milliseconds(*seconds)) : std::nullopt;
  for (const char* format : {"%a, %d %b %Y %H:%M:%S %Z", "%A, %d-%b-%y %H:%M:%S %Z", "%a %b %d %H:%M:%S %Y"})
    if (auto until = parse_time(value, format))
      return milliseconds(static_cast<double>(until->micros - clock()) / 1e6);
  return std::nullopt;
}

}  // namespace musubi::http
