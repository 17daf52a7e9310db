// Which streams a connection offers, and what must be right before it does.
#pragma once
#include <string>
#include <vector>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Those the settings choose, else all; sorted by name. Throws Failure CONFIG for a name the manifest does
/// not have, unless the source may still list it.
std::vector<const Stream*> offered_streams(const Manifest& manifest, const Settings& settings);
/// Throws Failure CONFIG for a manifest that could not be read at all.
void refuse_unread(const Manifest& manifest, const Settings& settings);
/// Throws Failure CONFIG that names everything the offered streams need and lack with these settings, each with its path.
void refuse_lacks(const Manifest& manifest, const Settings& settings, const Json& config,
                  const std::vector<const Stream*>& offered);
/// Throws Failure CONFIG for a required setting that is not there and for one that nothing knows.
void refuse_settings(const Manifest& manifest, const Settings& settings, const Json& config);
/// Whether all streams that a check reads are known before the source lists those it has.
bool knows_checked_streams(const Manifest& manifest);
std::vector<const Stream*> checked_streams(const Manifest& manifest,
                                           const std::vector<const Stream*>& offered);
/// The stream `lacks`: one record for everything the manifest needs and this program does not have, in both languages; what
/// only one choice of a setting needs is a doubt; `unread`: the manifest could not be read at all, and this is why.
std::string lacks_catalogue();
void report_lacks(const Host& host, const Manifest& manifest);
std::string catalogue_of(const std::vector<const Stream*>& offered, const Session& session);

}  // namespace musubi::http
