// What a stream is read from, so that a state is never carried on at another source (docs/decisions/0048).
#pragma once
#include <filesystem>
#include <optional>
#include <string>

#include "core/pull/pull.hpp"
#include "core/settings/settings.hpp"
#include "core/store/stream_origin.hpp"

namespace musubi {

/// Of a stream of a connection whose settings stand as they were written. `source` digests what names the source: all of the plug-in's settings
/// but secrets, limits, what other streams have for their own, and dates to begin at, which are `since`; of a manifest its url_base. Reads the
/// manifest where one is named below `directory`. Otherwise pure.
StreamOrigin origin_of(const ConnectionSettings& settings, const Source::Stream& stream, const std::filesystem::path& directory);

/// Where reading begins, and what its reader should know.
struct Beginning {
  std::string state;                    // "" = from the start
  std::optional<Message> note;          // flow.other_source, flow.earlier_start: why from the start
  std::optional<StreamOrigin> new_key;  // keys are made otherwise: all that is not delivered now is gone, and when it was, this is to be kept
};

/// The state to go on from; forgotten where the source is another than last time, or reading is to begin earlier. `again`: from the start whatever
/// was there. Throws Error flow.key_changed where the key's fields are others than those of the records that are there, unless `again`. The caller
/// commits.
Beginning begin_stream(Session& session, const StreamName& stream, const StreamOrigin& now, bool again);

}  // namespace musubi
