// Rows and pictures as the API's JSON.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/flow/picture.hpp"
#include "core/record/table.hpp"

namespace musubi {

/// A row by its columns' names: integers and yes/no as such, times as ISO 8601 UTC, amounts as texts so that no digit is lost; NULL is
/// null. Columns of JSON are left out.
nlohmann::ordered_json row_json(TableId table, const Row& row);

/// {"id", "kind", "fields"}: a row of master.customer without what is not said.
nlohmann::ordered_json customer_json(const Row& row);

/// The whole picture.
nlohmann::ordered_json picture_json(const Picture& picture);

}  // namespace musubi
