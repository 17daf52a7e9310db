// SQL texts made from the descriptions of the derived tables.
#pragma once
#include <string>

#include "core/record/table.hpp"

namespace musubi::store {

std::string full_name(const Table& t);       // identity.profile
bool never_null(const Column& column);
std::string_view sql_type(ColumnType type);  // bigint
/// "id, connection, …", each behind `prefix`; quoted, for some names are words of SQL.
std::string column_list(const Table& t, std::string_view prefix = "");
/// "t.id = v.id and t.key is not distinct from v.key": the primary key, with an index's help for ids and
/// record keys.
std::string same_key(const Table& t);
/// "unnest($1::text[], …) v (id, …)" for the first `count` columns.
std::string unnested(const Table& t, size_t count);
/// "v.id::bigint": a column of unnested() in its own type.
std::string typed(const Column& column);

}  // namespace musubi::store
