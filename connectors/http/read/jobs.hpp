// The jobs of one read, by which a source makes exports (manifest/job.hpp): what they have in common, and which of them the
// source works at. Used by one thread.
#pragma once
#include <chrono>
#include <map>
#include <optional>

#include "connectors/http/manifest/job.hpp"
#include "connectors/http/read/slice.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

class Jobs {
 public:
  /// Throws Trouble where a time of the manifest cannot be evaluated.
  Jobs(Session& session, const Stream& stream);

  const Job& job() const { return job_; }
  const std::string& stream() const { return stream_; }
  /// A job that takes longer has timed out.
  std::chrono::minutes longest() const { return longest_; }
  /// What is waited before a job that the source calls failed is made anew.
  std::chrono::milliseconds retry_wait() const { return retry_wait_; }

  /// As many downloads at once as the session has requests; false: the caller is to ask again later.
  bool begin_download();
  void end_download() { --downloads_; }

  /// The source works at a job; `slice` has its creation_response. Gives its number.
  int begin(const Slice& slice);
  /// It no longer does, or is no longer to be asked to.
  void end(int number) { running_.erase(number); }
  /// Asks the source to stop all jobs that it works at, where the manifest says how; until one of these requests fails. Never
  /// throws but Stopped.
  void abort_all();
  /// Tells the host's log that a job could not be stopped or deleted, which holds up nothing.
  void tell_left(const char* id, const Failure& failure) const;

 private:
  Session& session_;
  const Job& job_;
  const std::string& stream_;
  const size_t downloads_at_once_;
  size_t downloads_ = 0;
  std::chrono::minutes longest_{60};
  std::chrono::milliseconds retry_wait_;
  std::map<int, Slice> running_;
  int last_ = 0;
};

/// The names of a job's requests: those of its slice, whose further ones are the job's so far. `slice` and `seen` (Slice::seen)
/// outlive them.
Names job_names(const Session& session, const Slice& slice, const Json& seen);

}  // namespace musubi::http
