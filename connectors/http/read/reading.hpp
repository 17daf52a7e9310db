// A slice on its way, moved on without ever waiting, so that many can be under way in one thread.
#pragma once
#include <functional>

#include "connectors/http/read/record.hpp"
#include "connectors/http/request/send.hpp"

namespace musubi::http {

using EachRecord = std::function<void(Record&)>;
/// Told the token of the next page (null: that was the last); where it gives false, the slice ends.
using PageDone = std::function<bool(const Json& next)>;

class Reading {
 public:
  virtual ~Reading() = default;
  /// Moves on as far as it goes without waiting; true once the slice is read. Throws Failure, Stopped, Trouble,
  /// and what the functions it was given throw.
  virtual bool move() = 0;
  /// What it waits for, once it has been moved and is not over.
  virtual Waiting waits() const = 0;
};

}  // namespace musubi::http
