#include "connectors/http/read/stream_run.hpp"

#include <unordered_map>
#include <utility>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/content_hash.hpp"
#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/reader.hpp"
#include "connectors/http/read/state.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"
#include "core/sdk/key.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kTokenLife = 600;  // seconds; an older token of a page may mean another page by now
constexpr size_t kManyPartitions = 200;

struct Enough {};

class StreamRun {
 public:
  StreamRun(Session& session, const Stream& stream, std::string_view state)
      : session_(session), stream_(stream), names_(session.names()), reader_(session, stream) {
    if (stream.cursor) cursor_.emplace(*stream.cursor, Scope{names_, session.clock()});
    state_ = State::read(state, field());
    if (state_.at && now() - state_.at->time > kTokenLife) state_.at.reset();
  }

  void run() {
    if (stream_.routers.empty())
      read_stretches(Slice(), state_.cursor);
    else
      read_partitions();
    state_.at.reset();
    checkpoint();
  }

 private:
  int64_t now() const { return session_.clock()() / 1'000'000; }
  std::string field() const { return cursor_ ? cursor_->field() : ""; }

  void read_partitions() {
    ParentStates parents = state_.parents;
    for_each_partition(session_, stream_, parents, [&](const Slice& partition) {
      if (!cursor_) {
        read_slice(partition, nullptr, nullptr, {});
        if (sent_) checkpoint();
        return;
      }
      read_partition(partition);
      bool many = stream_.cursor->global || state_.cursors.size() >= kManyPartitions;
      if (sent_ && (!many || now() > last_checkpoint_)) checkpoint();
    });
    state_.parents = std::move(parents);
    if (cursor_ && stream_.cursor->global) keep_global_cursor();
  }

  void read_partition(const Slice& partition) {
    std::string name = partition_name(partition.partition);
    std::optional<std::string> own;
    if (stream_.cursor->global) own = state_.cursor;
    if (auto found = state_.cursors.find(name); found != state_.cursors.end()) own = found->second;
    if (!stream_.cursor->global) state_.partitions[name] = partition.partition;
    read_stretches(partition, own, name);
  }

  /// Moves only when every partition was read. What the first ones got in the meantime may be older than what
  /// the last ones had: the cursor stays behind by the time it took.
  void keep_global_cursor() {
    Span taken;
    taken.micros = session_.clock()() - began_;
    std::optional<Moment> before;
    if (state_.cursor) before = cursor_->read(Json(*state_.cursor));
    Moment at = latest_of_all_ ? shifted(*latest_of_all_, taken, -1) : cursor_->start();
    if (!before || before->utc() < at.utc()) state_.cursor = cursor_->write(at);
    state_.cursors.clear();
    state_.partitions.clear();
  }

  /// The stretches of time of one partition ("" = there are none) since its state.
  void read_stretches(const Slice& partition, const std::optional<std::string>& since_text,
                      const std::string& name = "") {
    if (!cursor_) return read_slice(partition, state_.at ? state_.at->token : Json(nullptr), nullptr, {});
    std::optional<Moment> since;
    if (since_text) since = cursor_->read(Json(*since_text));
    std::optional<Moment> latest = since;
    for (const Json& stretch : cursor_->stretches(since)) {
      read_slice(Slice{partition.partition, stretch, partition.extra}, nullptr, &latest, since);
      if (stream_.cursor->global && !name.empty())
        later(latest_of_all_, latest, std::nullopt);
      else
        keep_cursor(name, cursor_->write(latest ? *latest : cursor_->start()));
      if (name.empty() && sent_) checkpoint();
    }
  }

  void keep_cursor(const std::string& name, std::string value) {
    if (name.empty())
      state_.cursor = std::move(value);
    else
      state_.cursors[name] = std::move(value);
  }

  /// What lies behind a slice's end is asked for again with the next slice: it moves no cursor.
  void later(std::optional<Moment>& latest, const std::optional<Moment>& time,
             const std::optional<Moment>& end) const {
    if (!time || (end && end->utc() < time->utc())) return;
    if (!latest || latest->utc() < time->utc()) latest = time;
  }

