// A RateLimitedMultipleTokenAuthenticator: tokens of which each stands for the others, and how many calls each has left.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

struct RotatingTokens {
  /// Calls that a token has for some of the requests, apart from those for others.
  struct Quota {
    std::string name;
    std::vector<std::string> remaining_path, reset_path, limit_path;  // in the answer of `status`; no limit_path: what is left at first
    std::string remaining_header, reset_header, limit_header;         // of every answer, in lower case; "" = none
    std::vector<int> spent_codes;          // statuses that say that there are none left
    std::vector<RequestMatcher> matchers;  // none: what no other quota is for
  };

  std::vector<Interpolated> tokens;
  std::string delimiter;  // of the one text with all tokens; "" = a token each
  std::vector<Quota> quotas;
  Requester status;  // asks what a token has left; ignores the statuses that say that nothing is counted
  std::string method = "Bearer", header = "Authorization";
  Interpolated longest_wait;  // ISO 8601
  double reserve = 0.1;       // of a token's limit: once no token has more, calls are spread over the time until the reset
  int64_t least_reserve = 50;
};

}  // namespace musubi::http
