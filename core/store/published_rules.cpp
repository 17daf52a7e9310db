#include "core/store/published_rules.hpp"

namespace musubi {

bool rules_changed(Session& session, const std::string& connection, const std::string& digest) {
  Session::Answer kept = session.select("SELECT digest FROM hub.published_rules WHERE connection = $1", {connection});
  if (!kept.rows.empty() && kept.rows[0][0] == digest) return false;
  session.select(
      "INSERT INTO hub.published_rules (connection, digest) VALUES ($1, $2)"
      " ON CONFLICT (connection) DO UPDATE SET digest = excluded.digest",
      {connection, digest});
  return !kept.rows.empty();
}

}  // namespace musubi
