// Tokens of the API: who may ask. Only digests are stored.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

struct ApiToken {
  int64_t id = 0;
  std::string name;
  std::vector<std::string> rights;  // "customers", "runs"
  Time created{};
  std::optional<Time> last_used, revoked;
};

/// Keeps a token by its digest. False where a token of that name is in use.
bool keep_token(Session& session, const std::string& name, const std::string& digest, const std::vector<std::string>& rights,
                Time at);
/// The token in use with this digest; notes when it was used, at most once a minute.
std::optional<ApiToken> token_of(Session& session, const std::string& digest, Time at);
/// All tokens, revoked ones too, oldest first.
std::vector<ApiToken> tokens(Session& session);
/// False where no token of that name is in use.
bool revoke_token(Session& session, const std::string& name, Time at);

}  // namespace musubi
