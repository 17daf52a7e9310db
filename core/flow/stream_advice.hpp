// What a person should know of a stream as its source describes it, before a record is read.
#pragma once
#include <optional>
#include <vector>

#include "core/map/map.hpp"
#include "core/pull/pull.hpp"
#include "core/settings/settings.hpp"
#include "core/store/store.hpp"

namespace musubi {

/// Notes on the columns of `stream`, whose origin is kept (flow/origin.hpp), and keeps those that the mapping reads. "flow.missing_field": a field that nothing
/// fills. "flow.lost_fields": columns that were there when the stream was last read; said until they come back, or the mapping ignores them. Nothing of a
/// stream that names no columns. The caller commits.
std::vector<Message> heed_columns(Session& session, const Mapping& mapping, const StreamName& name, const Source::Stream& stream);

/// The same of a stream that names no columns, by the fields that its first records had: "flow.missing_field_near" for one that the mapping reads, none of them
/// had, and is nearly spelt like one that they had and it does not read. What sources leave out where it is empty is not told. Pure.
std::vector<Message> heed_records(const Mapping& mapping, const StreamName& name, const std::vector<std::string>& seen);

/// That a list whose absences count is made of several files that one pattern matches: nobody in an older one ever goes. Pure.
std::optional<Message> several_files(const ConnectionSettings& settings, const Source::Stream& stream);

/// The same of all streams of an open source; asks it only where absences count somewhere. Throws as Source::streams.
std::vector<Message> advice_on_lists(Source& source, const ConnectionSettings& settings);

}  // namespace musubi
