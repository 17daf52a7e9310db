#include "core/flow/neighbourhood.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>

#include "core/flow/blocks.hpp"
#include "core/flow/profile_row.hpp"

namespace musubi {
namespace {

/// One resolution at work: profiles and features known so far, blocks, pairs.
class Neighbourhood {
 public:
  Neighbourhood(Session& session, const Rules& rules) : session_(session), rules_(rules), blocks_(session, rules.model, [this](const std::vector<int64_t>& ids) { return contents_of(ids); }) {}

  Resolution run(std::vector<Profile> touched) {
    for (Profile& p : touched) {
      touched_.insert(p.id);
      know(std::move(p));
    }
    find_blocks();
    compare_candidates();
    close();
    assign();
    return finish();
  }

 private:
  void know(Profile p) {
    features_.add(p, rules_.model);
    index_[p.id] = features_.size() - 1;
    out_.customer_before[p.id] = p.customer_id;
    out_.profiles.insert_or_assign(p.id, std::move(p));
  }

  void load(const Ids& wanted) {
    std::vector<int64_t> missing;
    for (int64_t id : wanted)
      if (!out_.profiles.contains(id)) missing.push_back(id);
    std::sort(missing.begin(), missing.end());
    load_rows(session_.rows(TableId::profile, missing));
  }

  void load_rows(std::vector<Row> rows) {
    std::map<int64_t, Profile> fresh;
    std::vector<int64_t> ids;
    for (Row& row : rows) {
      Profile p = profile_of(row);
      if (out_.profiles.contains(p.id)) continue;
      ids.push_back(p.id);
      fresh.emplace(p.id, std::move(p));
      out_.profiles_stored.push_back(std::move(row));
    }
    for (const Row& row : session_.rows(TableId::external_id, ids)) fresh.at(integer_of(*row.cells[0])).ids.push_back(id_of(row));
    for (auto& [id, p] : fresh) {
      std::sort(p.ids.begin(), p.ids.end());
      know(std::move(p));
    }
  }

  std::vector<uint64_t> contents_of(const std::vector<int64_t>& ids) {
    load({ids.begin(), ids.end()});
    std::vector<uint64_t> out;
    for (int64_t id : ids) out.push_back(features_.content(index_.at(id)));
    return out;
  }

  std::vector<uint64_t> keys_of(int64_t id) const {
    return out_.profiles.at(id).stub ? std::vector<uint64_t>{} : blocking_keys(features_.at(index_.at(id)), rules_.model);
  }

  std::vector<uint64_t> lone_keys_of(const auto& ids) const {
    std::vector<uint64_t> out;
    for (int64_t id : ids)
      for (uint64_t key : lone_keys(features_.at(index_.at(id)))) out.push_back(key);
    return out;
  }

  /// Who shares a key whose block just took another shape joins the touched; their own keys stay.
  void find_blocks() {
    std::vector<int64_t> ids(touched_.begin(), touched_.end());
    std::sort(ids.begin(), ids.end());
    out_.keys_stored = session_.rows(TableId::held_keys, ids);
    std::vector<HeldKey> before, now;
    for (const Row& row : out_.keys_stored)
      for (int64_t hash : integers_of(*row.cells[1])) before.emplace_back(uint64_t(hash), integer_of(*row.cells[0]));
    for (int64_t id : ids) {
      std::vector<int64_t> hashes;
      for (uint64_t hash : keys_of(id)) {
        now.emplace_back(hash, id);
        hashes.push_back(int64_t(hash));
      }
      std::sort(hashes.begin(), hashes.end());
      if (!hashes.empty()) out_.keys_derived.push_back({{cell(id), cell(hashes)}});
    }
    Ranks ranks;
    for (int64_t id : ids) {
      const Profile& p = out_.profiles.at(id);
      ranks[id] = rank_of(p.key, std::any_of(p.ids.begin(), p.ids.end(), [](const ExternalId& held) { return held.device; }));
    }
    Ids crossed = blocks_.fill(std::move(now), before, ranks, lone_keys_of(ids));
    if (crossed.empty()) return;
    load(crossed);
    std::vector<uint64_t> hashes;
    for (int64_t id : crossed)
      for (uint64_t hash : keys_of(id)) hashes.push_back(hash);
    blocks_.widen(std::move(hashes), lone_keys_of(crossed));
    touched_.insert(crossed.begin(), crossed.end());
  }

