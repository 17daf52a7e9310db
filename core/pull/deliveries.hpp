// What a sink may offer beside Sink: telling whether a post, or an event in it, was delivered before.
#pragma once
#include <chrono>
#include <string_view>

namespace musubi {

class Deliveries {
 public:
  virtual ~Deliveries() = default;
  /// False where this id of the connection was told before, within the time for which it was to be kept. May throw Error,
  /// which ends the push.
  virtual bool first_time(std::string_view id, std::chrono::seconds keep) = 0;
};

}  // namespace musubi
