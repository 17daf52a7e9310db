// The tokens that stand for one another, as requests use them.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "connectors/http/request/token_quotas.hpp"

namespace musubi::http {

class Session;

/// The quotas of all streams. Authenticators with the same tokens and the same quotas share them.
class QuotaPools {
 public:
  /// Throws Failure MU_CONFIG where there is no token, Trouble.
  TokenQuotas& of(const std::shared_ptr<const RotatingTokens>& authenticator, const Scope& scope);

 private:
  std::map<std::shared_ptr<const RotatingTokens>, TokenQuotas*> known_;
  std::map<std::string, std::unique_ptr<TokenQuotas>> pools_;  // by what the authenticator says
};

/// A token for a request as it is without one; `gives_up` is of the request, as TokenQuotas::draw has it. Asks the source what
/// the tokens have left where that is not known, or a wait for it is over. Throws as send does, and Failure MU_RATE where the
/// wait is the host's.
TokenQuotas::Draw draw_token(Session& session, TokenQuotas& quotas, const HttpRequest& request, const Scope& scope,
                             std::optional<int64_t>& gives_up);

}  // namespace musubi::http