  void compare_candidates() {
    std::vector<std::pair<int64_t, int64_t>> candidates = blocks_.candidates(touched_);
    Ids wanted;
    for (const auto& [a, b] : candidates) wanted.insert({a, b});
    load(wanted);
    for (const auto& [a, b] : candidates) {
      Pair pair = compared(a, b);
      if (pair.band != Band::no) pairs_.push_back(std::move(pair));
    }
  }

  Pair compared(int64_t a, int64_t b) const {
    return compare(features_.at(index_.at(a)), features_.at(index_.at(b)), rules_.model);
  }

  static bool joins(const Pair& pair) { return pair.band == Band::match; }

  /// Grows the touched profiles into whole components: match pairs old and new, former customers, decisions "same". Pairs that
  /// were stored of touched profiles and former customers only widen what is looked at; they join nothing by themselves.
  void close() {
    decided_ = session_.anything_decided();
    Ids frontier = touched_;
    for (const Pair& pair : pairs_)
      if (joins(pair)) link(pair.a, pair.b, frontier);
    while (!frontier.empty()) {
      load(frontier);
      for (int64_t id : frontier) component_.insert(id);
      frontier = beyond(frontier);
    }
  }

  void link(int64_t a, int64_t b, Ids& reached) {
    edges_.push_back(std::minmax(a, b));
    reached.insert(a);
    reached.insert(b);
  }

  Ids beyond(const Ids& frontier) {
    std::vector<int64_t> ids(frontier.begin(), frontier.end());
    std::sort(ids.begin(), ids.end());
    Ids reached;
    for (Row& row : session_.rows(TableId::pair, ids)) take_stored_pair(std::move(row), reached);
    follow_customers(ids, reached);
    follow_decisions(ids, reached);
    std::erase_if(reached, [&](int64_t id) { return component_.contains(id); });
    return reached;
  }

  void take_stored_pair(Row row, Ids& reached) {
    int64_t a = integer_of(*row.cells[0]), b = integer_of(*row.cells[1]);
    if (!seen_pairs_.insert({a, b}).second) return;
    bool stale = touched_.contains(a) || touched_.contains(b);
    if (row.cells[3] == "match") stale ? void(reached.insert({a, b})) : link(a, b, reached);
    if (stale) out_.pairs_stored.push_back(std::move(row));
  }

  void follow_customers(const std::vector<int64_t>& ids, Ids& reached) {
    std::vector<int64_t> customers;
    for (int64_t id : ids)
      if (int64_t customer = out_.customer_before.at(id); customer && seen_customers_.insert(customer).second) customers.push_back(customer);
    std::vector<Row> rows = session_.profile_rows_of_customers(customers);
    for (const Row& row : rows) reached.insert(integer_of(*row.cells[0]));
    load_rows(std::move(rows));
  }

  void follow_decisions(const std::vector<int64_t>& ids, Ids& reached) {
    if (!decided_) return;
    std::vector<PartyKey> parties;
    for (int64_t id : ids) parties.push_back(out_.profiles.at(id).key);
    std::vector<Decision> found = session_.decisions(parties);
    std::vector<PartyKey> ends;
    for (const Decision& d : found)
      if (d.verdict == Verdict::same) ends.insert(ends.end(), {d.a, d.b});
    std::vector<int64_t> end_ids = session_.profile_ids(ends);
    for (size_t i = 0; i + 1 < end_ids.size(); i += 2) link(end_ids[i], end_ids[i + 1], reached);
    for (Decision& d : found)
      if (seen_decisions_.insert(d.id).second) decisions_.push_back(std::move(d));
  }

