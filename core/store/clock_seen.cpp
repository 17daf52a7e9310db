#include "core/store/clock_seen.hpp"

#include "core/record/table.hpp"

namespace musubi {

std::chrono::microseconds longest_silence(Session& session, Time now) {
  auto found = session.select(
      "with seen as (select at from hub.clock_seen), points as (select at from seen union all"
      " select started from hub.run where started between (select at from seen) and $1::timestamptz union all"
      " select $1::timestamptz from seen where at < $1::timestamptz)"
      " select coalesce(max(extract(epoch from gap) * 1000000), 0)::bigint from (select at - lag(at) over (order by at) as gap from points) g",
      {cell(now)});
  return std::chrono::microseconds(integer_of(*found.rows[0][0]));
}

void keep_clock_seen(Session& session, Time now) {
  session.select("insert into hub.clock_seen (at) values ($1::timestamptz) on conflict (one) do update set at = excluded.at", {cell(now)});
}

std::optional<Time> database_clock(Session& session) {
  auto found = session.select("select clock_timestamp() where inet_server_addr() is not null and inet_server_addr() <> inet_client_addr()");
  return found.rows.empty() ? std::nullopt : time_of(*found.rows[0][0]);
}

}  // namespace musubi
