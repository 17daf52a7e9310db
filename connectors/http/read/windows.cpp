#include "connectors/http/read/windows.hpp"

#include <utility>
#include <vector>

#include "connectors/http/fail.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

constexpr int kDeepest = 10;      // halves of halves
constexpr int kAnew = 100'000;    // of one window

}  // namespace

Windows::Windows(const Stream& stream, const Scope& scope, Slice whole) : stream_(stream), of_(stream.again), window_{std::move(whole)} {
  if (!stream.cursor || !of_.restarts) return;
  cursor_.emplace(*stream.cursor, scope);
  field_ = cursor_->field();
}

std::chrono::milliseconds Windows::reduce(std::optional<int64_t> whole, const std::string& said) {
  if (!size_) size_.emplace(*of_.reduction, whole, stream_.name);
  return size_->reduce(said);
}

void Windows::took_page() {
  if (size_) size_->took_page();
}

/// What the client leaves out does not count, but in a feed.
void Windows::observe(const Record& record) {
  if (record.is_left_out() && !stream_.cursor->is_data_feed) return;
  ++records_;
  std::optional<Moment> time;
  if (watches_cursor() && !record.unread()) time = cursor_->read(record.find({field_}).value_or(nullptr));
  if (time && (!newest_ || newest_->utc() < time->utc())) newest_ = time;
  if (record.equals() && of_.restarts) rows_.push_back({record.equals(), time});
}

/// Rows without keys that come again from a time on, or all of the window, count once.
void Windows::uncount(const std::optional<Moment>& from) {
  std::erase_if(rows_, [&](const Row& row) {
    const bool again = !from || (row.time && row.time->utc() >= from->utc());
    if (again) --*row.equals;
    return again;
  });
}

bool Windows::is_full() const {
  return of_.reset && of_.reset->records && records_ >= *of_.reset->records;
}

std::optional<Slice> Windows::narrowed() const {
  if (!watches_cursor() || !newest_) return asked_;
  Slice out = window_.slice;
  out.times[stream_.cursor->start_name] = cursor_->said(*newest_);
  return out;
}

void Windows::begin_anew() {
  auto now = narrowed();
  const bool same = !now || now->times == asked().times;
  unchanged_ = same ? unchanged_ + 1 : 0;
  if (unchanged_ >= (watches_cursor() ? 1 : 2) || ++anew_ > kAnew) data_failure("begins_anew_in_vain", {{"stream", stream_.name}});
  if (!same) asked_ = std::move(now);
  uncount(asked_ ? cursor_->read(asked_->times.value(stream_.cursor->start_name, Json())) : std::nullopt);
  records_ = 0;
}

std::optional<std::pair<Json, Json>> Windows::halves(const Json& times) const {
  const DatetimeCursor& of = *stream_.cursor;
  const auto start = cursor_->read(times.value(of.start_name, Json())), end = cursor_->read(times.value(of.end_name, Json()));
  if (!start || !end)
    config_failure("no_time_to_split", {{"stream", stream_.name},
                                        {"time", times.value(start ? of.end_name : of.start_name, "")},
                                        {"member", of.path + ".datetime_format"},
                                        {"format", of.format}});
  const int64_t unit = of.granularity->micros, span = end->utc() - start->utc(), units = span / unit + 1;
  if (span <= 0 || units <= 1 || span <= of_.splitting->smallest.value_or(0)) return std::nullopt;
  const int64_t half = units / 2 * unit;
  std::pair<Json, Json> out{times, times};
  out.first[of.end_name] = cursor_->write(shifted(*start, Span{half - unit, 0}, 1));
  out.second[of.start_name] = cursor_->write(shifted(*start, Span{half, 0}, 1));
  return out;
}

void Windows::split(const std::string& said) {
  auto both = window_.depth < kDeepest ? halves(window_.slice.times) : std::nullopt;
  if (!both)
    throw Failure(MU_TRANSIENT, "window_refused",
                  {{"stream", stream_.name},
                   {"from", window_.slice.times.value(stream_.cursor->start_name, "")},
                   {"until", window_.slice.times.value(stream_.cursor->end_name, "")},
                   {"said", said_behind(said, of_.splitting->advice)}});
  uncount(std::nullopt);
  for (Json* times : {&both->second, &both->first}) {
    Slice part = window_.slice;
    part.times = std::move(*times);
    waiting_.push_front({std::move(part), window_.depth + 1});
  }
}

bool Windows::next() {
  if (waiting_.empty()) return false;
  window_ = std::move(waiting_.front());
  waiting_.pop_front();
  asked_.reset();
  size_.reset();
  newest_.reset();
  rows_.clear();
  records_ = anew_ = unchanged_ = 0;
  return true;
}

}  // namespace musubi::http
