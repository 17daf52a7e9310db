#include "connectors/http/read/stream_run.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/delegate.hpp"
#include "connectors/http/read/gone_list.hpp"
#include "connectors/http/read/readings.hpp"
#include "connectors/http/read/record_time.hpp"
#include "connectors/http/read/state.hpp"
#include "connectors/http/read/turns.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kTokenLife = 600;  // seconds; an older token of a page may mean another page by now
constexpr size_t kManyPartitions = 200;
constexpr size_t kMostDone = 10'000;  // partitions that a state names as read; beyond, the read begins anew

/// One slice of the stream, as it is read.
struct Piece {
  Slice slice;
  std::string name;  // of its partition; "" = there are none
  bool first = true, last = true;  // of its partition's stretches
  bool sent = false;               // any record
  std::optional<Moment> since, end;
  std::optional<Moment> latest;  // that any of its records had
  std::optional<Moment> seen;    // of the page's last record
  std::optional<State::Stretch> stretch = std::nullopt;  // of a cursor
  Json page = nullptr;                                   // the token of the page that is read
  bool resumed = false;                                  // it began with a page of an earlier read
  bool settled = false, skipped = false;                 // skipped: its job had nothing, and the next read asks again
};

class StreamRun {
 public:
  StreamRun(Session& session, const Stream& stream, std::string_view state)
      : session_(session),
        stream_(stream),
        names_(session.names()),
        readings_(session, stream),
        delivery_(session.host(), stream),
        at_once_(readings_.at_once()),
        turns_(session, at_once_) {
    if (stream.cursor) times_.emplace(session, stream, cursor_.emplace(*stream.cursor, Scope{names_, session.clock()}));
    state_ = State::read(state, field());
    state_.counts = cursor_ && stream.cursor->counts;
    if (state_.at && (readings_.are_jobs() || stream.again.restarts || now() - state_.at->time > kTokenLife)) state_.at.reset();
    if (now() - state_.done.time > kTokenLife) state_.done = {};
    been_through_ = state_.done.partitions;
    place_ = state_.at;
    if (cursor_) readings_.ends().know(state_.last_pages);
  }

  void run() { readings_.run([this] { read_all(); }); }

  /// Whether the source no longer knows the page at which the read was to go on.
  bool lost_its_place(const Failure& failure) const {
    return resumed_ && !paged_ && (failure.code == MU_CONFIG || failure.code == MU_DATA || failure.id == kRefusedForNow);
  }
  std::string state_without_place() {
    state_.at.reset();
    return state_.write(field());
  }

 private:
  int64_t now() const { return session_.clock()() / 1'000'000; }
  std::string field() const { return cursor_ ? cursor_->field() : ""; }

  void read_all() {
    if (stream_.routers.empty())
      read_stretches(Slice(), state_.cursor, "");
    else
      read_partitions();
    turns_.finish();
    deliver_gone(turns_, session_, stream_, delivery_);
    state_.at.reset();
    state_.done = {};
    if (times_) times_->tell();
    checkpoint();
  }

  void read_partitions() {
    ParentStates parents = state_.parents;
    for_each_partition(turns_, session_, stream_, parents, [&](const Slice& partition) {
      read_partition(partition);
    });
    turns_.finish();
    state_.parents = std::move(parents);
    if (cursor_ && stream_.cursor->global) keep_global_cursor();
  }

  void read_partition(const Slice& partition) {
    std::string name = partition_name(partition.partition);
    if (been_through_.contains(short_name(name))) return;
    std::optional<std::string> own = cursor_ && stream_.cursor->global ? state_.cursor : std::nullopt;
    if (auto found = state_.cursors.find(name); found != state_.cursors.end()) own = found->second;
    read_stretches(partition, own, name);
  }

  /// Moves only when every partition was read. What the first ones got in the meantime may be older than what the last ones had: the cursor stays behind by the time it took.
  void keep_global_cursor() {
    Span taken;
    taken.micros = session_.clock()() - began_;
    const auto before = state_.cursor ? cursor_->read(Json(*state_.cursor)) : std::nullopt;
    Moment at = latest_of_all_ ? shifted(*latest_of_all_, taken, -1) : cursor_->start();
    if (!before || before->utc() < at.utc()) state_.cursor = cursor_->write(at);
    state_.cursors.clear();
    state_.partitions.clear();
  }

