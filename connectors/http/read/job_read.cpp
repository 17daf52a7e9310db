#include "connectors/http/read/job_read.hpp"

#include <algorithm>
#include <utility>

#include "connectors/http/fail.hpp"
#include "connectors/http/messages.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/request/answer_values.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/operators.hpp"
#include "core/text/utf8.hpp"

namespace musubi::http {
namespace {

using std::chrono::milliseconds;

constexpr int kAttempts = 3, kLostPolls = 10;
constexpr milliseconds kFirstPause{250}, kLongestPause{5000}, kMakeAnew{5000}, kLongestWait{600'000};
constexpr size_t kLongestWord = 40;  // of a source's word for a status, in messages

/// A request as templates see it, without its credentials.
Json request_value(const Requester& requester, const Scope& scope) {
  const HttpRequest request = build_request(requester, scope, {});
  Json headers = Json::object();
  for (const auto& [name, value] : request.headers) headers[name] = value;
  return {{"url", request.url}, {"method", request.method}, {"headers", std::move(headers)}, {"body", request.has_body ? Json(request.body) : Json(nullptr)}};
}

}  // namespace

JobRead::JobRead(Jobs& jobs, Reader& reader, Slice slice, EachRecord each, PageDone page_done, JobHooks hooks)
    : jobs_(jobs),
      reader_(reader),
      slice_(std::move(slice)),
      seen_(slice_.seen()),
      each_(std::move(each)),
      page_done_(std::move(page_done)),
      hooks_(std::move(hooks)),
      named_(std::make_shared<Json>(slice_.extra)),
      scope_{names_, reader.session().clock()} {
  slice_.named = named_;
}

JobRead::~JobRead() {
  if (downloads_) jobs_.end_download();
}

Waiting JobRead::waits() const {
  if (pages_) return pages_->waits();
  if (sending_) return sending_->waits();
  return {false, held_ ? Clock::time_point::max() : wakes_};
}

bool JobRead::move() {
  while (phase_ != Phase::over)
    if (Clock::now() < wakes_ || !step()) return false;
  return true;
}

/// False where it waits.
bool JobRead::step() {
  if (phase_ == Phase::download) return download();
  if (!sending_) {
    if (phase_ == Phase::poll && Clock::now() - began_ > jobs_.longest()) return become(Job::Status::timed_out), true;
    names_ = job_names(reader_.session(), slice_, seen_);
    if (phase_ == Phase::name_targets) {
      names_ = reader_.session().names();
      names_.set("polling_response", Value::borrowed((*named_)["polling_response"]));
    }
    sending_.emplace(reader_.session(), requester(), scope_, Additions());
  }
  return move_request();
}

const Requester& JobRead::requester() const {
  const Job& job = jobs_.job();
  switch (phase_) {
    case Phase::create: return job.creation;
    case Phase::abort: return *job.abort;
    case Phase::name_targets: return *job.targets;
    case Phase::remove: return *job.deletion;
    default: return job.polling;
  }
}

bool JobRead::move_request() {
  std::optional<HttpAnswer> answer;
  try {
    if (!sending_->move()) return false;
    answer = sending_->take();
    sending_.reset();
  } catch (const Failure& failure) {
    const Failure kept = failure;
    sending_.reset();
    if (!answer_failed(kept)) throw;
    return true;
  }
  take_answer(std::move(answer));
  return true;
}

void JobRead::take_answer(std::optional<HttpAnswer> answer) {
  switch (phase_) {
    case Phase::create: return created(std::move(answer));
    case Phase::poll: return polled(std::move(answer));
    case Phase::abort: return make_anew();
    case Phase::remove: return go_to(Phase::over);
    default: break;
  }
  if (!answer) data_failure("job_ignored", {{"stream", jobs_.stream()}});
  name_targets(decode_body(jobs_.job().decoder, *answer));
}

/// Whether the job goes on after a request that failed.
bool JobRead::answer_failed(const Failure& failure) {
  switch (phase_) {
    case Phase::create: return creation_failed(failure), true;
    case Phase::poll: return polling_failed(failure), true;
    case Phase::abort: return jobs_.tell_left("job_not_aborted", failure), make_anew(), true;
    case Phase::remove: return jobs_.tell_left("job_not_deleted", failure), go_to(Phase::over), true;
    default: return false;
  }
}

void JobRead::go_to(Phase phase, milliseconds after) {
  phase_ = phase;
  wakes_ = Clock::now() + after;
}

void JobRead::created(std::optional<HttpAnswer> answer) {
  if (!answer) return creation_failed(Failure(MU_DATA, "job_ignored", {{"stream", jobs_.stream()}}));
  Documents whole;
  whole.body = std::move(answer->body);
  (*named_)["creation_response"] = told_by(*answer, whole);
  ++attempts_;
  word_.assign(1, '-');
  began_ = Clock::now();
  pause_ = kFirstPause;
  lost_polls_ = 0;
  number_ = jobs_.begin(slice_);
  go_to(Phase::poll);
}

/// What cannot be made is made again as what has failed, unless nobody is let in.
void JobRead::creation_failed(const Failure& failure) {
  const milliseconds wait = std::max(kMakeAnew, failure.retry_after.value_or(kMakeAnew));
  if (failure.code == MU_AUTH || failure.code == MU_BUG || wait > kLongestWait || ++attempts_ >= kAttempts) throw failure;
  go_to(Phase::create, wait);
}

void JobRead::polled(std::optional<HttpAnswer> answer) {
  if (!answer) data_failure("job_ignored", {{"stream", jobs_.stream()}});
  lost_polls_ = 0;
  const Documents documents = decode_body(jobs_.job().decoder, *answer);
  Job::Status status = status_in(*answer, documents);
  if (status != Job::Status::running && Clock::now() - began_ > jobs_.longest()) status = Job::Status::timed_out;
  if (status == Job::Status::completed) {
    (*named_)["polling_response"] = told_by(*answer, documents);
    forget();
    if (!jobs_.job().targets) name_targets(documents);
  }
  become(status);
}

void JobRead::ask_later(milliseconds wait) {
  go_to(Phase::poll, wait);
  pause_ = std::min(2 * pause_, kLongestPause);
}

/// What may pass by itself is asked again a few times: the job goes on meanwhile.
void JobRead::polling_failed(const Failure& failure) {
  const milliseconds wait = std::max(pause_, failure.retry_after.value_or(pause_));
  const bool passes = failure.code == MU_TRANSIENT || failure.code == MU_RATE;
  if (!passes || wait > kLongestWait || ++lost_polls_ >= kLostPolls) throw failure;
  ask_later(wait);
}

void JobRead::become(Job::Status status) {
  status_ = status;
  if (status == Job::Status::running || status == Job::Status::completed) hooks_.asked_after();
  switch (status) {
    case Job::Status::running: return ask_later(pause_);
    case Job::Status::completed: return go_to(jobs_.job().targets ? Phase::name_targets : Phase::download);
    case Job::Status::failed: return forget(), make_anew();
    case Job::Status::timed_out: return stop_timed_out();
    case Job::Status::skipped: return forget(), hooks_.skipped(), finish();
  }
}

void JobRead::stop_timed_out() {
  forget();
  jobs_.job().abort ? go_to(Phase::abort) : make_anew();
}

void JobRead::make_anew() {
  if (attempts_ >= kAttempts) give_up();
  go_to(Phase::create, status_ == Job::Status::failed ? jobs_.retry_wait() : kMakeAnew);
}

void JobRead::give_up() const {
  if (status_ == Job::Status::timed_out)
    throw Failure(MU_TRANSIENT, "job_timed_out",
                  {{"stream", jobs_.stream()}, {"attempts", std::to_string(attempts_)}, {"minutes", std::to_string(jobs_.longest().count())}, {"status", word_}});
  data_failure("job_failed", {{"stream", jobs_.stream()}, {"attempts", std::to_string(attempts_)}, {"status", word_}});
}

/// The source no longer works at it.
void JobRead::forget() {
  jobs_.end(std::exchange(number_, 0));
}

/// What the job's own words mean. Throws Failure MU_DATA for one that the manifest does not know.
Job::Status JobRead::status_in(const HttpAnswer& answer, const Documents& documents) {
  const std::vector<Json> found = values_in(documents, jobs_.job().status_path);
  const std::string word = found.empty() ? "None" : text_of(Value::borrowed(found.front()));
  const auto known = jobs_.job().statuses.find(word);
  if (known != jobs_.job().statuses.end()) return word_ = word, known->second;
  const std::string shown = reader_.session().struck_out(word);
  data_failure("job_unknown_status", {{"stream", jobs_.stream()},
                                      {"endpoint", shown_url(answer.url)},
                                      {"status", std::string(text::truncate_to_width(shown, kLongestWord))}});
}

/// An answer as templates see it: its members, and its headers and what was asked. Throws Failure MU_DATA where it is no object.
Json JobRead::told_by(const HttpAnswer& answer, const Documents& documents) const {
  Json out = documents.body.find_first_not_of(" \t\r\n") == std::string::npos ? Json::object() : parse_json(documents.body);
  if (!out.is_object()) data_failure("job_no_object", {{"stream", jobs_.stream()}, {"endpoint", shown_url(answer.url)}});
  if (!out.contains("headers")) out["headers"] = headers_value(answer, false);
  if (!out.contains("request")) out["request"] = request_value(requester(), scope_);
  return out;
}

/// What stands at a path of the settings' own in an answer, each as a value.
std::vector<Json> JobRead::values_in(const Documents& documents, const std::vector<Interpolated>& path) const {
  const Names names = reader_.session().names();
  std::vector<std::string> steps;
  for (const Interpolated& step : path) steps.push_back(step.text({names, scope_.clock}));
  std::vector<std::string_view> found;
  for (std::string_view document : documents.all) extract_records(document, steps, found);
  std::vector<Json> out;
  for (std::string_view one : found) out.push_back(parse_json(one));
  return out;
}

void JobRead::name_targets(const Documents& documents) {
  targets_ = jobs_.job().target_path ? values_in(documents, *jobs_.job().target_path) : std::vector<Json>{""};
  std::ranges::reverse(targets_);
  go_to(Phase::download);
}

/// One target after the other; false where it waits.
bool JobRead::download() {
  if (!downloads_) {
    held_ = !hooks_.may_download() || !jobs_.begin_download();
    if (held_) return false;
    downloads_ = true;
  }
  if (!pages_) {
    if (targets_.empty()) return finish(), true;
    (*named_)["download_target"] = std::move(targets_.back());
    targets_.pop_back();
    pages_.emplace(reader_, slice_, nullptr, each_, page_done_);
  }
  if (!pages_->move()) return false;
  pages_.reset();
  return true;
}

void JobRead::finish() {
  if (std::exchange(downloads_, false)) jobs_.end_download();
  go_to(jobs_.job().deletion && status_ == Job::Status::completed ? Phase::remove : Phase::over);
}

}  // namespace musubi::http
