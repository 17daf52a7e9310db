// How many calls each of several tokens has left (manifest/rotating_tokens.hpp), and which of them the next request is made
// with. No clock and no network of its own: times are handed in, in microseconds since 1970.
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/manifest/rotating_tokens.hpp"
#include "connectors/http/request/matching.hpp"

namespace musubi::http {

class TokenQuotas {
 public:
  /// One quota of one token.
  struct State {
    int64_t remaining = 0, reset = 0, limit = 0;
    bool counted = false;  // the source counts calls at all
  };
  /// A token to make a request with, after `wait`; without one, `wait` is until the next try.
  struct Draw {
    std::string token;
    int64_t wait = 0;
  };

  /// At least one token. `longest_wait`: for all tries of one request together.
  TokenQuotas(std::shared_ptr<const RotatingTokens> of, std::vector<std::string> tokens, int64_t longest_wait);

  const RotatingTokens& of() const { return *of_; }
  const std::vector<std::string>& tokens() const { return tokens_; }
  /// As it stands in the header.
  std::string written(const std::string& token) const { return of_->method + " " + token; }

  /// Whether learn() was called.
  bool are_known() const { return !states_.empty(); }
  /// What the answer about a token says of its quotas, in their order; null: nothing is counted. Throws Failure MU_CONFIG.
  std::vector<State> said_in(const HttpAnswer* answer) const;
  void learn(std::map<std::string, std::vector<State>> states) { states_ = std::move(states); }

  /// Counts a call. `gives_up` is of the request, empty at first. Throws Failure MU_RATE where that would come before any
  /// token has calls again.
  Draw draw(const HttpRequest& request, int64_t now, std::optional<int64_t>& gives_up);
  /// Whether no token has a call left for such a request.
  bool are_spent(const HttpRequest& request) const { return all_spent(quota_of(request)); }
  /// Whether the token has none left, and another one has.
  bool has_another(const HttpRequest& request, const std::string& token) const;
  /// What an answer to a request that was made with the token says of its calls.
  void answered(const HttpRequest& request, const std::string& token, const HttpAnswer& answer);

 private:
  size_t quota_of(const HttpRequest& request) const;
  bool all_spent(size_t quota) const;
  int64_t until_reset(size_t quota, int64_t now) const;
  int64_t pace(size_t quota, int64_t now) const;
  const State& state(const std::string& token, size_t quota) const { return states_.at(token)[quota]; }

  std::shared_ptr<const RotatingTokens> of_;
  std::vector<std::string> tokens_;
  std::vector<std::vector<Matching>> matchers_;  // by quota
  int64_t longest_wait_;
  size_t active_ = 0;
  std::map<std::string, std::vector<State>> states_;  // by token
};

}  // namespace musubi::http
