#include "core/store/deliveries.hpp"

#include "core/record/table.hpp"

namespace musubi {

bool first_delivery(Session& session, std::string_view connection, std::string_view id, Time now, Time until) {
  return !session
              .select("with old as (select connection, id from hub.delivery where until <= $3::timestamptz and (connection, id) <> ($1, sha256(convert_to($2, 'UTF8')))"
                      "  order by until limit 4 for update skip locked),"
                      " swept as (delete from hub.delivery d using old where d.connection = old.connection and d.id = old.id)"
                      " insert into hub.delivery (connection, id, until) values ($1, sha256(convert_to($2, 'UTF8')), $4::timestamptz)"
                      " on conflict (connection, id) do update set until = excluded.until where delivery.until <= $3::timestamptz returning 1",
                      {std::string(connection), std::string(id), cell(now), cell(until)})
              .rows.empty();
}

void forget_deliveries(Session& session, Time now) {
  session.select("delete from hub.delivery where until <= $1::timestamptz", {cell(now)});
}

}  // namespace musubi
