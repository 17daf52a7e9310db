// A slice by a job: the source is asked to make an export, asked after until it is made, and what it made is read.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/read/jobs.hpp"
#include "connectors/http/read/reader.hpp"

namespace musubi::http {

/// What whoever begins a job may want to know or to say.
struct JobHooks {
  std::function<bool()> may_download = [] { return true; };  // false: it is asked again later, once another slice has ended
  std::function<void()> skipped = [] {};                     // the source says that there is nothing to be had
  std::function<void()> asked_after = [] {};                 // the source works at it, or has done so
};

/// Made anew where it fails or takes too long, three times in all; moved on without ever waiting.
class JobRead final : public Reading {
 public:
  /// `jobs` and `reader` outlive it; of the pages of downloads only the next tokens are told.
  JobRead(Jobs& jobs, Reader& reader, Slice slice, EachRecord each, PageDone page_done, JobHooks hooks);
  ~JobRead() override;
  JobRead(const JobRead&) = delete;

  bool move() override;
  Waiting waits() const override;

 private:
  using Clock = std::chrono::steady_clock;
  enum class Phase { create, poll, abort, name_targets, download, remove, over };

  bool step();
  const Requester& requester() const;
  bool move_request();
  void take_answer(std::optional<HttpAnswer> answer);
  bool answer_failed(const Failure& failure);

  void created(std::optional<HttpAnswer> answer);
  void creation_failed(const Failure& failure);
  void polled(std::optional<HttpAnswer> answer);
  void polling_failed(const Failure& failure);
  void ask_later(std::chrono::milliseconds wait);
  void become(Job::Status status);
  void stop_timed_out();
  void make_anew();
  [[noreturn]] void give_up() const;
  void name_targets(const Documents& documents);
  std::vector<Json> values_in(const Documents& documents, const std::vector<Interpolated>& path) const;
  bool download();
  void finish();

  Job::Status status_in(const HttpAnswer& answer, const Documents& documents);
  Json told_by(const HttpAnswer& answer, const Documents& documents) const;
  void go_to(Phase phase, std::chrono::milliseconds after = {});
  void forget();

  Jobs& jobs_;
  Reader& reader_;
  Slice slice_;
  const Json seen_;
  const EachRecord each_;
  const PageDone page_done_;
  const JobHooks hooks_;
  std::shared_ptr<Json> named_;  // slice_.named: what a parent brought along, and what the job's answers said
  Names names_;
  const Scope scope_;
  Phase phase_ = Phase::create;
  std::optional<Sending> sending_;
  Clock::time_point wakes_{}, began_{};
  std::chrono::milliseconds pause_{};  // between two polls
  int attempts_ = 0, lost_polls_ = 0;
  int number_ = 0;                     // in jobs_, of a job that the source works at
  Job::Status status_ = Job::Status::running;
  std::string word_;                   // of the source, for it
  std::vector<Json> targets_;          // the last first
  std::optional<SliceRead> pages_;     // of a target
  bool downloads_ = false, held_ = false;
};

}  // namespace musubi::http
