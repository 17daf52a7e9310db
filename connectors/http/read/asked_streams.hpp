// The streams that a source itself lists: its records are put into templates (HttpComponentsResolver).
#pragma once
#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Asks the source for what each of manifest.templates is made of, adds the streams, and leaves no template. Waits for the
/// source. Throws Failure, MU_CONFIG where two of these streams, or one and one of the manifest, have a name; Stopped, Trouble;
/// the manifest is as before then. What the new streams lack is in manifest.lacks; pointers to its streams become invalid.
void ask_for_streams(Session& session, Manifest& manifest);

}  // namespace musubi::http
