#include "core/flow/neighbourhood.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/flow/profile_row.hpp"

namespace musubi {
namespace {

using Ids = std::unordered_set<int64_t>;
constexpr size_t whole_matrix_limit = 300;  // above, a component compares only pairs that share a key

/// One resolution at work: profiles and features known so far, blocks, pairs.
class Neighbourhood {
 public:
  Neighbourhood(Session& session, const Rules& rules) : session_(session), rules_(rules), limit_(block_limit(rules.model)) {}

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
  struct Block {
    std::vector<int64_t> holders;  // after the change; all of them only where `open`
    bool open = true;              // few enough holders to yield candidates
  };

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

  void load_rows(const std::vector<Row>& rows) {
    std::map<int64_t, Profile> fresh;
    std::vector<int64_t> ids;
    for (const Row& row : rows) {
      Profile p = profile_of(row);
      if (out_.profiles.contains(p.id)) continue;
      ids.push_back(p.id);
      fresh.emplace(p.id, std::move(p));
    }
    for (const Row& row : session_.rows(TableId::external_id, ids)) fresh.at(integer_of(*row.cells[0])).ids.push_back(id_of(row));
    for (auto& [id, p] : fresh) {
      std::sort(p.ids.begin(), p.ids.end());
      know(std::move(p));
    }
  }

  std::vector<uint64_t> keys_of(int64_t id) const {
    return out_.profiles.at(id).stub ? std::vector<uint64_t>{} : blocking_keys(features_.at(index_.at(id)), rules_.model);
  }

  void find_blocks() {
    std::vector<int64_t> ids(touched_.begin(), touched_.end());
    std::sort(ids.begin(), ids.end());
    out_.keys_stored = session_.rows(TableId::match_key, ids);
    std::unordered_map<uint64_t, size_t> left;  // hash → touched profiles that held it
    std::unordered_map<uint64_t, std::vector<int64_t>> now;
    for (const Row& row : out_.keys_stored) ++left[uint64_t(integer_of(*row.cells[1]))];
    for (int64_t id : ids) {
      for (uint64_t hash : keys_of(id)) {
        now[hash].push_back(id);
        out_.keys_derived.push_back({{cell(id), cell(int64_t(hash))}});
      }
    }
    for (const auto& [hash, count] : left) now.try_emplace(hash);
    Ids crossed;
    fill_blocks(now, left, crossed);
    widen(crossed);
  }

  /// Blocks of the hashes that touched profiles hold now or held before. Who shares a key whose block just became too large
  /// or small enough again joins the touched (`crossed`).
  void fill_blocks(const std::unordered_map<uint64_t, std::vector<int64_t>>& now, const std::unordered_map<uint64_t, size_t>& left, Ids& crossed) {
    for (auto& [hash, before] : stored_holders(now, left)) {
      Block& block = blocks_[hash];
      bool was_open = before.size() <= limit_;
      for (int64_t id : before)
        if (!touched_.contains(id)) block.holders.push_back(id);
      const auto& joined = now.at(hash);
      block.holders.insert(block.holders.end(), joined.begin(), joined.end());
      block.open = block.holders.size() <= limit_;
      if (block.open != was_open)
        for (int64_t id : block.holders)
          if (!touched_.contains(id)) crossed.insert(id);
    }
  }

  std::unordered_map<uint64_t, std::vector<int64_t>> stored_holders(const std::unordered_map<uint64_t, std::vector<int64_t>>& now, const std::unordered_map<uint64_t, size_t>& left) {
    std::vector<uint64_t> few, many;
    for (const auto& [hash, ids] : now) (left.contains(hash) ? many : few).push_back(hash);
    std::unordered_map<uint64_t, std::vector<int64_t>> out;
    for (const auto& [hash, ids] : now) out[hash];
    for (const Session::Holder& h : session_.holders(few, limit_ + 1)) out[h.hash].push_back(h.profile_id);
    for (const Session::Holder& h : session_.holders(many, limit_ + 1 + touched_.size())) out[h.hash].push_back(h.profile_id);
    return out;
  }

