#include "core/flow/retention.hpp"

#include <date/tz.h>
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/flow/claims.hpp"
#include "core/flow/derive.hpp"
#include "core/flow/devices.hpp"
#include "core/flow/mailing.hpp"
#include "core/flow/profile_row.hpp"
#include "core/flow/write_chunk.hpp"
#include "core/store/steward_events.hpp"

namespace musubi {
namespace {

constexpr size_t at_once = 500;

bool is_own_date(std::string_view column) { return column == "at" || column == "ordered_at" || column == "issued_on" || column == "paid_on"; }

struct Past {
  Removal removal;
  std::vector<RecordKey> records;
  std::vector<int64_t> versions;
  std::set<RecordKey> changed;  // records that lose an earlier version
};

bool says_opt_out(const Mapped& mapped) {
  return std::any_of(mapped.facts.begin(), mapped.facts.end(), [](const Fact& f) {
    const bool can = f.kind->table == TableId::consent || f.kind->table == TableId::contact_state;
    return can && std::any_of(f.cells.begin(), f.cells.end(), [](const auto& c) { return c == "opt_out" || c == "opted_out"; });
  });
}

/// The records in the order in which they go. Devices that would fall to somebody else without them go along, with what was done there
/// (devices_to_go), and first, so that they never do, not even where this is cut off half-way.
std::vector<RecordKey> with_devices(Session& session, const std::set<RecordKey>& gone) {
  std::vector<RecordKey> all(gone.begin(), gone.end());
  std::vector<int64_t> users;
  for (const Row& row : session.profile_rows_of(all)) users.push_back(integer_of(*row.cells[0]));
  std::set<RecordKey> along = records_about(session, devices_to_go(session, users));
  std::erase_if(along, [&](const RecordKey& record) { return gone.contains(record); });
  all.insert(all.begin(), along.begin(), along.end());
  return all;
}

Past past_of(Session& session, const Rules& rules, const StreamName& stream, Time cutoff) {
  Past out;
  out.removal.stream = stream;
  out.removal.cutoff = cutoff;
  const Mapping* mapping = rules.mapping(stream);
  if (!mapping) return out;
  MapContext context = rules.context(stream.connection);
  std::vector<RecordKey> kept = records_of_opt_outs(session, stream);
  std::set<RecordKey> stay(kept.begin(), kept.end()), gone;
  each_record(session, stream, [&](const RawRecord& record) {
    if (!stay.contains(record.id) && is_past(map_record(*mapping, record, context), record, cutoff)) gone.insert(record.id);
  });
  each_version_before(session, stream, cutoff, [&](int64_t id, const RawRecord& record) {
    if (gone.contains(record.id) || says_opt_out(map_record(*mapping, record, context))) return;
    out.versions.push_back(id);
    out.changed.insert(record.id);
  });
  out.records = with_devices(session, gone);
  out.removal.records = int64_t(out.records.size());
  out.removal.versions = int64_t(out.versions.size());
  out.removal.held = held_before(session, stream, cutoff);
  return out;
}

/// The records' facts and profiles as if they had never come; receipts that they claimed are nobody's, or the next claim's.
void take_back(Session& session, const Rules& rules, const std::vector<RecordKey>& records, const Clock& clock) {
  Time now = clock.now();
  ChangeSet facts;
  for (const FactKind& kind : fact_kinds()) facts.add(difference(kind.table, session.fact_rows_of(kind.table, records), {}));
  write_changes(session, rules, facts, 0, now);
  std::vector<PartyKey> parties;
  for (const Row& row : session.profile_rows_of(records)) parties.push_back(profile_of(row).key);
  if (!parties.empty()) {
    ChangeSet emptied = derive_emptied(session, rules, parties);
    write_changes(session, rules, emptied, 0, now);
    facts.add(std::move(emptied));
  }
  remove_records(session, records);
  publish_again(session, rules, receipts_of(session, facts), clock);
}

void remove(Hub& hub, const Past& past, const Clock& clock) {
  auto in_pieces = [&](const auto& all, auto act) {
    for (size_t from = 0; from < all.size(); from += at_once) {
      Session session = hub.store.begin();
      session.lock_publishing();
      act(session, std::vector(all.begin() + int64_t(from), all.begin() + int64_t(std::min(all.size(), from + at_once))));
      session.commit();
    }
  };
  in_pieces(past.records, [&](Session& session, const std::vector<RecordKey>& some) { take_back(session, hub.rules, some, clock); });
  in_pieces(past.versions, [&](Session& session, const std::vector<int64_t>& some) { remove_versions(session, some); });
  std::vector<RecordKey> changed(past.changed.begin(), past.changed.end());
  in_pieces(changed, [&](Session& session, const std::vector<RecordKey>& some) { publish_again(session, hub.rules, some, clock); });
  Session session = hub.store.begin();
  remove_held_before(session, past.removal.stream, past.removal.cutoff);
  keep_removal(session, past.removal, clock.now());
  session.commit();
}

template <class Take>
void each_limited_stream(const Configuration& configuration, const std::vector<std::string>& connections, Take take) {
  for (const ConnectionSettings& c : configuration.connections) {
    if (!connections.empty() && std::find(connections.begin(), connections.end(), c.name) == connections.end()) continue;
    for (const auto& [stream, settings] : c.streams)
      if (!settings.retention.empty()) take(StreamName{c.name, stream}, settings.retention);
  }
}

}  // namespace

Time cutoff_at(Time now, const Period& retention, const std::string& zone) {
  const date::time_zone* in = date::locate_zone(zone);
  const Time face = before(Time(in->to_local(now).time_since_epoch()), retention);
  return std::chrono::time_point_cast<Time::duration>(in->to_sys(date::local_time<Time::duration>(face.time_since_epoch()), date::choose::earliest));
}

Time own_date(const Mapped& mapped, const RawRecord& record) {
  std::optional<Time> last;
  for (const Profile& p : mapped.profiles)
    if (p.updated_at) last = std::max(last.value_or(*p.updated_at), *p.updated_at);
  for (const Fact& f : mapped.facts)
    for (size_t i = 0; i < f.cells.size(); ++i) {
      std::optional<Time> at = f.cells[i] && is_own_date(f.kind->columns[i].name) ? time_of(*f.cells[i]) : std::nullopt;
      if (at) last = std::max(last.value_or(*at), *at);
    }
  return last ? *last : record.file_date.value_or(record.received_at);
}

bool is_past(const Mapped& mapped, const RawRecord& record, Time cutoff) {
  return !record.deleted && !mapped.problem && own_date(mapped, record) < cutoff && !says_opt_out(mapped);
}

std::vector<Removal> past_now(Session& session, const Hub& hub, const std::vector<std::string>& connections, Time now) {
  std::vector<Removal> out;
  each_limited_stream(hub.configuration, connections, [&](const StreamName& stream, const Period& period) {
    out.push_back(past_of(session, hub.rules, stream, cutoff_at(now, period, hub.rules.zone)).removal);
  });
  return out;
}

std::vector<Removal> remove_past(Hub& hub, const std::vector<std::string>& connections, const Clock& clock, bool now_all) {
  std::vector<Removal> out;
  each_limited_stream(hub.configuration, connections, [&](const StreamName& stream, const Period& period) {
    Time now = clock.now();
    Past past;
    {
      Session session = hub.store.begin();
      std::optional<Time> last = now_all ? std::nullopt : last_removal(session, stream);
      if (last && *last <= now && now - *last < std::chrono::hours(20)) return;
      past = past_of(session, hub.rules, stream, cutoff_at(now, period, hub.rules.zone));
    }
    remove(hub, past, clock);
    out.push_back(past.removal);
  });
  return out;
}

Message removal_message(const Removal& r, bool dry_run, const std::string& zone) {
  return {dry_run ? "flow.would_be_removed" : "flow.removed",
          {{"connection", r.stream.connection},
           {"stream", r.stream.stream},
           {"date", format_local(r.cutoff, zone).substr(0, 10)},
           {"records", fmt::to_string(r.records)},
           {"versions", fmt::to_string(r.versions)},
           {"held", fmt::to_string(r.held)}}};
}

}  // namespace musubi
