// Which column names a row for good.
#pragma once
#include <vector>

#include "core/map/suggest.hpp"
#include "core/map/suggest_content.hpp"

namespace musubi::map {

/// Sets `key` of a suggestion whose roles and main party are settled: the column of numbers in which no value stands
/// twice; none where there is no such column. Adds a doubt where a few values do stand twice or are missing: as the key
/// such a column would hold those rows.
void choose_key(const SeenList& list, const std::vector<Content>& contents, const Answers& answers, Suggestion& out);

}  // namespace musubi::map
