#include "connectors/http/request/token_quotas.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kLongestPace = 10 * kSecond;
constexpr int64_t kShortestWait = 5 * kSecond;  // lest an outdated reset have the source asked again and again
constexpr int64_t kSkew = 60 * kSecond;         // by which two accounts of one reset may differ
constexpr size_t kDigits = 10;                  // of seconds since 1970

std::optional<int64_t> count_in(std::string_view text) {
  int64_t out = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(out) : std::nullopt;
}

std::optional<int64_t> count_of(const Json& value) {
  if (value.is_string()) return count_in(value.get_ref<const std::string&>());
  return value.is_number() ? std::optional(static_cast<int64_t>(std::trunc(value.get<double>()))) : std::nullopt;
}

/// Whole seconds since 1970, or a time as ISO 8601 has it; of no place, of UTC.
std::optional<int64_t> time_in(const std::string& text) {
  if (const auto seconds = count_in(text); seconds && *seconds >= 0 && text.size() <= kDigits) return *seconds * kSecond;
  std::string iso = text;
  if (iso.size() > 10 && iso[10] == ' ') iso[10] = 'T';
  const auto out = parse_iso_time(iso);
  return out ? std::optional(out->offset ? out->utc() : out->micros) : std::nullopt;
}

std::optional<int64_t> time_of(const Json& value) {
  return value.is_string() ? time_in(value.get<std::string>()) : value.is_number_integer() ? time_in(value.dump()) : std::nullopt;
}

[[noreturn]] void refuse(const HttpAnswer& answer, const std::string& quota, const std::vector<std::string>& path) {
  std::string dotted;
  for (const std::string& step : path) dotted += (dotted.empty() ? "" : ".") + step;
  config_failure("no_token_quota", {{"endpoint", shown_url(answer.url)}, {"quota", quota}, {"path", dotted}});
}

}  // namespace

TokenQuotas::TokenQuotas(std::shared_ptr<const RotatingTokens> of, std::vector<std::string> tokens, int64_t longest_wait)
    : of_(std::move(of)), tokens_(std::move(tokens)), longest_wait_(longest_wait) {
  for (const RotatingTokens::Quota& quota : of_->quotas) {
    std::vector<Matching>& all = matchers_.emplace_back();
    for (const RequestMatcher& one : quota.matchers) all.emplace_back(one);
  }
}

std::vector<TokenQuotas::State> TokenQuotas::said_in(const HttpAnswer* answer) const {
  std::vector<State> out;
  const Json body = answer ? Json::parse(answer->body, nullptr, false) : Json();
  for (const RotatingTokens::Quota& quota : of_->quotas) {
    State& state = out.emplace_back();
    if (!answer) continue;
    auto read = [&](const std::vector<std::string>& path, std::optional<int64_t> (*meaning)(const Json&)) {
      const Json* found = value_at(body, path);
      const auto value = found ? meaning(*found) : std::nullopt;
      if (!value) refuse(*answer, quota.name, path);
      return *value;
    };
    state.remaining = read(quota.remaining_path, count_of);
    state.reset = read(quota.reset_path, time_of);
    state.limit = quota.limit_path.empty() ? state.remaining : read(quota.limit_path, count_of);
    state.counted = true;
  }
  return out;
}

/// The first that is for such requests, else the first for all others, else the first.
size_t TokenQuotas::quota_of(const HttpRequest& request) const {
  std::optional<size_t> rest;
  for (size_t i = 0; i < matchers_.size(); ++i) {
    if (matchers_[i].empty() && !rest) rest = i;
    if (std::ranges::any_of(matchers_[i], [&](const Matching& one) { return one.fits(request); })) return i;
  }
  return rest.value_or(0);
}

bool TokenQuotas::all_spent(size_t quota) const {
  return std::ranges::all_of(tokens_, [&](const std::string& token) { return state(token, quota).counted && state(token, quota).remaining <= 0; });
}

