// The slices of a stream as its manifest has them read: page by page, or each by a job.
#pragma once
#include <functional>
#include <memory>
#include <optional>

#include "connectors/http/read/job_read.hpp"

namespace musubi::http {

/// Outlives the slices that it begins. Used by one thread.
class Readings {
 public:
  /// Throws Trouble.
  Readings(Session& session, const Stream& stream);

  /// A slice from the page with this token on, null from the beginning; a job has no other. Nothing is asked for yet. Throws Trouble.
  std::unique_ptr<Reading> begin(Slice slice, Json token, EachRecord each, PageDone page_done, JobHooks hooks = {});
  /// What the pages of all slices have shown.
  PageEnds& ends() { return reader_.ends(); }
  bool are_jobs() const { return jobs_.has_value(); }
  /// How many may be under way at once. Throws Trouble.
  size_t at_once() const;
  /// `read`, of slices that were begun here. Where it throws Failure or Trouble, the source is asked to stop the jobs that it
  /// works at, and the same is thrown; Stopped, where the host stops it meanwhile. Once it has ended, the log says what the
  /// manifest names and no answer had.
  void run(const std::function<void()>& read);
  /// The read has seen enough: the log says what it has not found by then. Throws as give_up.
  void end_early();
  /// The source is asked to stop the jobs that it works at. Throws Stopped.
  void give_up();

 private:
  Session& session_;
  Reader reader_;
  std::optional<Jobs> jobs_;
};

}  // namespace musubi::http
