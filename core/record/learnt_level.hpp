// What was learnt of one level of a comparison: the numbers of a match model that `match train` makes.
#pragma once
#include <cstdint>
#include <string>

namespace musubi {

/// `m`: how often records of one customer stand at the level, `u`: how often records of different ones do. What too few pairs stood at
/// keeps the shipped number.
struct LearntLevel {
  std::string level;  // its name in core/resolve/tables/model.inc
  double m = 0, u = 0;
  int64_t matches = 0, others = 0;  // pairs at this level, by expectation and as counted: what m and u rest on
  bool m_learnt = false, u_learnt = false;
  friend bool operator==(const LearntLevel&, const LearntLevel&) = default;
};

}  // namespace musubi
