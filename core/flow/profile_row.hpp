// Profiles and facts as rows of their tables, and back.
#pragma once
#include <functional>
#include <vector>

#include "core/record/fact.hpp"
#include "core/record/profile.hpp"
#include "core/record/table.hpp"

namespace musubi {

/// The row of identity.profile. A value that was cleared explicitly is stored as an empty text, one never stated as NULL.
Row profile_row(const Profile& profile);

/// The profile of a row of identity.profile, comparison keys made again from the display forms. Its ids (external_id) are
/// not in the row; see add_ids.
Profile profile_of(const Row& row);

/// A value of its display parts, comparison keys made from them (none where all parts are empty).
Stated stated_of(const FieldDef& field, std::vector<std::string> parts);

/// The rows of master.external_id of a profile.
std::vector<Row> id_rows(const Profile& profile);
/// The id of one such row, to be put back into its profile.
ExternalId id_of(const Row& row);

/// The row of a fact; `profile_id_of` answers the id that a party key has.
Row fact_row(const Fact& fact, const std::function<int64_t(const PartyKey&)>& profile_id_of);

}  // namespace musubi
