#include <algorithm>
#include <array>

#include "connectors/http/manifest/part.hpp"

namespace musubi::http {
namespace {

Backoff compile_backoff(const Part& part) {
  Backoff out;
  std::string type = part.type();
  out.most = part.maybe_text("max_waiting_time_in_seconds", Takes::numbers);
  if (type == "ConstantBackoffStrategy") {
    out.kind = Backoff::Kind::constant;
    out.amount = part.need_text("backoff_time_in_seconds", Takes::numbers);
  } else if (type == "ExponentialBackoffStrategy") {
    out.amount = part.text("factor", "5", Takes::numbers);
  } else if (type == "WaitTimeFromHeader" || type == "WaitUntilTimeFromHeader") {
    out.kind = type == "WaitTimeFromHeader" ? Backoff::Kind::header : Backoff::Kind::until_header;
    out.amount = part.need_text("header");
    out.regex = part.maybe_text("regex");
    out.min_wait = part.maybe_text("min_wait", Takes::numbers);
  } else if (type == "WaitTimeFromResponse") {
    out.kind = Backoff::Kind::response;
    out.amount = part.need_text("wait_time_in_seconds", Takes::numbers);
  } else {
    part.unknown();
  }
  if (const Json* jitter = part.find("jitter_range_in_seconds"); jitter && jitter->is_number() && *jitter >= 0)
    out.jitter = jitter->get<double>();
  else if (jitter)
    part.lacks_at("jitter_range_in_seconds", "no_number_from", {{"least", "0"}});
  return out;
}

ResponseFilter compile_filter(const Part& part) {
  ResponseFilter out;
  if (part.type() != "HttpResponseFilter") {
    part.unknown();
    return out;
  }
  out.action = part.plain("action");
  static constexpr std::array<std::string_view, 10> known = {
      "", "SUCCESS", "FAIL", "RETRY", "IGNORE", "RATE_LIMITED", "REFRESH_TOKEN_THEN_RETRY", "RESET_PAGINATION", "REDUCE_PAGE_SIZE", "SPLIT_REQUEST_WINDOW"};
  if (std::ranges::find(known, out.action) == known.end())
    part.lacks_at("action", "unsupported_named", {{"what", out.action}});
  out.failure_type = part.plain("failure_type");
  out.codes = compile_statuses(part, "http_codes");
  out.contains = part.plain("error_message_contains");
  out.predicate = part.condition("predicate");
  out.message = part.maybe_text("error_message");
  return out;
}

void add_handler(const Part& part, std::vector<ErrorHandler>& out, int depth) {
  if (part.type() == "CompositeErrorHandler" && depth < 10) {
    for (const Part& inner : part.children("error_handlers")) add_handler(inner, out, depth + 1);
    return;
  }
  if (part.type() != "DefaultErrorHandler") return part.unknown();
  ErrorHandler handler;
  for (const Part& filter : part.children("response_filters"))
    handler.filters.push_back(compile_filter(filter));
  for (const Part& backoff : part.children("backoff_strategies"))
    handler.backoffs.push_back(compile_backoff(backoff));
  handler.max_retries = part.text("max_retries", "5", Takes::numbers);
  out.push_back(std::move(handler));
}

}  // namespace

std::vector<int> compile_statuses(const Part& part, const std::string& name) {
  std::vector<int> out;
  for (const std::string& code : part.plains(name, Takes::numbers)) {
    const int number = std::atoi(code.c_str());
    if (number < 100 || number > 999) part.lacks_at(name, "no_status", {{"value", code}});
    out.push_back(number);
  }
  return out;
}

std::vector<ErrorHandler> compile_error_handlers(const Part& part) {
  std::vector<ErrorHandler> out;
  if (!part.is_null()) add_handler(part, out, 0);
  return out;
}

}  // namespace musubi::http
