// Lists that may not be whole. Of one that says it is (`complete: true`) who is missing is gone, so one that came by half takes people away.
#pragma once
#include <optional>
#include <set>
#include <string>

#include "core/store/store.hpp"

namespace musubi {

/// What to say where so many of a list are gone at once that it may have been cut off: 20 at least, and more than a fifth of the `stood`
/// that there were. Else nullopt. Pure.
std::optional<Message> vanished(const StreamName& stream, int64_t gone, int64_t stood);

/// Raises the stream's alert "vanished" where `what` says so, and closes the one before: a list is judged by itself.
void heed_vanished(Session& session, const StreamName& stream, int64_t run, const std::optional<Message>& what, Time at);

/// Raises the stream's alert "unsure" where `why` says that a read may have left records out, and closes it where nothing does.
void heed_unsure(Session& session, const StreamName& stream, int64_t run, const std::optional<Message>& why, Time at);

/// Closes the alerts "vanished" and "unsure" of streams that the connection reads no more: disabled ones, and those that it has no longer. `read`: those
/// that it has and reads.
void close_alerts_of_others(Session& session, const std::string& connection, const std::set<std::string>& read, Time at);

}  // namespace musubi
