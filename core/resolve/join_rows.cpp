#include "core/resolve/join_rows.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace musubi::resolving {
namespace {

constexpr double kLoudest = 3;
constexpr size_t kSpeakers = 24;  // members of one group that are asked

class Joining {
 public:
  Joining(uint32_t rows, double least, const RowWeight& weight) : group_of_(rows), members_(rows), least_(least), weight_(weight) {
    std::iota(group_of_.begin(), group_of_.end(), 0);
    for (uint32_t row = 0; row < rows; ++row) members_[row] = {row};
  }

  void hear(const RowPair& pair) {
    uint32_t x = group_of_[pair.first], y = group_of_[pair.second];
    if (x == y || refused(x, y)) return;
    if (mean(members_[x], members_[y]) >= least_)
      join(x, y);
    else
      refused_[both(x, y)] = members_[x].size() + members_[y].size();
  }

  std::vector<uint32_t> result() && {
    for (auto& members : members_)
      if (!members.empty()) {
        uint32_t first = *std::min_element(members.begin(), members.end());
        for (uint32_t row : members) group_of_[row] = first;
      }
    return std::move(group_of_);
  }

 private:
  static uint64_t both(uint32_t x, uint32_t y) { return uint64_t(std::min(x, y)) << 32 | std::max(x, y); }

  // The answer stands until one of the two has grown by a tenth.
  bool refused(uint32_t x, uint32_t y) const {
    auto at = refused_.find(both(x, y));
    return at != refused_.end() && (members_[x].size() + members_[y].size()) * 10 <= at->second * 11;
  }

  double mean(const std::vector<uint32_t>& x, const std::vector<uint32_t>& y) const {
    size_t of_x = std::min(x.size(), kSpeakers), of_y = std::min(y.size(), kSpeakers);
    double sum = 0;
    for (size_t i = 0; i < of_x; ++i)
      for (size_t k = 0; k < of_y; ++k)
        sum += std::clamp(weight_(x[i * x.size() / of_x], y[k * y.size() / of_y]), -kLoudest, kLoudest);
    return sum / double(of_x * of_y);
  }

  void join(uint32_t into, uint32_t from) {
    if (members_[into].size() < members_[from].size()) std::swap(into, from);
    for (uint32_t row : members_[from]) group_of_[row] = into;
    members_[into].insert(members_[into].end(), members_[from].begin(), members_[from].end());
    members_[from] = {};
  }

  std::vector<uint32_t> group_of_;
  std::vector<std::vector<uint32_t>> members_;
  std::unordered_map<uint64_t, size_t> refused_;
  double least_;
  const RowWeight& weight_;
};

}  // namespace

std::vector<uint32_t> join_rows(uint32_t rows, const std::vector<RowPair>& pairs, const std::vector<float>& weights, double least, const RowWeight& weight) {
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < pairs.size(); ++i)
    if (double(weights[i]) >= least) order.push_back(i);
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return weights[a] != weights[b] ? weights[a] > weights[b] : a < b; });
  Joining joining(rows, least, weight);
  for (uint32_t i : order) joining.hear(pairs[i]);
  return std::move(joining).result();
}

}  // namespace musubi::resolving
