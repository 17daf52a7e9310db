#include "connectors/http/request/budget.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

#include "connectors/http/request/matching.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

std::optional<int64_t> whole_number(std::string_view text) {
  int64_t out = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(out)
                                                                                   : std::nullopt;
}

int64_t need_number(const Interpolated& text, const Scope& scope) {
  auto out = whole_number(text.text(scope));
  if (!out || *out < 1) trouble("a limit of api_budget is no number from 1 on: " + text.source());
  return *out;
}

}  // namespace

struct CallBudget::Policy {
  struct Rate {
    int64_t limit, interval;
  };
  CallPolicy::Kind kind;
  std::vector<Rate> rates;
  std::vector<Matching> matchers;
  std::deque<std::pair<int64_t, int64_t>> calls;  // moving: when, and for how many it counted
  int64_t used = 0, ends = 0;                     // fixed: in the window that ends then; 0 = none has begun

  const Matching* matcher_of(const HttpRequest& request) const {
    auto at = std::ranges::find_if(matchers, [&](const Matching& one) { return one.fits(request); });
    return at == matchers.end() ? nullptr : &*at;
  }

  int64_t take(int64_t weight, int64_t now) {
    if (kind == CallPolicy::Kind::unlimited) return 0;
    for (const Rate& rate : rates)
      if (weight > rate.limit) trouble("a request counts for more calls than api_budget ever allows");
    return kind == CallPolicy::Kind::fixed ? take_fixed(weight, now) : take_moving(weight, now);
  }

  void begin_window(int64_t now) {
    if (now < ends) return;
    used = 0;
    ends = now + rates[0].interval;
  }

  int64_t take_fixed(int64_t weight, int64_t now) {
    begin_window(now);
    if (used + weight > rates[0].limit) return ends - now;
    used += weight;
    return 0;
  }

  int64_t counted(int64_t since) const {
    int64_t out = 0;
    for (const auto& [when, weight] : calls) out += when > since ? weight : 0;
    return out;
  }

  int64_t take_moving(int64_t weight, int64_t now) {
    int64_t wait = 0, longest = 0;
    for (const Rate& rate : rates) {
      longest = std::max(longest, rate.interval);
      int64_t over = counted(now - rate.interval) + weight - rate.limit;
      for (const auto& [when, each] : calls) {
        if (over <= 0) break;
        if (when <= now - rate.interval) continue;
        over -= each;
        wait = std::max(wait, when + rate.interval - now);
      }
    }
    if (wait > 0) return wait;
    while (!calls.empty() && calls.front().first <= now - longest) calls.pop_front();
    calls.emplace_back(now, weight);
    return 0;
  }

  /// Only ever makes the budget smaller: the manifest may allow less than the source does.
  void left(std::optional<int64_t> remaining, std::optional<int64_t> reset, int64_t now) {
    if (kind == CallPolicy::Kind::fixed) {
      begin_window(now);
      if (remaining) used = std::max(used, rates[0].limit - std::max<int64_t>(*remaining, 0));
      if (reset && *reset > now) ends = *reset;
    }
    if (kind != CallPolicy::Kind::moving || remaining != 0 || reset) return;
    int64_t free = INT64_MAX;
    for (const Rate& rate : rates) free = std::min(free, rate.limit - counted(now - rate.interval));
    if (free > 0) calls.emplace_back(now, free);
  }
};

CallBudget::CallBudget(const ApiBudget& of, const Scope& scope) : of_(of) {
  for (const CallPolicy& one : of.policies) {
    auto policy = std::make_unique<Policy>();
    policy->kind = one.kind;
    for (const CallPolicy::Rate& rate : one.rates)
      policy->rates.push_back(
          {need_number(rate.limit, scope), shifted(utc_moment(0), rate.interval, 1).micros});
    for (const RequestMatcher& matcher : one.matchers)
      policy->matchers.emplace_back(matcher, matcher.weight ? need_number(*matcher.weight, scope) : 1);
    policies_.push_back(std::move(policy));
  }
}

CallBudget::~CallBudget() = default;

CallBudget::Policy* CallBudget::policy_of(const HttpRequest& request) {
  for (const auto& policy : policies_)
    if (policy->matchers.empty() || policy->matcher_of(request)) return policy.get();
  return nullptr;
}

int64_t CallBudget::take(const HttpRequest& request, int64_t now) {
  Policy* policy = policy_of(request);
  if (!policy) return 0;
  const Matching* matcher = policy->matcher_of(request);
  return policy->take(matcher ? matcher->weight() : 1, now);
}

void CallBudget::answered(const HttpRequest& request, const HttpAnswer& answer, int64_t now) {
  Policy* policy = policy_of(request);
  if (!policy) return;
  auto remaining = whole_number(answer.header(of_.remaining_header)),
       reset = whole_number(answer.header(of_.reset_header));
  bool hit = std::ranges::find(of_.hit_codes, static_cast<int>(answer.status)) != of_.hit_codes.end();
  if (!remaining && hit) remaining = 0;
  if (reset) reset = *reset * kSecond;
  policy->left(remaining, reset, now);
}

}  // namespace musubi::http
