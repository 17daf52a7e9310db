// The streams that a source itself lists: its records are put into templates (HttpComponentsResolver).
#pragma once
#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Asks the source for what each of manifest.templates is made of: the manifest with these streams, and what they lack, without
/// templates. Waits for the source. Throws Failure, MU_CONFIG where two of these streams, or one and one of the manifest, have a
/// name; Stopped, Trouble.
Manifest with_asked_streams(Session& session, const Manifest& manifest);

}  // namespace musubi::http
