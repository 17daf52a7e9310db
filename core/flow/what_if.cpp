#include "core/flow/what_if.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "core/flow/profile_row.hpp"
#include "core/flow/publishing.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

using Ids = std::vector<int64_t>;

/// The hub matches by other rules for as long as this lives.
class Lent {
 public:
  Lent(Rules& own, Rules other) : own_(own), kept_(std::exchange(own, std::move(other))) {}
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;
  ~Lent() { own_ = std::move(kept_); }

 private:
  Rules& own_;
  Rules kept_;
};

/// Whose customer changes: profile → customer before and after. Profiles without one on either side are none of it.
using Moves = std::map<int64_t, std::pair<int64_t, int64_t>>;

Moves moves_of(Session& staged) {
  static const size_t customer = table(TableId::profile).at("customer_id");
  Moves out;
  staged.each_staged_change([&](ChangeSet piece) {
    for (const RowChange& c : piece.changes) {
      if (c.table != TableId::profile || c.op != Op::update) continue;
      const auto &before = c.before.cells[customer], &after = c.after.cells[customer];
      if (before && after && before != after) out[integer_of(*c.after.cells[0])] = {integer_of(*before), integer_of(*after)};
    }
  });
  return out;
}

/// Customers that hand profiles to each other, before and after.
struct Side {
  std::set<int64_t> before, after;
};

std::vector<Side> sides_of(const Moves& moves, const std::vector<Row>& stored) {
  std::map<int64_t, int64_t> parent;
  auto root = [&](int64_t id) {
    parent.try_emplace(id, id);
    while (parent[id] != id) id = parent[id] = parent[parent[id]];
    return id;
  };
  for (const auto& [profile, move] : moves) parent[root(move.first)] = root(move.second);
  std::map<int64_t, Side> sides;
  auto take = [&](int64_t before, int64_t after) {
    Side& s = sides[root(before)];
    s.before.insert(before);
    s.after.insert(after);
  };
  for (const Row& row : stored) {
    Profile p = profile_of(row);
    if (moves.contains(p.id)) take(moves.at(p.id).first, moves.at(p.id).second);
    else take(p.customer_id, p.customer_id);
  }
  std::vector<Side> out;
  for (auto& [id, side] : sides) out.push_back(std::move(side));
  return out;
}

std::vector<Grouped> grouped(const std::set<int64_t>& customers, const std::map<int64_t, std::vector<RecordKey>>& records) {
  std::vector<Grouped> out;
  for (int64_t id : customers)
    if (auto at = records.find(id); at != records.end()) out.push_back({id, "", at->second});
  return out;
}

std::vector<Regrouping> groups_of(Session& session, const Moves& moves) {
  std::set<int64_t> touched;
  for (const auto& [profile, move] : moves) touched.insert({move.first, move.second});
  std::vector<Row> stored = session.profile_rows_of_customers({touched.begin(), touched.end()});
  std::map<int64_t, std::vector<RecordKey>> before, after;
  for (const Row& row : stored) {
    Profile p = profile_of(row);
    auto moved = moves.find(p.id);
    before[p.customer_id].push_back(p.key.record);
    after[moved == moves.end() ? p.customer_id : moved->second.second].push_back(p.key.record);
  }
  for (auto* side : {&before, &after})
    for (auto& [id, records] : *side) std::sort(records.begin(), records.end());
  std::vector<Regrouping> out;
  for (const Side& side : sides_of(moves, stored)) out.push_back({grouped(side.before, before), grouped(side.after, after)});
  std::sort(out.begin(), out.end(), [](const Regrouping& a, const Regrouping& b) { return a.before.at(0).records.at(0) < b.before.at(0).records.at(0); });
  return out;
}

void name(Session& session, std::vector<Regrouping>& groups, size_t most, std::vector<Grouped> Regrouping::*side) {
  Ids ids;
  size_t n = std::min(most, groups.size());
  for (size_t i = 0; i < n; ++i)
    for (const Grouped& g : groups[i].*side) ids.push_back(g.customer);
  std::map<int64_t, std::string> names = customer_names(session, ids);
  for (size_t i = 0; i < n; ++i)
    for (Grouped& g : groups[i].*side) g.name = names[g.customer];
}

void count(Session& session, int64_t& customers, int64_t& review) {
  Session::Answer answer = counts(session);
  customers = integer_of(answer.rows[0][2].value_or("0"));
  review = integer_of(answer.rows[0][4].value_or("0"));
}

}  // namespace

WhatIf what_if(Hub& hub, Rules rules, const WhatIfRequest& request, const Clock& clock) {
  Lent lent(hub.rules, std::move(rules));
  SyncRequest publishing;
  publishing.dry_run = true;
  publishing.threads = request.threads;
  publishing.stop = request.stop;
  int64_t done = 0;
  publishing.on_progress = [&](const std::string&, const StreamName&, int64_t records, int64_t total) {
    done += records;
    if (request.on_progress) request.on_progress(done, total);
  };
  Staged staged(hub.store);
  staged.open().publish_again("", false);
  staged.finish();
  publish_pending(hub, publishing, clock, staged);
  if (request.stop.stop_requested()) throw Error("flow.what_if_stopped");
  WhatIf out;
  Session stored = hub.store.begin();
  Session& derived = staged.open();
  out.groups = groups_of(stored, moves_of(derived));
  name(stored, out.groups, request.named, &Regrouping::before);
  name(derived, out.groups, request.named, &Regrouping::after);
  count(stored, out.customers_before, out.review_before);
  count(derived, out.customers_after, out.review_after);
  staged.finish();
  return out;
}

}  // namespace musubi