  /// The stretches of time of one partition since its state; where a page of one was come to, from that page on.
  void read_stretches(const Slice& partition, const std::optional<std::string>& since_text, const std::string& name) {
    Json token = place_ && place_->partition == name ? place_->token : Json(nullptr);
    if (!cursor_) return begin({partition, name, true, true, false, {}, {}, {}, {}}, token);
    std::optional<Moment> since;
    if (since_text) since = cursor_->read(Json(*since_text));
    Cursor::Window window = cursor_->window(since);
    std::vector<Json> stretches = cursor_->stretches(window);
    if (!token.is_null() && !go_back_into(window, stretches)) token = nullptr;
    for (size_t i = 0; i < stretches.size(); ++i) {
      Piece piece{Slice{partition.partition, stretches[i], partition.extra}, name, i == 0,
                  i + 1 == stretches.size(), false, since, time_in(stretches[i], stream_.cursor->end_name), {}, {}};
      piece.stretch = State::Stretch{window.from.utc(), window.until.utc(), start_of(stretches[i]), std::nullopt};
      if (i == 0 && !token.is_null() && place_->slice->latest) piece.latest = utc_moment(*place_->slice->latest);
      begin(std::move(piece), std::exchange(token, nullptr));
    }
  }

  /// Takes the stretches of the read that came to the place, from its own on; false where there are none such
  /// any more.
  bool go_back_into(Cursor::Window& window, std::vector<Json>& stretches) {
    if (place_->slice) {
      const Cursor::Window before{utc_moment(place_->slice->from), utc_moment(place_->slice->until)};
      std::vector<Json> then = cursor_->stretches(before);
      auto own = std::ranges::find(then, place_->slice->start, [&](const Json& one) { return start_of(one); });
      if (own != then.end()) {
        window = before;
        stretches.assign(own, then.end());
        return true;
      }
    }
    return false;
  }

  std::optional<Moment> time_in(const Json& stretch, const std::string& name) const {
    return cursor_->read(stretch.value(name, Json()));
  }
  std::string start_of(const Json& stretch) const { return text_of(Value::borrowed(stretch.at(stream_.cursor->start_name))); }

  /// What changes while a partition is read is in a later stretch as well: its newer answer must not come before the
  /// older one, so that a partition's stretches are read one after the other.
  void begin(Piece begun, const Json& token) {
    begun.resumed = !token.is_null();
    resumed_ = resumed_ || begun.resumed;
    begun.page = token;
    const auto waits = begun.first || readings_.are_jobs() ? Turns::Waits::for_nothing : Turns::Waits::for_the_one_before;
    auto piece = std::make_shared<Piece>(std::move(begun));
    JobHooks hooks;  // the jobs of a partition's stretches go on beside one another, and are read one after the other
    hooks.may_download = [before = piece->first ? nullptr : std::exchange(begun_last_, nullptr)] { return !before || before->settled; };
    hooks.skipped = [piece] { piece->skipped = true; };
    begun_last_ = piece;
    turns_.begin(readings_.begin(
                     piece->slice, token, [this, piece](Record& record) { take(*piece, record); },
                     [this, piece](const Json& next) { return page_done(*piece, next); }, std::move(hooks)),
                 [this, piece] { settle(*piece); }, waits);
  }

  void take(Piece& piece, Record& record) {
    if (cursor_ && !record.unread()) {
      piece.seen = times_->of(record);
      if (!cursor_->keeps(piece.seen, piece.since)) return record.leave_out();
      later(piece.latest, piece.seen, piece.end);
    }
    ++sent_;
    piece.sent = true;
    delivery_.deliver(record);
  }

  bool page_done(Piece& piece, const Json& next) {
    paged_ = paged_ || piece.resumed;
    const bool more = !cursor_ || cursor_->goes_on(std::exchange(piece.seen, std::nullopt), piece.since);
    if (!more || next.is_null() || !has_one_place()) return more;
    keep_place(piece, std::exchange(piece.page, next), next);
    if (sent_ && !is_too_soon()) checkpoint();
    return true;
  }

  /// Whether a page says where the whole read stands: of partitions only one is read at a time, each with its own cursor;
  /// and none where pages may begin anew.
  bool has_one_place() const { return !readings_.are_jobs() && !stream_.again.restarts && (stream_.routers.empty() || (at_once_ == 1 && !(cursor_ && stream_.cursor->global))); }

