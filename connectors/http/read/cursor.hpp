// A cursor: which stretches of time to ask for, and what its state becomes. Of one that counts, a Moment holds the number in
// place of microseconds, and there is one stretch without an end.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/manifest/components.hpp"

namespace musubi::http {

class Cursor {
 public:
  /// Throws Failure CONFIG where a time or a duration of the manifest or the settings cannot be read, and Trouble.
  Cursor(const DatetimeCursor& of, const Scope& scope);

  const std::string& field() const { return field_; }
  /// What is asked for since `since` (a state's value; nullopt: the start).
  struct Window {
    Moment from, until;
  };
  Window window(const std::optional<Moment>& since) const { return {since_with_lookback(since), end_}; }
  /// The stretches of a window, oldest first, as {start, end} by name.
  std::vector<Json> stretches(const Window& window) const;
  std::vector<Json> stretches(const std::optional<Moment>& since) const { return stretches(window(since)); }
  /// A value of the cursor in a record; nullopt where it is none.
  std::optional<Moment> read(const Json& value) const;
  /// In the format of the cursor. One that cannot say from where it counts gets the earlier of UTC's clock and the moment's
  /// own, so that a source that goes by either sends what lies between.
  std::string write(const Moment& moment) const;
  /// The same for a state and for a slice: text, or a number where the cursor counts.
  Json said(const Moment& moment) const { return of_.counts ? Json(moment.micros) : Json(write(moment)); }
  /// The end of the last stretch, likewise by the later of both clocks.
  std::string write_end(const Moment& moment) const;
  Moment start() const { return start_; }
  /// Whether a record of this time belongs to what is asked for since `since`.
  bool wants(const Moment& moment, const std::optional<Moment>& since) const;
  /// Whether a record is kept that the source may send although nobody asked for it, being of before `since` or, where we choose ourselves,
  /// behind the manifest's end; one without a time is.
  bool keeps(const std::optional<Moment>& time, const std::optional<Moment>& since) const;
  /// Whether a feed, newest first, may have more behind a page whose last record is of this time.
  bool goes_on(const std::optional<Moment>& last, const std::optional<Moment>& since) const {
    return !of_.is_data_feed || !last || wants(*last, since);
  }

 private:
  /// The beginning of a day, week or month, where the manifest wants only whole ones: the next one, or the one before.
  enum class Towards { later, earlier };
  Moment clamped(const Moment& moment, Towards towards) const;
  Moment bounded(const BoundedTime& time, const Scope& scope) const;
  Moment parsed(const std::string& text, const BoundedTime& of) const;
  Moment since_with_lookback(const std::optional<Moment>& since) const;

  const DatetimeCursor& of_;
  std::string field_;
  std::optional<Span> lookback_, step_;
  bool says_zone_ = false;  // the format: %z, seconds since 1970, or a Z
  Moment start_, end_;
};

/// Moves `latest` on to a record's time. What lies behind a slice's end is asked for again with the next slice: it moves nothing.
inline void later(std::optional<Moment>& latest, const std::optional<Moment>& time, const std::optional<Moment>& end) {
  if (!time || (end && end->utc() < time->utc())) return;
  if (!latest || latest->utc() < time->utc()) latest = time;
}

}  // namespace musubi::http
