// Where the next page is asked for, if an answer says its whole address: credentials do not go where a source points.
#pragma once
#include "connectors/http/request/build.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// For a request whose address may come of an answer (a RequestPath, or next_page_token in the path): on another host than the
/// requester's own and those of the manifest's other requesters, it leaves them behind, and the log says so once; on the same host,
/// by HTTP where the requester's is HTTPS, it is made by HTTPS to the requester's own. Throws Trouble.
void keep_to_manifest(Session& session, const Requester& requester, const Scope& scope, Additions& additions);

/// The request without what another host must not see. Throws Failure MU_CONFIG where it has a body, which may hold credentials.
HttpRequest without_credentials(HttpRequest request, const std::string& address);

}  // namespace musubi::http
