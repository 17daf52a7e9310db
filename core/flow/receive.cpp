#include "core/flow/receive.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "core/flow/named.hpp"
#include "core/flow/posted.hpp"
#include "core/flow/run_log.hpp"
#include "core/flow/secrets.hpp"
#include "core/store/deliveries.hpp"
#include "core/store/fetches.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {

namespace {

/// Settings of the plug-in that the door heeds before it is called (docs/connector-spec.md).
PostLimits limits_in(const std::string& config) {
  auto settings = nlohmann::json::parse(config);
  return {settings.value("rate_limit", 20), settings.value("total_rate_limit", 1000)};
}

constexpr int unnamed_before_alert = 10;

/// What is posted to streams with `enabled: no` is answered and left out.
void leave_out_disabled(const ConnectionSettings& settings, Posted& posted) {
  std::erase_if(posted.records, [&](const RawRecord& record) { return !settings.enabled(record.id.stream); });
  std::erase_if(posted.held, [&](const auto& row) { return !settings.enabled(row.first.id.stream); });
}

/// What events are to be fetched from must know how, and be mapped.
void check_sources(Hub& hub, const Clock& clock, const std::string& connection, const FetchRules& fetches) {
  for (const StreamName& from : fetches.sources()) {
    const ConnectionSettings& settings = connection_named(hub.configuration, from.connection);
    if (!hub.plugins.describe(settings.connector).fetches)
      throw Error("flow.fetches_nothing", {{"connection", connection}, {"from", from.connection}});
    if (!hub.rules.mapping(from)) throw Error("flow.no_mapping", {{"connection", from.connection}, {"stream", from.stream}});
    LentSecrets secrets(hub, settings, clock);
    Posted nothing;
    nothing.on_secret = secrets.keeper();
    try {
      hub.plugins.open(secrets.settings()).fetch(from.stream, {}, nothing, {});
    } catch (const Error& e) {
      if (e.message().id == "pull.config") throw;  // else it may pass: nobody has logged in yet
    }
  }
}

}  // namespace

struct Inbox::Entry {
  Entry(Hub& hub, const ConnectionSettings& settings, const Clock& clock)
      : secrets(hub, settings, clock),
        lent(secrets.settings()),
        limits(limits_in(lent.config_json)),
        fetches(lent.config_json),
        source(secrets.open(hub.plugins, {}, hears_lines())) {
    check_sources(hub, clock, settings.name, fetches);
    for (const Source::Stream& stream : source.streams())
      if (settings.enabled(stream.name) && !hub.rules.mapping({settings.name, stream.name}))
        throw Error("flow.no_mapping", {{"connection", settings.name}, {"stream", stream.name}});
  }

  Heard hears_lines() {
    Heard out;
    out.line = [this](std::string_view level, std::string_view text) { hear(level, text); };
    return out;
  }
  /// A plug-in may speak from any thread.
  void hear(std::string_view level, std::string_view text) {
    std::lock_guard lock(hearing);
    heard.emplace_back(level, text);
  }
  std::vector<std::pair<std::string, std::string>> take_heard() {
    std::lock_guard lock(hearing);
    return std::exchange(heard, {});
  }

  std::mutex hearing = {};
  std::vector<std::pair<std::string, std::string>> heard = {};
  LentSecrets secrets;
  ConnectionSettings lent;
  PostLimits limits;
  FetchRules fetches;
  Source source;
  std::mutex mutex = {};
  int unnamed = 0;  // events since one named something to fetch
};

Inbox::Inbox(Hub& hub, const Clock& clock, const std::vector<std::string>& only) : hub_(hub), clock_(clock) {
  for (const ConnectionSettings& settings : hub.configuration.connections) {
    digests_.emplace(settings.name, rules_digest(hub.configuration, settings, hub.rules.model_number));
    if (!only.empty() && std::ranges::find(only, settings.name) == only.end()) continue;
    try {
      if (!hub.plugins.describe(settings.connector).receives) continue;
      entries_.emplace(settings.name, std::make_unique<Entry>(hub, settings, clock));
      names_.push_back(settings.name);
    } catch (const Error& e) {
      broken_.emplace(settings.name, e.message());
    }
  }
}

Inbox::~Inbox() = default;

PostLimits Inbox::limits(const std::string& connection) const { return entries_.at(connection)->limits; }

std::vector<std::string> Inbox::fetched_from() const {
  std::vector<std::string> out;
  for (const auto& [name, entry] : entries_)
    for (const StreamName& from : entry->fetches.sources()) out.push_back(from.connection);
  return out;
}

PushAnswer Inbox::receive(const std::string& connection, const Push& push) {
  auto found = entries_.find(connection);
  if (broken_.contains(connection)) throw Error("flow.inbox_broken", {{"connection", connection}});
  if (found == entries_.end()) throw Error("flow.no_such_inbox");
  Entry& entry = *found->second;
  std::lock_guard one_at_a_time(entry.mutex);
  Posted posted;
  posted.on_secret = entry.secrets.keeper();
  std::optional<Session> session;  // what is remembered of a delivery goes with what lands of it
  posted.on_delivery = [&](std::string_view id, std::chrono::seconds keep) {
    if (!session) session.emplace(hub_.store.begin());
    return first_delivery(*session, connection, id, clock_.now(), clock_.now() + keep);
  };
  entry.take_heard();
  PushAnswer answer = entry.source.receive(push, posted, {});
  leave_out_disabled(entry.lent, posted);
  if (posted.empty()) return answer;
  if (!session) session.emplace(hub_.store.begin());
  std::vector<FetchMark> named = named_in(posted, entry, *session);
  int64_t run = posted.land(*session, hub_.rules, clock_, connection);
  mark_to_fetch(*session, named, clock_.now());
  session->commit();
  if (auto heard = entry.take_heard(); !heard.empty()) {
    RunLog log(hub_.configuration.hub.data, run, clock_);
    for (const auto& [level, text] : heard) log.add(level, text);
  }
  announce(connection, run, !named.empty());
  return answer;
}

/// What the posted records name to be fetched. One that names nothing is held where nothing is made of it besides; where its stream is
/// mapped for its own sake, that nothing was ever named becomes an alert.
std::vector<FetchMark> Inbox::named_in(Posted& posted, Entry& entry, Session& session) {
  std::vector<FetchMark> out;
  std::vector<RawRecord> kept;
  for (RawRecord& record : posted.records) {
    const std::string connection = record.id.connection;
    Named named = named_by(entry.fetches, hub_.rules, record);
    if (named.nothing && !named.made_else) {
      posted.held.emplace_back(std::move(record), *named.nothing);
      continue;
    }
    std::erase_if(named.marks, [&](const FetchMark& mark) { return !connection_named(hub_.configuration, mark.stream.connection).enabled(mark.stream.stream); });
    if (!named.marks.empty()) {
      if (entry.unnamed >= unnamed_before_alert) resolve_alert(session, connection, "fetch", clock_.now());
      entry.unnamed = 0;
      std::ranges::move(named.marks, std::back_inserter(out));
    } else if (named.nothing && ++entry.unnamed == unnamed_before_alert) {
      raise_alert(session, {0, connection, "fetch", {}, *named.nothing, clock_.now(), {}, {}});
    }
    kept.push_back(std::move(record));
  }
  posted.records = std::move(kept);
  return out;
}

void Inbox::announce(const std::string& connection, int64_t run, bool named) {
  {
    std::lock_guard lock(mutex_);
    waiting_.push_back({connection, run});
    marked_ += named;
  }
  bell_.notify_one();
  if (named) marked_bell_.notify_all();
}

}  // namespace musubi
