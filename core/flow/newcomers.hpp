// Customers that a change set brings. Nobody was they before, so all that the master holds of them stands in the change set itself and
// need not be read back.
#pragma once
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "core/record/change_set.hpp"
#include "core/store/mailing.hpp"

namespace musubi {

/// A look into a change set, which must outlive it unchanged. Cost: one pass a call.
class Newcomers {
 public:
  explicit Newcomers(const ChangeSet& changes);
  bool contains(int64_t customer) const { return rows_.contains(customer); }
  /// What mailing_profiles() would answer for them once the change set is written, in another order.
  std::vector<MailingProfile> profiles() const;
  /// Their rows of contact_point.
  std::vector<const Row*> contact_points() const;

 private:
  const ChangeSet& changes_;
  std::unordered_map<int64_t, const Row*> rows_;  // of table customer
};

}  // namespace musubi
