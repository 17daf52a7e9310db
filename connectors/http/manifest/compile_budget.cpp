#include <re2/re2.h>

#include "connectors/http/manifest/part.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

Span need_duration(const Part& part, const std::string& name) {
  auto out = parse_duration(part.plain(name));
  if (!out) part.lacks_at(name, "bad_duration");
  return out.value_or(Span{});
}

std::vector<std::pair<std::string, std::string>> texts_by_name(const Part& part, const std::string& name) {
  std::vector<std::pair<std::string, std::string>> out;
  if (const Json* all = part.find(name); all && all->is_object())
    for (const auto& [key, value] : all->items())
      if (key != "$parameters")
        out.emplace_back(key, value.is_string() ? value.get<std::string>() : value.dump());
  return out;
}

RequestMatcher compile_matcher(const Part& part) {
  RequestMatcher out;
  if (std::string type = part.type(); !type.empty() && type != "HttpRequestRegexMatcher") part.unknown();
  for (char c : part.plain("method")) out.method += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  out.url_base = part.plain("url_base");
  while (out.url_base.ends_with('/')) out.url_base.pop_back();
  out.path_pattern = part.plain("url_path_pattern");
  if (!re2::RE2(out.path_pattern, re2::RE2::Quiet).ok())
    part.lacks_at("url_path_pattern", "bad_pattern");
  out.parameters = texts_by_name(part, "params");
  out.headers = texts_by_name(part, "headers");
  out.weight = part.maybe_text("weight", Takes::numbers);
  return out;
}

CallPolicy compile_policy(const Part& part) {
  CallPolicy out;
  std::string type = part.type();
  if (type == "FixedWindowCallRatePolicy") {
    out.kind = CallPolicy::Kind::fixed;
    out.rates.push_back({part.need_text("call_limit", Takes::numbers), need_duration(part, "period")});
  } else if (type == "MovingWindowCallRatePolicy") {
    out.kind = CallPolicy::Kind::moving;
    for (const Part& rate : part.children("rates"))
      out.rates.push_back({rate.need_text("limit", Takes::numbers), need_duration(rate, "interval")});
    if (out.rates.empty()) part.lacks_at("rates", "missing");
  } else if (type != "UnlimitedCallRatePolicy") {
    part.unknown();
  }
  out.matchers = compile_matchers(part);
  return out;
}

}  // namespace

std::vector<RequestMatcher> compile_matchers(const Part& part) {
  std::vector<RequestMatcher> out;
  for (const Part& matcher : part.children("matchers")) out.push_back(compile_matcher(matcher));
  return out;
}

std::string header_name(const Part& part, const std::string& name, const std::string& otherwise) {
  std::string out;
  for (char c : part.plain(name, otherwise)) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

ApiBudget compile_budget(const Part& part) {
  ApiBudget out;
  if (part.is_null()) return out;
  if (part.type() != "HTTPAPIBudget" && part.type() != "APIBudget") {
    part.unknown();
    return out;
  }
  for (const Part& policy : part.children("policies")) out.policies.push_back(compile_policy(policy));
  out.reset_header = header_name(part, "ratelimit_reset_header", out.reset_header);
  out.remaining_header = header_name(part, "ratelimit_remaining_header", out.remaining_header);
  if (part.has("status_codes_for_ratelimit_hit")) {
    out.hit_codes.clear();
    for (const std::string& code : part.plains("status_codes_for_ratelimit_hit", Takes::numbers))
      out.hit_codes.push_back(std::atoi(code.c_str()));
  }
  return out;
}

}  // namespace musubi::http
