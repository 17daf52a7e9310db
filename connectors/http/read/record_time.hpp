// The times of a stream's records by its cursor, and what is said where no format reads them: such a read never goes on from where the last one ended.
#pragma once
#include <optional>
#include <string>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/cursor.hpp"
#include "connectors/http/read/record.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

class RecordTimes {
 public:
  /// All outlive it.
  RecordTimes(const Session& session, const Stream& stream, const Cursor& cursor) : session_(session), stream_(stream), cursor_(cursor) {}

  /// nullopt where the record has none, or none that can be read.
  std::optional<Moment> of(const Record& record);
  /// The read has ended: notes in the log how many could not be read.
  void tell() const;

 private:
  const Session& session_;
  const Stream& stream_;
  const Cursor& cursor_;
  size_t unread_ = 0, read_ = 0;
  std::string first_;  // that could not be read; "" where it is none to be shown
};

/// A value as a log may show it: "" unless it looks like a time (digits in groups with the signs of times between, a group of four digits first or last).
/// Phone numbers and mail addresses do not.
std::string shown_time(const std::string& value);

}  // namespace musubi::http
