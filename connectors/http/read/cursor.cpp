#include "connectors/http/read/cursor.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "connectors/http/fail.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/python_literal.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kStretches = 200'000;

[[noreturn]] void no_duration(const std::string& member, const std::string& value) {
  config_failure("no_cursor_duration", {{"member", member}, {"value", value}});
}

std::optional<Span> duration(const std::optional<Interpolated>& of, const std::string& member, const Scope& scope) {
  const std::string text = of ? of->text(scope) : "";
  if (text.empty()) return std::nullopt;
  auto out = parse_duration(text);
  if (!out) no_duration(member, text);
  return out;
}

bool before(const Moment& a, const Moment& b) {
  return a.utc() < b.utc();
}

/// With the offset that the source wrote.
Moment pointed(const Moment& moment) {
  return moment.offset ? moment : as_utc(moment);
}

bool says_zone(const std::string& format) {
  for (const char* directive : {"%z", "%Z", "%s", "%ms", "%_ms", "%epoch"})
    if (format.find(directive) != format.npos) return true;
  return format.ends_with('Z');
}

/// Days until the day of the week, from 0.
int days_until(int weekday, int64_t day) {
  const auto today = static_cast<int>(((day + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
  return (weekday - today + 7) % 7;
}

/// Of a number that is no whole one, the whole number before it.
std::optional<Moment> counted(const Json& value) {
  constexpr double kMost = 9e18;
  const Json number = value.is_string() ? read_literal(value.get_ref<const std::string&>()).value_or(nullptr) : value;
  if (number.is_number_float() && std::abs(number.get<double>()) < kMost) return utc_moment(static_cast<int64_t>(std::floor(number.get<double>())));
  const bool fits = number.is_number_integer() && (!number.is_number_unsigned() || number.get<uint64_t>() <= uint64_t{INT64_MAX});
  return fits ? std::optional(utc_moment(number.get<int64_t>())) : std::nullopt;
}

/// A number of JSON counts whole units, as Python's int() takes it.
std::string as_written(const Json& value, const std::string& format) {
  constexpr double kMost = 9e18;
  const bool counts = format == "%s" || format == "%ms" || format == "%epoch_microseconds";
  if (!counts || !value.is_number_float() || std::abs(value.get<double>()) >= kMost) return text_of(Value::borrowed(value));
  return std::to_string(static_cast<int64_t>(value.get<double>()));
}

}  // namespace

Cursor::Cursor(const DatetimeCursor& of, const Scope& scope) : of_(of), field_(of.field.text(scope)), says_zone_(says_zone(of.format)) {
  if (of.counts) {
    const Json value = of.start.time.value(scope);
    const auto start = counted(value);
    if (!start) config_failure("no_cursor_number", {{"member", of.path + ".start_value"}, {"value", text_of(Value::borrowed(value))}});
    start_ = *start;
    end_ = utc_moment(INT64_MAX);
    return;
  }
  lookback_ = duration(of.lookback, of.path + ".lookback_window", scope);
  step_ = duration(of.step, of.path + ".step", scope);
  if (step_ && step_->micros <= 0 && step_->months <= 0) no_duration(of.path + ".step", of.step->text(scope));
  start_ = bounded(of.start, scope);
  Moment now = utc_moment(scope.clock());
  end_ = of.end ? bounded(*of.end, scope) : now;
  if (before(now, end_)) end_ = now;
  if (of.clamping == DatetimeCursor::Clamping::none) return;
  const int64_t unit = of.clamping == DatetimeCursor::Clamping::day ? kSecond : kDay;
  end_ = shifted(clamped(end_, Towards::earlier), of.granularity.value_or(Span{unit, 0}), -1);
}

Moment Cursor::parsed(const std::string& text, const BoundedTime& of) const {
  const std::string& format = of.format.empty() ? of_.format : of.format;
  auto out = parse_source_time(text, format);
  if (!out) config_failure("no_cursor_time", {{"member", of.path}, {"time", text}, {"format", format}});
  return pointed(*out);
}

Moment Cursor::clamped(const Moment& moment, Towards towards) const {
  using Clamping = DatetimeCursor::Clamping;
  if (of_.clamping == Clamping::none) return moment;
  Moment out = moment;
  int64_t day = (moment.micros >= 0 ? moment.micros : moment.micros - kDay + 1) / kDay;
  const bool whole = moment.micros == day * kDay, up = towards == Towards::later;
  if (of_.clamping == Clamping::day) {
    day += up && !whole;
  } else if (of_.clamping == Clamping::week) {
    const int ahead = days_until(of_.weekday, day);
    day += up || ahead == 0 ? ahead : ahead - 7;
  } else if (CalendarDay at = calendar_day(day); at.day != 1) {
    at.day = 1;
    if (up) at = {at.month == 12 ? at.year + 1 : at.year, at.month % 12 + 1, 1};
    day = days_since_1970(at);
  }
  out.micros = day * kDay;
  return out;
}

Moment Cursor::bounded(const BoundedTime& time, const Scope& scope) const {
  Moment out = parsed(time.time.text(scope), time);
  if (time.least)
    if (std::string least = time.least->text(scope); !least.empty())
      out = std::max(out, parsed(least, time), before);
  if (time.most)
    if (std::string most = time.most->text(scope); !most.empty())
      out = std::min(out, parsed(most, time), before);
  return out;
}

std::optional<Moment> Cursor::read(const Json& value) const {
  if (value.is_null() || value.is_structured()) return std::nullopt;
  if (of_.counts) return counted(value);
  for (const std::string& format : of_.formats)
    if (auto out = parse_source_time(as_written(value, format), format)) return pointed(*out);
  auto out = parse_source_time(as_written(value, of_.format), of_.format);
  return out ? std::optional(pointed(*out)) : std::nullopt;
}

std::string Cursor::write(const Moment& moment) const {
  if (of_.counts) return std::to_string(moment.micros);
  const bool own_is_earlier = !says_zone_ && moment.offset.value_or(0) < 0;
  return format_source_time(own_is_earlier ? moment : as_utc(moment), of_.format);
}

std::string Cursor::write_end(const Moment& moment) const {
  const bool own_is_later = !says_zone_ && moment.offset.value_or(0) > 0;
  return format_source_time(own_is_later ? moment : as_utc(moment), of_.format);
}

Moment Cursor::since_with_lookback(const std::optional<Moment>& since) const {
  if (!since) return start_;
  Moment from = lookback_ ? shifted(*since, *lookback_, -1) : *since;
  return std::max(from, start_, before);
}

bool Cursor::keeps(const std::optional<Moment>& time, const std::optional<Moment>& since) const {
  if (!time || !(of_.client_side || of_.is_data_feed)) return true;
  const bool is_past_end = of_.client_side && of_.end && before(end_, *time);
  return !is_past_end && wants(*time, since);
}

bool Cursor::wants(const Moment& moment, const std::optional<Moment>& since) const {
  return !before(moment, since_with_lookback(since));
}

std::vector<Json> Cursor::stretches(const Window& window) const {
  if (of_.counts) return {Json{{of_.start_name, said(window.from)}, {of_.end_name, std::numeric_limits<double>::infinity()}}};
  std::vector<Json> out;
  Moment from = clamped(window.from, Towards::later);
  const Moment& until = window.until;
  auto add = [&](const Moment& start, const Moment& end, bool last) {
    out.push_back(Json{{of_.start_name, write(start)}, {of_.end_name, last ? write_end(end) : write(end)}});
    if (out.size() > kStretches) trouble("step makes too many stretches of time");
  };
  if (before(until, from)) return out;
  if (!before(from, until)) {
    if (!of_.strictly) add(from, until, true);
    return out;
  }
  if (!step_) {
    add(from, of_.granularity ? until : clamped(until, Towards::later), true);
    return out;
  }
  while (before(from, until)) {
    const Moment next = shifted(from, *step_, 1);
    const Moment to = before(next, until) ? clamped(next, Towards::later) : until;
    if (!before(from, to)) break;  // a step shorter than what is wanted whole
    const bool last = to.utc() == until.utc();
    add(from, last || !of_.granularity ? to : shifted(to, *of_.granularity, -1), last);
    from = to;
  }
  return out;
}

}  // namespace musubi::http
