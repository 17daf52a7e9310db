// One field of a party: evaluated and read by its type.
#pragma once
#include <string>
#include <vector>

#include "core/map/evaluate.hpp"

namespace musubi::map {

/// Adds what the record states of the field: nothing for an empty or unreadable value (the latter with a
/// note), unless the mapping says that empty clears and the record has the field: then one value with all
/// parts empty.
void add_field(const FieldProgram& field, const std::string& party, const Scope& scope,
               std::vector<Stated>& out);

/// The reading that stood inside a name ("山田太郎（ヤマダタロウ）") becomes the kana where the record states
/// none of its own; called once behind all fields.
void add_kana_of_name(std::vector<Stated>& values);

}  // namespace musubi::map
