#include "core/serve/seats.hpp"

#include "core/serve/http_server.hpp"

namespace musubi {

Seats::Seat::Seat(Seats& seats, std::string address) : seats_(seats), address_(is_loopback(address) ? "" : std::move(address)) {
  if (address_.empty()) return;
  std::lock_guard lock(seats_.mutex_);
  size_t& count = seats_.of_address_[address_];
  taken_ = count < seats_.most_;
  if (taken_) ++count;
}

Seats::Seat::~Seat() {
  if (address_.empty() || !taken_) return;
  std::lock_guard lock(seats_.mutex_);
  auto at = seats_.of_address_.find(address_);
  if (--at->second == 0) seats_.of_address_.erase(at);
}

}  // namespace musubi