  /// A read that was broken off asks once more for the page that came last, lest what has moved up in the meantime be
  /// passed over. A token that stays the same stands for whatever comes next; one with a secret is not kept. Equal
  /// records without a key are counted from the beginning.
  void keep_place(const Piece& piece, const Json& page, const Json& next) {
    const std::string written = page.is_string() ? page.get<std::string>() : page.dump();
    if (page == next || stream_.key.empty() || session_.struck_out(written) != written) return state_.at.reset();
    if (page.is_null()) return;
    State::Place place{page, now(), piece.stretch, piece.name};
    if (place.slice && piece.latest) place.slice->latest = piece.latest->utc();
    if (state_.at && state_.at->token == place.token && state_.at->slice == place.slice && state_.at->partition == place.partition) return;
    state_.at = std::move(place);
  }

  /// What a slice adds to the state, once all before it have.
  void settle(Piece& piece) {
    piece.settled = true;
    if (state_.at && state_.at->partition == piece.name) state_.at.reset();
    if (piece.first) settled_sent_ = false;
    settled_sent_ = settled_sent_ || piece.sent;  // perhaps before an earlier checkpoint, whose state did not say so
    if (cursor_) {
      if (piece.first) latest_ = piece.since;
      held_back_ = piece.skipped || (held_back_ && !piece.first);
      if (!held_back_) later(latest_, piece.latest, std::nullopt);
      if (stream_.cursor->global && !piece.name.empty())
        later(latest_of_all_, latest_, std::nullopt);
      else
        keep_cursor(piece, cursor_->write(latest_ ? *latest_ : cursor_->start()));
    }
    if (stream_.routers.empty() && !cursor_) return;
    if (!cursor_) note_done(piece.name);
    if (!stream_.routers.empty() && is_too_soon()) return;
    if (sent_ || (cursor_ ? settled_sent_ : now() > last_checkpoint_)) checkpoint();
  }

  /// Not where records are counted (no key), nor where what a parent brings decides which children are read.
  void note_done(const std::string& name) {
    if (stream_.key.empty() || has_incremental_parent(stream_)) return;
    state_.done.time = now();
    state_.done.partitions.insert(short_name(name));
    if (state_.done.partitions.size() > kMostDone) state_.done = {};
  }

  /// A state of many partitions is long: it is written once a second.
  bool is_too_soon() const {
    const bool is_many = state_.cursors.size() + state_.done.partitions.size() >= kManyPartitions || (cursor_ && stream_.cursor->global);
    return !stream_.routers.empty() && is_many && now() <= last_checkpoint_;
  }

  void keep_cursor(const Piece& piece, std::string value) {
    if (piece.name.empty()) return void(state_.cursor = std::move(value));
    state_.cursors[piece.name] = std::move(value);
    state_.partitions[piece.name] = piece.slice.partition;
  }

  void checkpoint() {
    if (cursor_) state_.last_pages = readings_.ends().known();
    session_.host().checkpoint(stream_.name, state_.write(field()));
    sent_ = 0;
    last_checkpoint_ = now();
  }

  Session& session_;
  const Stream& stream_;
  Names names_;
  Readings readings_;
  Delivery delivery_;
  std::optional<Cursor> cursor_;
  std::optional<RecordTimes> times_;  // with a cursor
  State state_;
  size_t sent_ = 0;  // since the last checkpoint
  int64_t last_checkpoint_ = 0;
  const int64_t began_ = session_.clock()();
  std::set<std::string> been_through_;  // partitions without a cursor, by an earlier read
  std::optional<State::Place> place_;   // where an earlier read was broken off
  const size_t at_once_;
  std::shared_ptr<const Piece> begun_last_;
  bool resumed_ = false, paged_ = false;  // from a page on; that page was read
  bool held_back_ = false, settled_sent_ = false;  // of the partition whose stretches are being settled: one was skipped; any record was sent
  std::optional<Moment> latest_;         // of the partition whose stretches are being settled
  std::optional<Moment> latest_of_all_;  // of a global cursor's partitions
  Turns turns_;  // the last, so that what is under way ends first
};

}  // namespace

void run_stream(Session& session, const Stream& of, std::string_view state) {
  const Delegate by = delegate_of(session, of, state);
  const Stream& stream = by.stream;
  if (by.begins_anew) state = "";
  std::string anew;
  {
    StreamRun run(session, stream, state);
    try {
      return run.run();
    } catch (const Failure& failure) {
      if (!run.lost_its_place(failure)) throw;
      anew = run.state_without_place();
    }
  }
  StreamRun(session, stream, anew).run();
}

}  // namespace musubi::http
