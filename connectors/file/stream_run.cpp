#include "connectors/file/stream_run.hpp"

#include <chrono>
#include <optional>

#include "connectors/file/fail.hpp"
#include "connectors/file/hash.hpp"
#include "connectors/file/list_file.hpp"
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
  StreamRun(const Host& host, const StreamSettings& settings, std::string_view state)
      : host_(host),
        settings_(settings),
        old_(State::parse(state, hash_of(settings.fingerprint))),
        now_{old_.settings, {}} {}

  void run() {
    std::vector<FoundFile> files = find_files(settings_.path, settings_.newest_only);
    std::optional<Failure> first;
    for (const auto& file : files) {
      try {
        take(file, files.size() == 1);
      } catch (const Failure& failure) {
        if (failure.code != MU_DATA || files.size() == 1) throw;
        if (!first) first = failure;
        now_.files.erase(file.path.string());
        behind_change_ = true;
      }
    }
    if (std::string text = now_.text(); !checkpointed_ || text != last_state_) checkpoint();
    if (first) throw *first;
  }

 private:
  void take(const FoundFile& file, bool alone) {
    FileStamp stamp = stamp_of(file.path);
    SeenFile& seen = now_.files[file.path.string()] = old_.files[file.path.string()];
    bool delivered = !seen.digest.empty() && seen.complete() && !behind_change_;
    if (delivered && seen.size == stamp.size && seen.modified == stamp.modified) return;
    ListFile list(settings_, file);
    list.look([&] {
      if (host_.stopping()) throw Stopped(MU_STOPPED);
    });
    bool same = seen.digest == list.overview().digest;
    if (same && delivered) {
      seen.size = stamp.size, seen.modified = trusted(stamp.modified);
      return;
    }
    int64_t from = same && !seen.complete() ? seen.row : 0;
    behind_change_ = true;
    seen = {stamp.size, trusted(stamp.modified), list.overview().digest, from};
    if (list.overview().empty) {
      if (alone) data_failure("empty_file", {{"file", file.name}, {"stream", settings_.name}});
      host_.log(MU_LOG_WARN, settings_.name + ": " + file.name + " is empty");
    } else {
      Delivery delivery(host_, settings_.name, file, from, [&](int64_t row) {
        seen.row = row;
        checkpoint();
      });
      list.read(delivery);
    }
    seen.row = -1;
    checkpoint();
  }

  void checkpoint() {
    last_state_ = now_.text();
    host_.checkpoint(settings_.name, last_state_);
    checkpointed_ = true;
  }

  const Host& host_;
  const StreamSettings& settings_;
  State old_, now_;
  bool behind_change_ = false, checkpointed_ = false;
  std::string last_state_;
};

}  // namespace

void run_stream(const Host& host, const StreamSettings& settings, std::string_view state) {
  StreamRun(host, settings, state).run();
}

}  // namespace musubi::file
