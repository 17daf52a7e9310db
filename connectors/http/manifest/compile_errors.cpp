#include <algorithm>
#include <array>

#include "connectors/http/manifest/part.hpp"

namespace musubi::http {
namespace {

Backoff compile_backoff(const Part& part) {
  Backoff out;
  std::string type = part.type();
  out.most = part.maybe_text("max_waiting_time_in_seconds");
  if (type == "ConstantBackoffStrategy") {
    out.kind = Backoff::Kind::constant;
    out.amount = part.need_text("backoff_time_in_seconds");
  } else if (type == "ExponentialBackoffStrategy") {
    out.amount = part.text("factor", "5");
  } else if (type == "WaitTimeFromHeader" || type == "WaitUntilTimeFromHeader") {
    out.kind = type == "WaitTimeFromHeader" ? Backoff::Kind::header : Backoff::Kind::until_header;
    out.amount = part.need_text("header");
    out.regex = part.maybe_text("regex");
    out.min_wait = part.maybe_text("min_wait");
  } else if (type == "WaitTimeFromResponse") {
    out.kind = Backoff::Kind::response;
    out.amount = part.need_text("wait_time_in_seconds");
  } else {
    part.unknown();
  }
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
  for (const std::string& code : part.plains("http_codes")) {
    int number = std::atoi(code.c_str());
    if (number < 100 || number > 999) part.lacks_at("http_codes", "no_status", {{"value", code}});
    out.codes.push_back(number);
  }
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
  handler.max_retries = part.text("max_retries", "5");
  out.push_back(std::move(handler));
}

}  // namespace

std::vector<ErrorHandler> compile_error_handlers(const Part& part) {
  std::vector<ErrorHandler> out;
  if (!part.is_null()) add_handler(part, out, 0);
  return out;
}

}  // namespace musubi::http
