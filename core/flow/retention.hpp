// Retention (`retention` of a stream): records whose time is over are removed for good, and none comes back that is as old.
#pragma once
#include <string>
#include <vector>

#include "core/flow/hub.hpp"
#include "core/record/mapped.hpp"
#include "core/store/retention.hpp"

namespace musubi {

/// What happened before it is past at `now`: so long ago by the calendar of `zone` (IANA name of this machine), at the same time of day there. Pure.
Time cutoff_at(Time now, const Period& retention, const std::string& zone);

/// When a record happened: the last of its facts' own dates and of the source's own times; without any, its file's date, else when it
/// last landed. Pure.
Time own_date(const Mapped& mapped, const RawRecord& record);

/// True for a record of before `cutoff`, of which `mapped` was made; never for one that cannot be mapped or says an opt-out. Pure.
bool is_past(const Mapped& mapped, const RawRecord& record, Time cutoff);

/// What removing comes to, one entry for each stream of `connections` (empty: all) that has a retention. Records that say an opt-out stay.
/// Reads and maps every record of these streams.
std::vector<Removal> past_now(Session& session, const Hub& hub, const std::vector<std::string>& connections, Time now);

/// Removes what is past, in transactions of their own with the publishing lock, and writes down how much; what the master held because of
/// it is derived anew, with what `publish` makes of records whose earlier versions went. Streams looked through within the last 20 hours
/// are left out unless `now_all`.
std::vector<Removal> remove_past(Hub& hub, const std::vector<std::string>& connections, const Clock& clock, bool now_all);

/// The sentence that tells of it.
Message removal_message(const Removal& removal, bool dry_run, const std::string& zone);

}  // namespace musubi
