#include "core/flow/golden.hpp"

#include "core/resolve/reads_as.hpp"

namespace musubi {

Customer golden_customer(const std::vector<Member>& members, const Rules& rules) {
  return merge(members, rules.survivorship, [&](const Stated& said, const Stated& kana) { return reads_as(said, kana, rules.model); });
}

}  // namespace musubi
