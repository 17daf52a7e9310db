// Single records by their keys.
#pragma once
#include <span>
#include <string_view>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

/// Sends the record of each key, or that the source does not have it (404, 410, an answer without records, a
/// record that is gone). One request a key, several at once where the manifest allows it. Throws Failure
/// MU_CONFIG where the manifest does not say how, MU_DATA where the source answers with another record, the manifest
/// ignores the answer, or, after the others, where a part of a key is empty, "." or ".."; and as a read does. What is not
/// known to be gone is never said to be.
void fetch_records(Session& session, const Stream& stream, std::span<const std::string_view> keys);

}  // namespace musubi::http
