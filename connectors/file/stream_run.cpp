#include "connectors/file/stream_run.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "connectors/file/fail.hpp"
#include "connectors/file/hash.hpp"
#include "connectors/file/list_file.hpp"
#include "connectors/file/place.hpp"
#include "connectors/file/settling.hpp"
#include "connectors/file/state.hpp"

namespace musubi::file {
namespace {

/// A file changed so shortly ago may change again without another time on it.
constexpr int64_t kFresh = 2'000'000'000;

int64_t trusted(int64_t modified) {
  auto now = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count() - modified < kFresh ? 0 : modified;
}

class StreamRun {
 public:
  StreamRun(const Host& host, const StreamSettings& settings, const RemoteSettings& remote, std::string_view state)
      : host_(host),
        settings_(settings),
        place_(open_place(host_, settings_, remote)),
        old_(State::parse(state, hash_of(settings.fingerprint))),
        now_{old_.settings, {}},
        from_beginning_(state.empty()) {}

  void run() {
    std::vector<FoundFile> files = place_->find();
    left_ = unfinished(host_, *place_, files, [&](const FoundFile& file) { return !stands(file, old_.files[file.id]); });
    std::optional<Failure> first;
    for (auto& file : files) {
      try {
        take(file, files.size() == 1);
      } catch (const Failure& failure) {
        if (failure.code != MU_DATA || files.size() == 1) throw;
        if (!first) first = failure;
        now_.files.erase(file.id);
        behind_change_ = true;
      }
    }
    if (!left_.empty() && from_beginning_) not_whole();
    if (std::string text = now_.text(); !checkpointed_ || text != last_state_) checkpoint();
    if (first) throw *first;
  }

 private:
  /// Whether the file has been delivered as it is there now.
  bool stands(const FoundFile& file, const SeenFile& seen) const {
    if (seen.digest.empty() || !seen.complete()) return false;
    FileStamp stamp = place_->stamp(file);
    if (!file.version.empty()) return seen.version == file.version && seen.size == stamp.size;
    return stamp.modified && seen.size == stamp.size && seen.modified == stamp.modified;
  }

  void take(FoundFile& file, bool alone) {
    SeenFile& seen = now_.files[file.id] = old_.files[file.id];
    if (left_.contains(file.id)) return leave(file);
    bool delivered = !seen.digest.empty() && seen.complete() && !behind_change_;
    if (delivered && stands(file, seen)) return;
    FileStamp stamp = place_->stamp(file);
    Fetched fetched = place_->fetch(file, delivered ? seen.version : "");
    if (fetched == Fetched::unchanged) return;
    if (fetched == Fetched::growing) {
      left_[file.id] = {"left_as_changing", {}, std::max(place_->settle(), 1)};
      return leave(file);
    }
    if (!file.place.empty()) stamp = place_->stamp(file);
    ListFile list(settings_, file);
    list.look([&] {
      if (host_.stopping()) throw Stopped(MU_STOPPED);
    });
    bool same = seen.digest == list.overview().digest;
    SeenFile there{stamp.size, trusted(stamp.modified), list.overview().digest, -1, file.version};
    if (same && delivered) {
      seen = there;
      return;
    }
    int64_t from = same && !seen.complete() ? seen.row : 0;
    behind_change_ = true;
    seen = there;
    seen.row = from;
    deliver(file, list, seen, alone);
    seen.row = -1;
    checkpoint();
  }

  void deliver(const FoundFile& file, ListFile& list, SeenFile& seen, bool alone) {
    if (list.overview().empty) {
      if (alone) data_failure("empty_file", {{"file", file.name}, {"stream", settings_.name}});
      host_.note(MU_LOG_WARN, "empty_passed", {{"file", file.name}, {"stream", settings_.name}});
      return;
    }
    Delivery delivery(host_, settings_.name, file, seen.row, [&](int64_t row) {
      seen.row = row;
      checkpoint();
    });
    list.read(delivery);
  }

  void leave(const FoundFile& file) {
    Pairs args = left_.at(file.id).args;
    args.emplace_back("file", file.name);
    args.emplace_back("stream", settings_.name);
    host_.note(MU_LOG_WARN, left_.at(file.id).why, args);
    if (now_.files[file.id].digest.empty()) now_.files.erase(file.id);
    last_left_ = file.name;
  }

  [[noreturn]] void not_whole() const {
    Failure failure(MU_TRANSIENT, "still_written", {{"file", last_left_}, {"stream", settings_.name}});
    int seconds = 1;
    for (const auto& [id, one] : left_) seconds = std::max(seconds, one.seconds);
    failure.retry_after = std::chrono::seconds(seconds);
    throw failure;
  }

  void checkpoint() {
    last_state_ = now_.text();
    host_.checkpoint(settings_.name, last_state_);
    checkpointed_ = true;
  }

  const Host& host_;
  const StreamSettings& settings_;
  std::unique_ptr<Place> place_;
  State old_, now_;
  std::map<std::string, Unfinished> left_;
  bool from_beginning_, behind_change_ = false, checkpointed_ = false;
  std::string last_state_, last_left_;
};

}  // namespace

void run_stream(const Host& host, const StreamSettings& settings, const RemoteSettings& remote, std::string_view state) {
  StreamRun(host, settings, remote, state).run();
}

}  // namespace musubi::file
