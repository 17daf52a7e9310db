#include "connectors/http/read/readings.hpp"

#include <utility>

#include "connectors/http/template/trouble.hpp"

namespace musubi::http {

Readings::Readings(Session& session, const Stream& stream) : session_(session), reader_(session, stream) {
  if (stream.job) jobs_.emplace(session, stream);
}

std::unique_ptr<Reading> Readings::begin(Slice slice, Json token, EachRecord each, PageDone page_done, JobHooks hooks) {
  if (jobs_) return std::make_unique<JobRead>(*jobs_, reader_, std::move(slice), std::move(each), std::move(page_done), std::move(hooks));
  return std::make_unique<SliceRead>(reader_, std::move(slice), std::move(token), std::move(each), std::move(page_done));
}

size_t Readings::at_once() const {
  return jobs_ ? session_.jobs_at_once() : session_.at_once();
}

void Readings::run(const std::function<void()>& read) {
  try {
    read();
    reader_.tell_misnamed(true);
    reader_.tell_twice();
  } catch (const Failure&) {
    give_up();
    throw;
  } catch (const Trouble&) {
    give_up();
    throw;
  }
}

void Readings::end_early() {
  reader_.tell_misnamed(false);
  give_up();
}

void Readings::give_up() {
  reader_.tell_twice();  // a read that goes on from here knows nothing of these pages
  if (jobs_) jobs_->abort_all();
}

}  // namespace musubi::http