  /// Takes holders of blocks that opened or closed among the touched: their pairs are compared anew, their keys stay.
  void widen(const Ids& crossed) {
    if (crossed.empty()) return;
    load(crossed);
    std::vector<uint64_t> hashes;
    for (int64_t id : crossed)
      for (uint64_t hash : keys_of(id))
        if (!blocks_.contains(hash)) hashes.push_back(hash);
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    for (const Session::Holder& h : session_.holders(hashes, limit_ + 1)) blocks_[h.hash].holders.push_back(h.profile_id);
    for (uint64_t hash : hashes) blocks_[hash].open = blocks_[hash].holders.size() <= limit_;
    touched_.insert(crossed.begin(), crossed.end());
  }

  void compare_candidates() {
    std::set<std::pair<int64_t, int64_t>> candidates;
    Ids wanted;
    for (int64_t id : touched_) {
      for (uint64_t hash : keys_of(id)) {
        const Block& block = blocks_.at(hash);
        if (!block.open) continue;
        for (int64_t other : block.holders) {
          if (other == id) continue;
          candidates.insert(std::minmax(id, other));
          wanted.insert(other);
        }
      }
    }
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
    edges_.emplace_back(a, b);
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
    load_rows(rows);
    for (const Row& row : rows) reached.insert(integer_of(*row.cells[0]));
  }

  void follow_decisions(const std::vector<int64_t>& ids, Ids& reached) {
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

  void assign() {
    for (const std::vector<int64_t>& group : groups()) {
      std::vector<Node> nodes;
      for (int64_t id : group)
        if (!out_.profiles.at(id).stub) nodes.push_back({id, out_.profiles.at(id).key});
      if (nodes.empty()) continue;
      if (nodes.size() == 1) {
        out_.profiles.at(nodes[0].id).customer_id = nodes[0].id;
        continue;
      }
      std::vector<Pair> pairs = pairs_among(nodes);
      for (const Cluster& c : cluster(std::move(nodes), std::move(pairs), decisions_, rules_.model).clusters)
        for (int64_t id : c) out_.profiles.at(id).customer_id = c.front();
    }
  }

  std::vector<Pair> pairs_among(const std::vector<Node>& nodes) const {
    std::vector<Pair> out;
    if (nodes.size() <= whole_matrix_limit) {
      for (size_t i = 0; i < nodes.size(); ++i)
        for (size_t k = i + 1; k < nodes.size(); ++k) out.push_back(compared(nodes[i].id, nodes[k].id));
      return out;
    }
    Ids here;
    for (const Node& n : nodes) here.insert(n.id);
    for (const auto& [a, b] : edges_)
      if (a != b && here.contains(a) && here.contains(b)) out.push_back(compared(std::min(a, b), std::max(a, b)));
    return out;
  }

  std::vector<std::vector<int64_t>> groups() const {
    std::map<int64_t, int64_t> parent;
    for (int64_t id : component_) parent[id] = id;
    auto root = [&](int64_t id) {
      while (parent[id] != id) id = parent[id] = parent[parent[id]];
      return id;
    };
    for (const auto& [a, b] : edges_)
      if (parent.contains(a) && parent.contains(b)) parent[std::max(root(a), root(b))] = std::min(root(a), root(b));
    std::map<int64_t, std::vector<int64_t>> grouped;
    for (const auto& [id, up] : parent) grouped[root(id)].push_back(id);
    std::vector<std::vector<int64_t>> out;
    for (auto& [first, ids] : grouped) out.push_back(std::move(ids));
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
  size_t limit_;
  FeatureSet features_;
  std::unordered_map<int64_t, size_t> index_;
  Ids touched_, component_, seen_customers_, seen_decisions_;
  std::unordered_map<uint64_t, Block> blocks_;
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
