#include "core/store/taken_back.hpp"

#include "core/record/table.hpp"

namespace musubi {

std::vector<TakenBack> taken_back(Session& session, const StreamName& stream, const std::vector<std::string>& keys) {
  auto found = session.select(
      "with said as (select distinct thread from master.activity where connection = $1 and stream = $2 and record_key = any($3::text[]) and thread is not null),"
      " gone as (select distinct m.record_key, m.thread from said join master.activity u on u.thread = said.thread and u.outcome = '送信取り消し'"
      "  and u.connection = $1 and u.stream = $2 join master.activity m on m.thread = u.thread and m.connection = $1 and m.stream = $2"
      "  where m.outcome is distinct from '送信取り消し'),"
      " versions as (select id, key, payload from source.record where connection = $1 and stream = $2"
      "  union all select id, key, payload from source.record_history where connection = $1 and stream = $2)"
      " select v.id, v.key, v.payload::text, gone.thread from gone join versions v on v.key = gone.record_key order by 1, 4",
      {stream.connection, stream.stream, cell(keys)});
  std::vector<TakenBack> out;
  for (const auto& row : found.rows) out.push_back({integer_of(*row[0]), {stream.connection, stream.stream, *row[1]}, *row[2], *row[3]});
  return out;
}

void rewrite_payload(Session& session, int64_t version, const std::string& json) {
  const bool staged = session.select("select to_regclass('pg_temp.new_record') is not null").rows[0][0] == "t";
  for (const std::string name : {"record", "record_history"}) {
    if (!staged) {
      session.select("update source." + name + " set payload = $2::json where id = $1::bigint", {cell(version), json});
      continue;
    }
    const std::string fresh = "pg_temp.new_" + name;
    session.select("insert into " + fresh + " select * from source." + name + " where id = $1::bigint and not exists (select from " + fresh + " n where n.id = $1::bigint)", {cell(version)});
    session.select("insert into pg_temp.gone_" + name + " select id from " + fresh + " where id = $1::bigint", {cell(version)});
    session.select("update " + fresh + " set payload = $2::json where id = $1::bigint", {cell(version), json});
  }
}

}  // namespace musubi
