// Stub profiles that exist so far only by the id they were given: under the publishing lock nobody else can
// give one, so a new party is written once, with all it says, instead of first as a stub. What is left at
// commit is written as stubs.
#pragma once
#include <cstdint>
#include <map>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "core/record/source.hpp"
#include "core/record/table.hpp"
#include "core/store/connection.hpp"

namespace musubi::store {

class UnwrittenStubs {
 public:
  void add(const PartyKey& party, int64_t id);
  /// 0 if the party is not here.
  int64_t id_of(const PartyKey& party) const;
  bool holds(int64_t id) const { return by_id_.contains(id); }
  /// Those of `ids` that are not here.
  std::vector<int64_t> without(const std::vector<int64_t>& ids) const;
  /// Appends the rows that identity.profile would have.
  void rows(const std::vector<int64_t>& ids, std::vector<Row>& out) const;
  void rows_of(const std::vector<RecordKey>& records, std::vector<Row>& out) const;
  /// True, once, if `id` was here: its row is about to be inserted.
  bool take(int64_t id);
  /// Inserts what is left as stubs into `target`, identity.profile or its stand-in.
  void write(Connection& connection, const std::string& target);
  /// True for one that write() has inserted: whoever thinks that it has no row yet must update it.
  bool has_row(int64_t id) const { return rows_.contains(id); }

 private:
  std::map<PartyKey, int64_t> by_party_;
  std::unordered_map<int64_t, const PartyKey*> by_id_;
  std::unordered_set<int64_t> rows_;
};

}  // namespace musubi::store
