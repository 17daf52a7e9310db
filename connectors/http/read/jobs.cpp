#include "connectors/http/read/jobs.hpp"

#include <algorithm>
#include <string>

#include "connectors/http/messages.hpp"
#include "connectors/http/request/notes.hpp"
#include "connectors/http/request/send.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr std::chrono::milliseconds kRetryWait{5000};
constexpr int64_t kMostTime = 30 * 24 * 60 * 60;  // of a time in a manifest, in its own unit

/// A whole number that the manifest gives, where it gives one that is not zero.
std::optional<int64_t> whole(const std::optional<Interpolated>& of, const Scope& scope, const char* name) {
  if (!of) return std::nullopt;
  const Json value = of->value(scope);
  if (!value.is_number_integer()) trouble(std::string(name) + " is no whole number");
  const int64_t out = std::clamp(value.get<int64_t>(), -kMostTime, kMostTime);
  return out ? std::optional(out) : std::nullopt;
}

}  // namespace

Jobs::Jobs(Session& session, const Stream& stream)
    : session_(session), job_(*stream.job), stream_(stream.name), downloads_at_once_(session.at_once()), retry_wait_(kRetryWait) {
  const Names names = session.names();
  const Scope scope{names, session.clock()};
  if (auto minutes = whole(job_.timeout, scope, "polling_job_timeout")) longest_ = std::chrono::minutes(*minutes);
  const auto seconds = whole(job_.retry_wait, scope, "failed_retry_wait_time_in_seconds");
  if (seconds && *seconds < 1) trouble("failed_retry_wait_time_in_seconds is no number from 1 on");
  if (seconds) retry_wait_ = std::max<std::chrono::milliseconds>(kRetryWait, std::chrono::seconds(*seconds));
}

bool Jobs::begin_download() {
  if (downloads_ >= downloads_at_once_) return false;
  ++downloads_;
  return true;
}

int Jobs::begin(const Slice& slice) {
  running_.emplace(++last_, slice);
  return last_;
}

void Jobs::tell_left(const char* id, const Failure& failure) const {
  note(session_, MU_LOG_WARN, id, {{"stream", stream_}, {"reason", sdk::english(messages, failure.id, failure.args)}});
}

void Jobs::abort_all() {
  const std::map<int, Slice> running = std::exchange(running_, {});
  if (!job_.abort) return;
  for (const auto& [number, slice] : running) try {
      const Json seen = slice.seen();
      const Names names = job_names(session_, slice, seen);
      send(session_, *job_.abort, {names, session_.clock()}, {});
    } catch (const Failure& failure) {
      return tell_left("job_not_aborted", failure);
    } catch (const Trouble& t) {
      return tell_left("job_not_aborted", Failure(MU_DATA, "template_cannot", {{"stream", stream_}, {"reason", spoken(t)}}));
    }
}

Names job_names(const Session& session, const Slice& slice, const Json& seen) {
  Names out = session.names();
  static const Json none = nullptr;
  out.set("next_page_token", Value::borrowed(none));
  add_slice_names(out, slice, seen);
  return out;
}

}  // namespace musubi::http
