// What the running hub knows of its connections: last runs and open alerts.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/store/store.hpp"

namespace musubi {

/// The last run of a connection that was started at all.
std::optional<Run> last_run(Session& session, const std::string& connection);

/// The newest runs, newest first, at most `limit`: of `connection`, or, with "", of all, of each at most `each`, so that the posts of one don't hide
/// the others' runs.
std::vector<Run> newest_runs(Session& session, const std::string& connection, size_t each, size_t limit);
/// Lets go of runs that ended before `before` and changed nothing: not the last of a connection, none with rows that are held or records that wait.
/// Answers with how many. Cost: reads hub.run once.
int64_t forget_unchanged_runs(Session& session, Time before);

/// Something that a person must look at.
struct Alert {
  int64_t id = 0;
  std::string connection, kind;  // "failed", "overdue", "expiring", "inbox" (cannot receive), "fetch" (single records cannot be had), "clock" (old records stay, the clock is in doubt), "columns" (a mapping's columns are gone), "vanished" (many of a whole list are gone at once), "unsure" (a read may have left records out), "notice"
  std::optional<int64_t> run;
  Message reason;
  Time raised{};
  std::optional<Time> mailed, resolved;
  int64_t customer = 0;  // of a notice: whom it is about when it was raised
  std::string stream = {};  // "": of the connection; set where each stream has its own
};
/// Opens an alert for the connection or stream, no notice; false where one of its kind is open already, which stays as it is. Kinds do not know of each other.
bool raise_alert(Session& session, const Alert& alert);
/// Closes the connection's open alerts of this kind, no notice, or that of one stream alone. False where none was.
bool resolve_alert(Session& session, const std::string& connection, const std::string& kind, Time at, const std::optional<std::string>& stream = {});
/// Alerts that are open, newest first.
std::vector<Alert> open_alerts(Session& session);
/// Brings notices (alerts about people's employment) to what the open proposals are now: one each, whatever number of records say the same;
/// those of which nothing is open any more are closed. Cost: the open proposals of that kind.
void watch_notices(Session& session, Time at);
void alert_mailed(Session& session, int64_t alert, Time at);

/// Says for the life of this pooled connection that a hub takes posts, so that bulk publishing keeps its chunks short. False
/// where another process says so already.
bool announce_hub(Session& session);
/// True while a running hub takes posts on this database.
bool hub_announced(Session& session);

}  // namespace musubi
