// What commands leave in the audit log.
#pragma once
#include "core/app/command.hpp"
#include "core/flow/steward.hpp"
#include "core/store/audit.hpp"

namespace musubi {

/// --who, else whoever is logged in, and --why.
Speaker speaker(const Context& context);

/// A command that is going to show customers: `what` as people type it ("customer show"). Throws Error "app.want_why_to_read" where
/// the settings demand a reason and none was given.
Audited reading(const Context& context, const AuditSettings& settings, const std::string& what);

/// Keeps it, and commits the session. Call before anything is shown: what cannot be kept is not shown.
void keep_reading(Session& session, Audited one);

/// The same for everybody, in a transaction of its own.
void keep_everybody(Store& store, Audited one);

/// The customers of these pairs' records, and the fields that they state.
void note_pairs(Audited& one, const std::vector<ReviewPair>& pairs);

}  // namespace musubi
