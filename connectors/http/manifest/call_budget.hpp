// How many calls a source allows, as a manifest declares it (api_budget).
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "connectors/http/template/interpolation.hpp"

namespace musubi::http {

/// Which requests a policy is for. All that is given must fit.
struct RequestMatcher {
  std::string method, url_base, path_pattern;  // path_pattern: a regular expression somewhere in the path
  std::vector<std::pair<std::string, std::string>> parameters, headers;
  std::optional<Interpolated> weight;  // for how many calls such a request counts; none: one
};

/// How many calls a source allows.
struct CallPolicy {
  enum class Kind { fixed, moving, unlimited } kind = Kind::unlimited;
  struct Rate {
    Interpolated limit;
    Span interval;
  };
  std::vector<Rate> rates;               // fixed: one
  std::vector<RequestMatcher> matchers;  // none: every request
};

struct ApiBudget {
  std::vector<CallPolicy> policies;  // the first that a request fits counts
  std::string reset_header = "ratelimit-reset", remaining_header = "ratelimit-remaining";  // in lower case
  std::vector<int> hit_codes = {429};
};

}  // namespace musubi::http
