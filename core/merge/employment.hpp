// Where a person works and worked: one interval per employer, department and title.
#pragma once
#include <string_view>
#include <vector>

#include "core/merge/merge.hpp"

namespace musubi::merging {

/// Rows of master.employment, ordered by key. `since`: the earliest date a source gives; `until`: when the
/// next post at the same employer began, else when a record that named the employer named another one, later by
/// the source's own time, where nobody has named it since, else the day from which a steward accepted another employer or none; only for
/// a post that is not the current one.
/// `last_confirmed`: the latest date a source gives.
std::vector<Row> employment_rows(const Customer& customer, const std::vector<Member>& members,
                                 std::string_view zone);

}  // namespace musubi::merging
