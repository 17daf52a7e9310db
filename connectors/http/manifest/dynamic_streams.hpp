// Streams that a manifest does not name: they come of a template and the settings.
#pragma once
#include "connectors/http/manifest/part.hpp"

namespace musubi::http {

/// Adds the streams of one entry of dynamic_streams, the `place`th; of those that the source lists only how it is asked.
/// `config`: the settings; null where there are none, then only what the template lacks is noted. Throws Trouble where the
/// settings make no streams of it.
void compile_dynamic_streams(const Part& part, size_t place, const Json* config, const Clock& clock, Manifest& into);

}  // namespace musubi::http
