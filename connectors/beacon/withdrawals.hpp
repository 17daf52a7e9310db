// Who has withdrawn the consent: a beacon that was under way then must not be taken, also after a restart.
#pragma once
#include <chrono>
#include <string>
#include <unordered_set>

#include "core/sdk/connector.hpp"

namespace musubi::beacon {

/// Kept by the host (first_time), so that it outlives the program; what was asked is remembered here. One thread.
class Withdrawals {
 public:
  /// `keep`: longer than a cookie lives.
  Withdrawals(const Host& host, std::chrono::seconds keep) : host_(host), keep_(keep) {}
  /// To be called with what lands of the withdrawal. A withdrawal may come again: the one before may not have been committed.
  void add(const std::string& visitor);
  /// Cost: one statement of the database, but for visitors that were asked for lately.
  bool has(const std::string& visitor);

 private:
  Host host_;
  std::chrono::seconds keep_;
  std::unordered_set<std::string> withdrawn_, others_;
};

}  // namespace musubi::beacon
