// What the API leaves in the audit log.
#pragma once
#include "core/serve/handlers.hpp"
#include "core/store/audit.hpp"

namespace musubi {

/// A request that is going to be answered with customers; the reason is the header X-Musubi-Why (percent-encoded beyond ASCII) or
/// `why` of the query. Throws Refusal 400 where the settings demand a reason and there is none, and where it is no plain text.
/// To be kept with the session that reads, so that what cannot be kept is not answered.
Audited reading(const Desk& desk, const HttpRequest& request, const Query& query, const ApiToken& token, const std::string& what);

/// The columns that any of these rows fills.
std::vector<std::string> filled_columns(TableId table, const std::vector<Row>& rows);

}  // namespace musubi
