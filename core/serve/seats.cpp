#include "core/serve/seats.hpp"

#include "core/serve/sender.hpp"

namespace musubi {

Seats::Seat::Seat(Seats& seats, const std::string& address) : seats_(seats), address_(seats.proxies_.contain(address) ? "" : counted_as(address)) {
  if (address_.empty()) return;
  std::lock_guard lock(seats_.mutex_);
  size_t& count = seats_.of_address_[address_];
  place_ = count;
  if (told()) ++count;
}

Seats::Seat::~Seat() {
  if (address_.empty() || !told()) return;
  std::lock_guard lock(seats_.mutex_);
  auto at = seats_.of_address_.find(address_);
  if (--at->second == 0) seats_.of_address_.erase(at);
}

}  // namespace musubi
