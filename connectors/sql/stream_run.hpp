// One read of one stream, page by page, from the state an earlier run has left.
//   {"v":1,"settings":HASH,"cursor":TEXT}    with a cursor: the greatest that is durable
//   {"v":1,"settings":HASH,"behind":[TEXT…]} without: the key of the last row that is durable, none once all
//   have been read
#pragma once
#include <span>
#include <string_view>

#include "connectors/sql/database.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::sql {

/// With a cursor: rows from the state's on (ties come again), and all that have none. Without: every row.
void run_stream(const Host& host, const Settings& settings, const StreamSettings& stream,
                std::string_view state);

/// The rows under these keys, and a deletion for each that the database does not have.
void fetch_keys(const Host& host, const Settings& settings, const StreamSettings& stream, std::span<const std::string_view> keys);

}  // namespace musubi::sql
