#include "core/store/tokens.hpp"

#include "core/record/table.hpp"

namespace musubi {
namespace {

constexpr const char* columns = "id, name, rights, created, last_used, revoked";

std::optional<Time> time_in(const std::optional<std::string>& cell) {
  return cell ? time_of(*cell) : std::nullopt;
}

ApiToken token_in(const std::vector<std::optional<std::string>>& row) {
  return {integer_of(row[0].value()),         row[1].value_or(""), texts_of(row[2].value_or("{}")), time_in(row[3]).value_or(Time{}),
          time_in(row[4]), time_in(row[5])};
}

}  // namespace

bool keep_token(Session& session, const std::string& name, const std::string& digest, const std::vector<std::string>& rights, Time at) {
  return !session
              .select(
                  "INSERT INTO hub.api_token (name, digest, rights, created) VALUES ($1, $2, $3::text[], $4::timestamptz)"
                  " ON CONFLICT (name) WHERE revoked IS NULL DO NOTHING RETURNING id",
                  {name, digest, cell(rights), cell(at)})
              .rows.empty();
}

std::optional<ApiToken> token_of(Session& session, const std::string& digest, Time at) {
  auto found = session.select(std::string("SELECT ") + columns + " FROM hub.api_token WHERE digest = $1 AND revoked IS NULL", {digest});
  if (found.rows.empty()) return {};
  ApiToken token = token_in(found.rows[0]);
  if (!token.last_used || at - *token.last_used > std::chrono::minutes(1))
    session.select("UPDATE hub.api_token SET last_used = $2::timestamptz WHERE id = $1::bigint", {cell(token.id), cell(at)});
  return token;
}

std::vector<ApiToken> tokens(Session& session) {
  std::vector<ApiToken> out;
  for (const auto& row : session.select(std::string("SELECT ") + columns + " FROM hub.api_token ORDER BY id").rows) out.push_back(token_in(row));
  return out;
}

bool revoke_token(Session& session, const std::string& name, Time at) {
  return !session.select("UPDATE hub.api_token SET revoked = $2::timestamptz WHERE name = $1 AND revoked IS NULL RETURNING id", {name, cell(at)}).rows.empty();
}

}  // namespace musubi