  void read_slice(const Slice& slice, const Json& token, std::optional<Moment>* latest,
                  const std::optional<Moment>& since) {
    std::optional<Moment> end, last;
    if (cursor_) end = cursor_->read(slice.times.value(stream_.cursor->end_name, Json()));
    reader_.read(
        slice, token,
        [&](Record& record) {
          std::optional<Moment> time;
          if (cursor_) time = cursor_->read(record.find({cursor_->field()}).value_or(nullptr));
          last = time;
          if (cursor_ && !cursor_->keeps(time, since)) return;
          if (latest) later(*latest, time, end);
          deliver(record);
        },
        [&](const Json& next) {
          const bool more = !cursor_ || cursor_->goes_on(std::exchange(last, std::nullopt), since);
          if (!more || next.is_null() || !stream_.routers.empty()) return more;
          if (goes_on_by_page()) state_.at = State::Place{next, now()};
          if (sent_) checkpoint();
          return true;
        });
  }

  /// With a cursor, records are not in its order: a slice is read whole. Equal records without a key are
  /// counted from the beginning.
  bool goes_on_by_page() const { return !cursor_ && !stream_.key.empty(); }

  void deliver(Record& record) {
    ++sent_;
    if (!record.is_object())
      return session_.host().unreadable(stream_.name, "", record.text(), "no_object",
                                        {{"stream", stream_.name}});
    if (stream_.key.empty())
      return session_.host().record(stream_.name, content_key(record.text()), record.text());
    std::vector<std::string> parts;
    std::string columns;
    bool empty = true;
    for (const auto& path : stream_.key) {
      auto value = record.find(path);
      parts.push_back(value && !value->is_null() ? key_text(*value) : "");
      empty = empty && parts.back().find_first_not_of(' ') == std::string::npos;
      for (const std::string& step : path) columns += (columns.empty() ? "" : ", ") + step;
    }
    if (empty)
      return session_.host().unreadable(stream_.name, "", record.text(), "empty_key",
                                        {{"stream", stream_.name}, {"field", columns}});
    session_.host().record(stream_.name, joined_key({parts.begin(), parts.end()}), record.text());
  }

  static std::string key_text(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
  }

  std::string content_key(std::string_view text) {
    std::string hash = content_hash(text);
    return hash + "#" + std::to_string(++equals_[hash]);
  }

  void checkpoint() {
    session_.host().checkpoint(stream_.name, state_.write(field()));
    sent_ = 0;
    last_checkpoint_ = now();
  }

  Session& session_;
  const Stream& stream_;
  Names names_;
  Reader reader_;
  std::optional<Cursor> cursor_;
  State state_;
  size_t sent_ = 0;  // since the last checkpoint
  int64_t last_checkpoint_ = 0;
  const int64_t began_ = session_.clock()();
  std::optional<Moment> latest_of_all_;  // of a global cursor's partitions
  std::unordered_map<std::string, uint32_t> equals_;
};

}  // namespace

void run_stream(Session& session, const Stream& stream, std::string_view state) {
  StreamRun(session, stream, state).run();
}

void try_stream(Session& session, const Stream& stream) {
  const Names names = session.names();
  std::optional<Cursor> cursor;
  if (stream.cursor) cursor.emplace(*stream.cursor, Scope{names, session.clock()});
  Reader reader(session, stream);
  ParentStates parents;
  try {
    for_each_partition(session, stream, parents, [&](const Slice& partition) {
      Slice slice = partition;
      if (cursor)
        if (auto stretches = cursor->stretches(std::nullopt); !stretches.empty())
          slice.times = stretches.back();
      reader.read(
          slice, nullptr, [](Record&) { throw Enough(); }, [](const Json&) -> bool { throw Enough(); });
    });
  } catch (const Enough&) {
    return;
  }
}

}  // namespace musubi::http
