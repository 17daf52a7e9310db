#include "core/flow/connection_run.hpp"

#include <algorithm>
#include <functional>

#include "core/flow/origin.hpp"
#include "core/flow/retention.hpp"
#include "core/flow/run_log.hpp"
#include "core/flow/stream_advice.hpp"
#include "core/flow/whole_list.hpp"
#include "core/pull/catalogue.hpp"

namespace musubi {
namespace {

constexpr int64_t enough_to_tell = 20;  // records; of fewer any field may be empty

/// Sees whether anything comes, and keeps nothing.
class Glance final : public Sink {
 public:
  explicit Glance(std::function<void(std::string_view, std::string_view)> keep) : keep_(std::move(keep)) {}
  void record(RawRecord) override { seen = true; }
  void checkpoint(const std::string&, std::string_view state) override { at = std::string(state); }
  void unreadable(RawRecord, const Message&) override { seen = true; }
  void keep_secret(std::string_view name, std::string_view value) override { keep_(name, value); }
  bool seen = false;
  std::optional<std::string> at;  // the last state

 private:
  std::function<void(std::string_view, std::string_view)> keep_;
};

/// What may stand in the way of every stream or of one alone: the next stream tells.
bool may_concern_all(const Error& e) {
  const std::string& id = e.message().id;
  return id == "pull.auth" || id == "pull.transient" || id == "pull.away";
}

/// What stands in the way of every stream of a connection.
bool concerns_all(const Error& e) {
  const std::string& id = e.message().id;
  return id == "store.gone" || id == "store.down" || id == "store.disk_full" || id == "store.scarce" || id == "store.already_running" || id == "pull.rate";
}

}  // namespace

ConnectionRun::ConnectionRun(Hub& hub, const SyncRequest& request, const Clock& clock, std::shared_ptr<Transactions> transactions, const ConnectionSettings& settings, Arrivals& arrivals)
    : hub_(hub), request_(request), clock_(clock), held_(std::move(transactions)), transactions_(*held_), settings_(settings), arrivals_(arrivals) {
  report_.connection = settings.name;
  for (const auto& [stream, its] : settings.streams)
    if (its.complete) arrivals_.keep_for_the_end({settings.name, stream});
}

void ConnectionRun::pull() {
  try {
    report_.run = transactions_.open().start_run(settings_.name, clock_.now());
    transactions_.finish();
    secrets_.emplace(hub_, settings_, clock_);
    RunLog log(hub_.configuration.hub.data, report_.run, clock_);
    Heard heard;
    heard.line = [this, &log](std::string_view level, std::string_view text) {
      if (!request_.dry_run) log.add(level, text);
    };
    heard.doubt = [this](const Message& why) { doubt_ = why; };
    Source source = secrets_->open(hub_.plugins, request_.retry, std::move(heard));
    pull_streams(source, streams_of(source));
    if (report_.failed_streams.empty()) report_.failure = no_catalogue_;
    for (Message& note : secrets_->ending(hub_.rules.zone)) report_.notes.push_back(std::move(note));
  } catch (const Error& e) {
    report_.failure = e.message();
  }
}

/// Two streams one after the other that are not let in or get no answer, or the last alone, stand for all of the connection.
void ConnectionRun::pull_streams(Source& source, std::vector<Source::Stream> streams) {
  std::erase_if(streams, [&](const Source::Stream& s) { return !settings_.enabled(s.name); });
  if (!no_catalogue_ && !request_.stop.stop_requested()) forget_others(streams);
  bool doubted = false;
  for (auto stream = streams.begin(); stream != streams.end() && !request_.stop.stop_requested(); ++stream) {
    try {
      pull_stream(source, *stream);
      doubted = false;
    } catch (const Error& e) {
      const auto next = stream + 1;
      if (concerns_all(e) || (may_concern_all(e) && (doubted || next == streams.end()))) {
        note_unread({next, streams.end()});
        throw;
      }
      doubted |= may_concern_all(e);
      report_.failed_streams.emplace_back(stream->name, e.message());
    }
  }
}

/// Nobody waits any more for a list that is read no more.
void ConnectionRun::forget_others(const std::vector<Source::Stream>& streams) {
  std::set<std::string> names;
  for (const Source::Stream& stream : streams) names.insert(stream.name);
  close_alerts_of_others(transactions_.open(), settings_.name, names, clock_.now());
  transactions_.finish();
}

void ConnectionRun::note_unread(const std::vector<Source::Stream>& streams) {
  std::string names;
  for (const Source::Stream& stream : streams) names += (names.empty() ? "" : ", ") + stream.name;
  if (!names.empty()) report_.notes.push_back({"flow.unread", {{"connection", settings_.name}, {"streams", names}}});
}

std::vector<Source::Stream> ConnectionRun::catalogue_of(Source& source) {
  std::vector<Source::Stream> out;
  const std::string text = source.discover(request_.stop);
  if (text.empty() && request_.stop.stop_requested()) return out;
  auto catalogue = read_catalogue(text);
  if (!catalogue) throw Error("pull.bad_catalogue", {{"connection", settings_.name}, {"connector", settings_.connector}});
  for (CatalogueStream& one : *catalogue) {
    if (!one.cursor.empty()) resuming_.insert(one.stream.name);
    out.push_back(std::move(one.stream));
  }
  return out;
}

/// A catalogue that one stream spoils (its file is missing, its table cannot be read) must not stop the others: those that have a
/// mapping are known without it, and the broken one says itself what is wrong.
std::vector<Source::Stream> ConnectionRun::streams_of(Source& source) {
  try {
    return catalogue_of(source);
  } catch (const Error& e) {
    if (concerns_all(e) || may_concern_all(e)) throw;
    no_catalogue_ = e.message();
  }
  std::vector<Source::Stream> out;
  const std::string prefix = settings_.name + ".";
  for (const auto& [name, mapping] : hub_.rules.mappings)
    if (name.starts_with(prefix)) out.push_back({name.substr(prefix.size()), {}, {}});
  std::sort(out.begin(), out.end(), [](const Source::Stream& a, const Source::Stream& b) { return a.name < b.name; });
  return out;
}

ConnectionReport ConnectionRun::end() {
  bool stopped = request_.stop.stop_requested() && !report_.failure && report_.failed_streams.empty();
  if (stopped) report_.failure = Message{"flow.stopped", {{"connection", settings_.name}}};
  if (!report_.run) return std::move(report_);
  std::optional<Message> failure = report_.failure;
  if (!failure && !report_.failed_streams.empty()) failure = report_.failed_streams.front().second;
  Session& session = transactions_.open();
  session.end_run(report_.run, clock_.now(), failure, stopped);
  if (std::optional<Run> run = session.run(report_.run)) report_.streams = run->streams;
  transactions_.finish();
  for (const std::string& stream : read_) add_untouched(stream);
  return std::move(report_);
}

/// Whether what is not delivered is gone: the stream says so, or its records had other keys.
bool ConnectionRun::complete(const std::string& stream) const {
  return replaced_.contains(stream) || stated_complete(stream);
}

bool ConnectionRun::stated_complete(const std::string& stream) const {
  auto at = settings_.streams.find(stream);
  return at != settings_.streams.end() && at->second.complete;
}

void ConnectionRun::pull_stream(Source& source, const Source::Stream& stream) {
  StreamName name{settings_.name, stream.name};
  if (!hub_.rules.mapping(name)) throw Error("flow.no_mapping", {{"connection", name.connection}, {"stream", name.stream}});
  StreamOrigin origin = origin_of(settings_, stream, hub_.configuration.directory);
  if (no_catalogue_) origin.key.clear();  // nobody has said what it is
  Session& session = transactions_.open();
  Beginning begin = begin_stream(session, name, origin, request_.again);
  if (!stated_complete(stream.name)) heed_vanished(session, name, report_.run, {}, clock_.now());
  std::vector<Message> columns = heed_columns(session, *hub_.rules.mapping(name), name, stream);
  transactions_.finish();
  report_.notes.insert(report_.notes.end(), columns.begin(), columns.end());
  if (std::optional<Message> several = several_files(settings_, stream)) report_.notes.push_back(*several);
  if (begin.note) report_.notes.push_back(*begin.note);
  const std::string state = request_.full ? "" : begin.state;
  read_.push_back(stream.name);
  if (begin.new_key) {
    replaced_.insert(stream.name);
    arrivals_.keep_for_the_end(name);
  }
  if (!complete(stream.name)) {
    read_into(source, stream, state);
  } else if (state.empty() || resuming_.contains(stream.name) || has_news(source, name, state)) {
    if (!read_into(source, stream, "") || !begin.new_key) return;
    keep_stream_origin(transactions_.open(), name, *begin.new_key);
    transactions_.finish();
  }
}

/// False where a list that is to be whole was not.
bool ConnectionRun::read_into(Source& source, const Source::Stream& stream, const std::string& state) {
  StreamName name{settings_.name, stream.name};
  Landing landing(transactions_, hub_.rules, clock_, name, report_.run, request_.batch_size);
  landing.headings(stream.fields);
  if (complete(name.stream)) landing.whole_or_nothing();
  if (stated_complete(name.stream) && !replaced_.contains(name.stream)) landing.watch_the_missing();
  if (settings_.newest_only(name.stream)) landing.newest_counts();
  auto settings = settings_.streams.find(name.stream);
  std::optional<Time> cutoff;
  if (settings != settings_.streams.end() && !settings->second.retention.empty() && !request_.clock_doubted) cutoff = cutoff_at(clock_.now(), settings->second.retention, hub_.rules.zone);
  if (cutoff) landing.refuse_before(*cutoff);
  landing.on_secret = secrets_->keeper();
  landing.on_batch = [&](int64_t read, int64_t landed) {
    if (!complete(name.stream)) arrivals_.landed(landed);
    if (request_.on_progress) request_.on_progress("read", name, read, 0);
  };
  doubt_.reset();
  bool whole = source.read(name.stream, state, landing, request_.stop);
  if (doubt_) landing.doubt();
  landing.flush(whole);
  if (whole && (doubt_ || state.empty())) heed_doubt(name);
  if (complete(name.stream)) say_what_is_missing(name, landing, whole);
  if (whole && state.empty() && stream.fields.empty() && landing.read() >= enough_to_tell)
    for (Message& one : heed_records(*hub_.rules.mapping(name), name, landing.seen_fields())) report_.notes.push_back(std::move(one));
  if (landing.past())
    report_.notes.push_back({"flow.past_retention", {{"connection", name.connection}, {"stream", name.stream}, {"count", std::to_string(landing.past())},
                                                     {"date", format_local(*cutoff, hub_.rules.zone).substr(0, 10)}}});
  for (const auto& [field, count] : landing.unused_fields())
    if (std::find(stream.key.begin(), stream.key.end(), field) == stream.key.end()) report_.unused_fields.emplace_back(name, field);
  return whole && !landing.held_any() && !doubt_;
}

/// What was not read of a list in doubt comes with the next read from the beginning that leaves none.
void ConnectionRun::heed_doubt(const StreamName& name) {
  heed_unsure(transactions_.open(), name, report_.run, doubt_, clock_.now());
  transactions_.finish();
  if (doubt_) report_.notes.push_back(*doubt_);
}

void ConnectionRun::note(const char* id, const StreamName& name) { report_.notes.push_back({id, {{"connection", name.connection}, {"stream", name.stream}}}); }

void ConnectionRun::say_what_is_missing(const StreamName& name, const Landing& landing, bool whole) {
  if (landing.held_any()) note("flow.nobody_gone", name);
  if (whole && doubt_) note("flow.nobody_gone_in_doubt", name);
  if (whole && landing.read() == 0) note("flow.empty_list", name);
  if (landing.missing()) report_.notes.push_back(*landing.missing());
}

/// Whether the source has anything to say beyond `state`. A list whose absences count is then read from the beginning: only
/// a whole list tells who is gone. Not asked of a stream with a cursor, for what is only gone moves none. Where the source has moved on
/// and says nothing, its list may have become empty.
bool ConnectionRun::has_news(Source& source, const StreamName& name, const std::string& state) {
  Glance glance(secrets_->keeper());
  const bool whole = source.read(name.stream, state, glance, request_.stop, 1);
  if (!glance.seen && whole && glance.at && *glance.at != state) {
    Glance all(secrets_->keeper());
    if (source.read(name.stream, "", all, request_.stop, 1) && !all.seen) note("flow.empty_list", name);
  }
  return glance.seen;
}

/// A stream that had nothing to say is in the report all the same.
void ConnectionRun::add_untouched(const std::string& stream) {
  auto has = [&](const RunStream& s) { return s.stream == stream; };
  if (std::none_of(report_.streams.begin(), report_.streams.end(), has)) report_.streams.push_back({settings_.name, stream});
}

}  // namespace musubi
