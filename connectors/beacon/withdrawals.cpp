#include "connectors/beacon/withdrawals.hpp"

namespace musubi::beacon {
namespace {

constexpr size_t most_remembered = 10'000;

void remember(std::unordered_set<std::string>& in, const std::string& visitor) {
  if (in.size() >= most_remembered) in.clear();  // who is not here is asked for again
  in.insert(visitor);
}

std::string id_of(const std::string& visitor) { return "withdrawn " + visitor; }

}  // namespace

void Withdrawals::add(const std::string& visitor) {
  host_.first_time(id_of(visitor), keep_);
  others_.erase(visitor);
  remember(withdrawn_, visitor);
}

bool Withdrawals::has(const std::string& visitor) {
  if (withdrawn_.contains(visitor)) return true;
  if (others_.contains(visitor)) return false;
  // Remembered for no time at all is only asked for.
  const bool withdrawn = !host_.first_time(id_of(visitor), std::chrono::seconds(0));
  remember(withdrawn ? withdrawn_ : others_, visitor);
  return withdrawn;
}

}  // namespace musubi::beacon
