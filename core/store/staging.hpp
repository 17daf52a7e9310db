// A dry run's tables: temporary ones that only its own transaction sees. Statements name the real tables;
// staged() gives them their stand-ins, all of them in pg_temp:
//
//   source.record, source.record_history, the derived tables (core/record/table.cpp) and match_key: a view NAME of what
//   is stored, but for the keys in gone_NAME, and of new_NAME; a changed row is in both. Nothing of what is
//   stored is copied. source.pending, source.stream_state, hub.quarantine (open rows), hub.run,
//   hub.run_stream, hub.published_rules, source.stream_origin: a copy NAME, since they are small. Runs begin empty. the sequences
//   of versions and profiles: one of its own that begins behind the last real one.
//
// So a dry run writes nothing that anyone waits for, waits for nobody and uses up no ids.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "core/record/change_set.hpp"
#include "core/store/connection.hpp"

namespace musubi::store {

/// Makes the tables in the connection's open transaction. About 60 small statements.
void create_staging(Connection& connection);

/// `sql` with every staged name replaced: by its view or copy, behind "insert into " by the table that takes
/// new rows.
std::string staged(std::string_view sql);
/// What rows are copied into: "source.record" → "pg_temp.new_record".
std::string staged_target(std::string_view table);

/// Rows of `keys` (arguments of unnested() for the key columns) are no longer seen.
void stage_erasure(Connection& connection, const Table& table, const Arguments& keys);
/// The same for versions of records by id; `table`: record or record_history.
void stage_erasure(Connection& connection, const std::string& table, const std::string& ids);

/// What the staged rows would change in what is stored: one change a row, in pieces.
void each_staged_change(Connection& connection, const std::function<void(ChangeSet)>& take);

}  // namespace musubi::store
