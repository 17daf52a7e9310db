#include "core/store/reader_zone.hpp"

namespace musubi {

void show_times_in(Session& session, const std::string& name, const std::string& zone) {
  auto statement = session.select("select format('alter role %I set timezone = %L', $1::text, $2::text)", {name, zone});
  session.select(*statement.rows[0][0]);
}

}  // namespace musubi