  /// Profiles that edges join, ascending, and those edges.
  struct Group {
    std::vector<int64_t> ids;
    std::vector<std::pair<int64_t, int64_t>> edges;
  };

  void assign() {
    Between between = [this](int64_t a, int64_t b) { return compared(a, b); };
    for (const Group& group : groups()) {
      std::vector<Node> nodes;
      for (int64_t id : group.ids) {
        Profile& p = out_.profiles.at(id);
        if (p.stub) p.customer_id = 0;
        else nodes.push_back({id, p.key, features_.content(index_.at(id))});
      }
      if (nodes.size() == 1) out_.profiles.at(nodes[0].id).customer_id = nodes[0].id;
      if (nodes.size() < 2) continue;
      std::vector<Pair> pairs;
      for (const auto& [a, b] : group.edges) pairs.push_back(compared(a, b));
      for (const Cluster& c : cluster(std::move(nodes), std::move(pairs), decisions_, between).clusters)
        for (int64_t id : c) out_.profiles.at(id).customer_id = c.front();
    }
  }

  std::vector<Group> groups() {
    std::vector<int64_t> ids(component_.begin(), component_.end());
    std::sort(ids.begin(), ids.end());
    std::vector<size_t> parent(ids.size());
    std::iota(parent.begin(), parent.end(), size_t(0));
    auto root = [&](size_t i) {
      while (parent[i] != i) i = parent[i] = parent[parent[i]];
      return i;
    };
    auto place = [&](int64_t id) { return size_t(std::lower_bound(ids.begin(), ids.end(), id) - ids.begin()); };
    std::sort(edges_.begin(), edges_.end());
    edges_.erase(std::unique(edges_.begin(), edges_.end()), edges_.end());
    std::erase_if(edges_, [&](const auto& e) { return e.first == e.second || !component_.contains(e.first) || !component_.contains(e.second); });
    for (const auto& [a, b] : edges_) {
      size_t x = root(place(a)), y = root(place(b));
      parent[std::max(x, y)] = std::min(x, y);
    }
    std::vector<Group> out;
    std::vector<size_t> group_of(ids.size());
    for (size_t i = 0; i < ids.size(); ++i) {
      size_t first = root(i);
      if (first == i) group_of[i] = out.size(), out.emplace_back();
      out[group_of[first]].ids.push_back(ids[i]);
    }
    for (const auto& edge : edges_) out[group_of[root(place(edge.first))]].edges.push_back(edge);
    return out;
  }

  Resolution finish() {
    for (const Pair& p : pairs_)
      out_.pairs_derived.push_back({{cell(p.a), cell(p.b), fmt::format("{:.2f}", p.weight), std::string(word(p.band)), p.veto, written(p.evidence)}});
    std::erase_if(out_.profiles, [&](const auto& entry) { return !component_.contains(entry.first); });
    std::erase_if(out_.customer_before, [&](const auto& entry) { return !component_.contains(entry.first); });
    return std::move(out_);
  }

  Session& session_;
  const Rules& rules_;
  FeatureSet features_;
  std::unordered_map<int64_t, size_t> index_;
  Ids touched_, component_, seen_customers_, seen_decisions_;
  Blocks blocks_;
  bool decided_ = false;
  std::vector<Pair> pairs_;
  std::vector<std::pair<int64_t, int64_t>> edges_;
  std::set<std::pair<int64_t, int64_t>> seen_pairs_;
  std::vector<Decision> decisions_;
  Resolution out_;
};

}  // namespace

Resolution resolve(Session& session, const Rules& rules, std::vector<Profile> touched) {
  return Neighbourhood(session, rules).run(std::move(touched));
}

}  // namespace musubi
