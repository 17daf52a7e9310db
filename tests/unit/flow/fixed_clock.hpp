// A clock that stands still.
#pragma once
#include <string>

#include "core/base/time.hpp"

namespace musubi::testing {

class FixedClock final : public Clock {
 public:
  explicit FixedClock(const std::string& day) : now_(*parse_time(day, "UTC")) {}
  Time now() const override { return now_; }

 private:
  Time now_;
};

}  // namespace musubi::testing
