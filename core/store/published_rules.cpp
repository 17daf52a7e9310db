#include "core/store/published_rules.hpp"

namespace musubi {

bool rules_changed(Session& session, const std::string& connection, const std::string& digest) {
  Session::Answer kept = session.select("SELECT digest FROM hub.published_rules WHERE connection = $1", {connection});
  if (!kept.rows.empty() && kept.rows[0][0] == digest) return false;
  session.select(
      "INSERT INTO hub.published_rules (connection, digest) VALUES ($1, $2)"
      " ON CONFLICT (connection) DO UPDATE SET digest = excluded.digest",
      {connection, digest});
  if (!kept.rows.empty()) return true;
  return session.select("SELECT EXISTS (SELECT FROM source.record WHERE connection = $1)", {connection}).rows.at(0)[0] == "t";
}

void published_by(Session& session, const std::string& connection, const std::string& digest) {
  session.select("UPDATE hub.published_rules SET digest = $2 WHERE connection = $1 AND digest <> $2", {connection, digest});
}

}  // namespace musubi