int64_t TokenQuotas::until_reset(size_t quota, int64_t now) const {
  int64_t out = INT64_MAX;
  for (const std::string& token : tokens_) out = std::min(out, state(token, quota).reset - now);
  return out;
}

TokenQuotas::Draw TokenQuotas::draw(const HttpRequest& request, int64_t now, std::optional<int64_t>& gives_up) {
  const size_t quota = quota_of(request);
  if (all_spent(quota)) {
    if (!gives_up) gives_up = now + longest_wait_;
    const int64_t left = *gives_up - now, reset = until_reset(quota, now);
    if (left <= 0 || reset >= left) {
      const int64_t seconds = std::max<int64_t>(reset, kShortestWait) / kSecond;
      Failure failure(MU_RATE, "tokens_spent", {{"quota", of_->quotas[quota].name}, {"seconds", std::to_string(seconds)}});
      failure.retry_after = std::chrono::seconds(seconds);
      throw failure;
    }
    return {"", std::min(std::max(reset, kShortestWait), left)};
  }
  for (;; active_ = (active_ + 1) % tokens_.size()) {
    State& mine = states_.at(tokens_[active_])[quota];
    if (mine.counted && mine.remaining <= 0) continue;
    const std::string& token = tokens_[active_];
    if (!mine.counted) {  // nothing tells the tokens apart: each in its turn
      active_ = (active_ + 1) % tokens_.size();
      return {token, 0};
    }
    --mine.remaining;
    return {token, pace(quota, now)};
  }
}

/// Once no token has more than its reserve, what is left is spread over the time until the reset.
int64_t TokenQuotas::pace(size_t quota, int64_t now) const {
  int64_t left = 0;
  for (const std::string& token : tokens_) {
    const State& one = state(token, quota);
    const double reserve = std::max(static_cast<double>(of_->least_reserve), static_cast<double>(one.limit) * of_->reserve);
    if (!one.counted || static_cast<double>(one.remaining) > reserve) return 0;
    left += std::max<int64_t>(one.remaining, 0);
  }
  const int64_t reset = state(tokens_[active_], quota).reset - now;
  if (left <= 0 || reset <= 0) return 0;
  const int64_t out = std::min(reset / left, kLongestPace);
  return out >= kSecond / 10 ? out : 0;
}

bool TokenQuotas::has_another(const HttpRequest& request, const std::string& token) const {
  const size_t quota = quota_of(request);
  if (!states_.contains(token) || !state(token, quota).counted || state(token, quota).remaining > 0) return false;
  return std::ranges::any_of(tokens_, [&](const std::string& one) { return one != token && state(one, quota).remaining > 0; });
}

void TokenQuotas::answered(const HttpRequest& request, const std::string& token, const HttpAnswer& answer) {
  const size_t at = quota_of(request);
  const RotatingTokens::Quota& quota = of_->quotas[at];
  const auto known = states_.find(token);
  if (known == states_.end() || !known->second[at].counted) return;
  State& mine = known->second[at];
  auto said = [&](const std::string& header) { return header.empty() ? std::string_view() : answer.header(header); };
  const bool refused = std::ranges::find(quota.spent_codes, static_cast<int>(answer.status)) != quota.spent_codes.end();
  auto remaining = count_in(said(quota.remaining_header));
  if (!remaining && refused) remaining = 0;
  const auto reset = time_in(std::string(said(quota.reset_header))), limit = count_in(said(quota.limit_header));
  if (limit && *limit > 0 && (!reset || *reset >= mine.reset)) mine.limit = *limit;
  if (reset && *reset > mine.reset) {  // a new window
    mine.reset = *reset;
    mine.remaining = remaining.value_or(mine.limit);
  } else if (remaining && ((*remaining <= 0 && refused) || !reset || *reset >= mine.reset - kSkew)) {
    mine.remaining = std::min(mine.remaining, *remaining);  // answers come in any order
  }
}

}  // namespace musubi::http
