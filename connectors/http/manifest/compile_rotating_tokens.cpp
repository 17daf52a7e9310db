#include <array>

#include "connectors/http/manifest/part.hpp"
#include "connectors/http/manifest/rotating_tokens.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

/// The setting that is empty stands for the default, as in the format's other readers.
std::string plain_or(const Part& part, const std::string& name, const std::string& otherwise) {
  const std::string out = part.plain(name);
  return out.empty() ? otherwise : out;
}

double number(const Part& part, const std::string& name, double otherwise) {
  const Json* found = part.find(name);
  if (!found) return otherwise;
  if (!found->is_number() || *found < 0) part.lacks_at(name, "no_number_from", {{"least", "0"}});
  return found->is_number() ? found->get<double>() : otherwise;
}

std::vector<std::string> need_path(const Part& part, const std::string& name) {
  auto out = part.plains(name, Takes::numbers);
  if (out.empty()) part.lacks_at(name, "missing");
  return out;
}

RotatingTokens::Quota compile_quota(const Part& part) {
  RotatingTokens::Quota out;
  if (const std::string type = part.type(); !type.empty() && type != "TokenQuota") part.unknown();
  out.name = part.plain("name");
  if (out.name.empty()) part.lacks_at("name", "missing");
  out.remaining_path = need_path(part, "remaining_path");
  out.reset_path = need_path(part, "reset_path");
  out.limit_path = part.plains("limit_path", Takes::numbers);
  out.remaining_header = header_name(part, "remaining_header");
  out.reset_header = header_name(part, "reset_header");
  out.limit_header = header_name(part, "limit_header");
  out.spent_codes = compile_statuses(part, "exhaustion_status_codes");
  out.matchers = compile_matchers(part);
  return out;
}

Requester compile_status(const Part& part) {
  Requester out;
  if (const std::string type = part.type(); !type.empty() && type != "QuotaStatusSource") part.unknown();
  out.url = part.need_text("url");
  const std::string method = plain_or(part, "http_method", "GET");
  if (method != "GET" && method != "POST") part.lacks_at("http_method", "no_method", {{"value", method}});
  out.method = Interpolated(method);
  out.headers = part.fields("request_headers");
  ResponseFilter uncounted;
  uncounted.action = "IGNORE";
  uncounted.codes = compile_statuses(part, "unavailable_status_codes");
  if (!uncounted.codes.empty()) out.error_handlers.push_back({{uncounted}, {}, Interpolated("0")});
  return out;
}

}  // namespace

std::shared_ptr<const RotatingTokens> compile_rotating_tokens(const Part& part) {
  RotatingTokens out;
  const Json* tokens = part.find("tokens");
  if (!tokens || (tokens->is_array() && tokens->empty())) part.lacks_at("tokens", "missing");
  out.tokens = part.texts("tokens");
  if (tokens && !tokens->is_array()) out.delimiter = plain_or(part, "token_delimiter", ",");
  for (const Part& quota : part.children("quotas")) out.quotas.push_back(compile_quota(quota));
  if (out.quotas.empty()) part.lacks_at("quotas", "missing");
  if (part.has("quota_status_source"))
    out.status = compile_status(part.child("quota_status_source"));
  else
    part.lacks_at("quota_status_source", "missing");
  out.method = plain_or(part, "auth_method", out.method);
  out.header = plain_or(part, "header", out.header);
  out.longest_wait = part.text("max_wait_time", "PT2H");
  if (out.longest_wait.is_plain()) {
    const auto span = parse_duration(out.longest_wait.source());
    if (!span) part.lacks_at("max_wait_time", "bad_duration");
    if (span && span->months != 0) part.lacks_at("max_wait_time", "no_fixed_length", {{"value", out.longest_wait.source()}});
  }
  out.reserve = number(part, "budget_reserve_fraction", out.reserve);
  out.least_reserve = part.whole("budget_min_reserve", out.least_reserve);
  return std::make_shared<const RotatingTokens>(std::move(out));
}

}  // namespace musubi::http
