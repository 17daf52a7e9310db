#include "core/flow/run_alerts.hpp"

#include <algorithm>

#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

/// Another process runs the connection, or this run was told to stop: it says nothing of the source.
bool says_nothing(const ConnectionReport& report) {
  return report.failure && (report.failure->id == "flow.stopped" || report.failure->id == "store.already_running");
}

std::optional<Message> note_of(const ConnectionReport& report, const char* id) {
  auto note = std::ranges::find(report.notes, id, &Message::id);
  return note == report.notes.end() ? std::nullopt : std::optional(*note);
}

}  // namespace

std::optional<Message> complaint(const ConnectionReport& report) {
  if (says_nothing(report)) return {};
  if (report.failure) return report.failure;
  if (!report.failed_streams.empty()) return report.failed_streams.front().second;
  if (!std::ranges::all_of(report.streams, reconciles))
    return Message{"flow.not_reconciled", {{"connection", report.connection}, {"run", std::to_string(report.run)}}};
  return {};
}

std::optional<Message> ending(const ConnectionReport& report) { return note_of(report, "flow.credential_ends"); }

std::optional<Message> lost_columns(const ConnectionReport& report) {
  std::optional<Message> plain = note_of(report, "flow.lost_fields");
  return plain ? plain : note_of(report, "flow.lost_fields_near");
}

void watch_columns(Session& session, const ConnectionReport& report, Time at) {
  if (std::optional<Message> why = lost_columns(report)) raise_alert(session, {0, report.connection, "columns", report.run ? std::optional(report.run) : std::nullopt, *why, at, {}, {}});
  else if (!complaint(report) && !says_nothing(report)) resolve_alert(session, report.connection, "columns", at);
}

void settle_alerts(Session& session, const ConnectionReport& report, Time at) {
  if (says_nothing(report)) return;
  resolve_alert(session, report.connection, "overdue", at);
  if (complaint(report)) return;
  resolve_alert(session, report.connection, "failed", at);
  if (!ending(report)) resolve_alert(session, report.connection, "expiring", at);
}

void forget_unplanned(Session& session, const std::set<std::string>& planned, Time at) {
  for (const Alert& open : open_alerts(session)) {
    const bool of_runs = open.kind == "failed" || open.kind == "overdue" || open.kind == "expiring";
    if (of_runs && !planned.contains(open.connection)) resolve_alert(session, open.connection, open.kind, at);
  }
}

}  // namespace musubi
