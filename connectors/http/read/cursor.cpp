#include "connectors/http/read/cursor.hpp"

#include <algorithm>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kStretches = 200'000;

std::optional<Span> duration(const std::optional<Interpolated>& of, const char* name, const Scope& scope) {
  const std::string text = of ? of->text(scope) : "";
  if (text.empty()) return std::nullopt;
  auto out = parse_duration(text);
  if (!out) trouble(std::string(name) + " is no ISO 8601 duration");
  return out;
}

bool before(const Moment& a, const Moment& b) {
  return a.utc() < b.utc();
}

}  // namespace

Cursor::Cursor(const DatetimeCursor& of, const Scope& scope) : of_(of), field_(of.field.text(scope)) {
  lookback_ = duration(of.lookback, "lookback_window", scope);
  step_ = duration(of.step, "step", scope);
  if (step_ && step_->micros <= 0 && step_->months <= 0) trouble("step is no time to go on by");
  start_ = bounded(of.start, scope);
  Moment now = utc_moment(scope.clock());
  end_ = of.end ? bounded(*of.end, scope) : now;
  if (before(now, end_)) end_ = now;
}

Moment Cursor::parsed(const std::string& text, const std::string& format) const {
  auto out = parse_source_time(text, format);
  if (!out) trouble("a time of the cursor does not fit the format " + format);
  return as_utc(*out);
}

Moment Cursor::bounded(const BoundedTime& time, const Scope& scope) const {
  std::string format = time.format.empty() ? of_.format : time.format;
  Moment out = parsed(time.time.text(scope), format);
  if (time.least)
    if (std::string least = time.least->text(scope); !least.empty())
      out = std::max(out, parsed(least, format), before);
  if (time.most)
    if (std::string most = time.most->text(scope); !most.empty())
      out = std::min(out, parsed(most, format), before);
  return out;
}

std::optional<Moment> Cursor::read(const Json& value) const {
  if (value.is_null() || value.is_structured()) return std::nullopt;
  std::string text = text_of(Value::borrowed(value));
  for (const std::string& format : of_.formats)
    if (auto out = parse_source_time(text, format)) return as_utc(*out);
  auto out = parse_source_time(text, of_.format);
  return out ? std::optional(as_utc(*out)) : std::nullopt;
}

std::string Cursor::write(const Moment& moment) const {
  return format_source_time(moment, of_.format);
}

Moment Cursor::since_with_lookback(const std::optional<Moment>& since) const {
  if (!since) return start_;
  Moment from = lookback_ ? shifted(*since, *lookback_, -1) : *since;
  return std::max(from, start_, before);
}

bool Cursor::wants(const Moment& moment, const std::optional<Moment>& since) const {
  return !before(moment, since_with_lookback(since));
}

std::vector<Json> Cursor::stretches(const Window& window) const {
  std::vector<Json> out;
  Moment from = window.from;
  auto add = [&](const Moment& start, const Moment& end) {
    out.push_back(Json{{of_.start_name, write(start)}, {of_.end_name, write(end)}});
    if (out.size() > kStretches) trouble("step makes too many stretches of time");
  };
  if (before(window.until, from)) return out;
  if (!step_) {
    add(from, window.until);
    return out;
  }
  if (!before(from, window.until)) add(from, window.until);
  while (before(from, window.until)) {
    Moment next = shifted(from, *step_, 1);
    bool last = !before(next, window.until);
    Moment to = last ? window.until : next;
    add(from, last || !of_.granularity ? to : shifted(to, *of_.granularity, -1));
    from = to;
  }
  return out;
}

}  // namespace musubi::http
