// What an import shows before it is agreed to: sample rows raw beside mapped, and the dry run in terms of customers.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/app/command.hpp"
#include "core/app/seen.hpp"
#include "core/flow/derive.hpp"
#include "core/flow/sync.hpp"

namespace musubi {

/// Sample rows, raw beside mapped.
void print_samples(const Context& context, const LookedAt& looked, const Mapping& mapping, size_t rows);

/// Adds up a dry run as its changes come by.
class ImportPreview {
 public:
  explicit ImportPreview(const Context& context) : context_(context) {}
  void take(const Derived& derived);
  /// When all changes have come: which pairs become one customer, and which are for review. A match that is refused (a veto, or a device or contact
  /// that two have) is for review; of whom a steward has spoken is not shown again. `session`: the hub as it is without the import.
  void settle(Session& session);
  /// Figures, merges with their reasons, and rows that would be held with theirs. `looked`: rows that could not even be read.
  /// `key`: the column that names rows, "" for none or one chosen earlier.
  void print(const SyncReport& report, const LookedAt& looked, const std::string& key) const;
  int64_t new_customers() const { return persons_ + organisations_; }
  int64_t changed_customers() const { return changed_; }
  int64_t joined() const { return joined_; }
  int64_t to_review() const { return review_; }

 private:
  struct Held {
    int64_t rows = 0;
    Message first;
  };
  bool decided(const Row& pair) const;
  std::string person(const std::string& profile) const;
  void print_pairs() const;
  void print_held(const SyncReport& report, const LookedAt& looked, const std::string& key) const;

  const Context& context_;
  int64_t persons_ = 0, organisations_ = 0, changed_ = 0, gone_ = 0, joined_ = 0, review_ = 0;
  std::map<std::string, std::string> who_;  // profile id → name, of the pairs that are shown
  std::map<std::string, std::string> customer_of_;  // profile id → customer id, after the import
  std::map<std::string, PartyKey> party_;           // profile id → party, of those that are stored
  std::set<std::pair<PartyKey, PartyKey>> spoken_of_;
  std::vector<Row> pairs_;
  std::vector<Row> merges_, open_;  // the first few that become one customer, and of those for review
  std::map<std::string, Held> held_;
};

/// Held rows by reason, each once with how many rows it concerns.
std::string held_line(const Context& context, int64_t rows, const Message& reason);

}  // namespace musubi
