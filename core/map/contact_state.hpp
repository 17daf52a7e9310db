// A word on a contact point (kind contact_state): which address, number or mailbox is meant, in the form that equal ones share.
#pragma once
#include <optional>

#include "core/map/facts.hpp"

namespace musubi::map {

/// Reads the cell at `value_cell` as the field `def` into its key, and its display form into the cell at `shown_cell`.
std::optional<Held> settle_value(const FactProgram& program, const Scope& scope, const FieldDef& def, size_t value_cell, size_t shown_cell, Fact& out);

/// What `latest_at` says of an opt-out: a day without a time (`at` at midnight in the connection's zone) is over before a later opt-in of that day
/// can be known to be later. Empty for words of other kinds, with a time or without a date.
std::optional<std::string> latest_moment(bool opt_out, const std::optional<std::string>& at, const Scope& scope);

/// The source's field behind a cell, for messages.
std::string field_of(const FactProgram& program, size_t cell);

/// Reads `value` as the field that `contact` names (email, phone, fax, address …), and puts its key into `value` and its display form
/// into `shown`. Held where the contact or the state is no known word, the value cannot be read, or an address has no house number.
std::optional<Held> settle_contact_state(const FactProgram& program, const Scope& scope, Fact& out);

}  // namespace musubi::map
