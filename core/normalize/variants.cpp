#include "core/normalize/variants.hpp"

#include <iterator>
#include <memory>
#include <unordered_map>

namespace musubi::normalize {
namespace {

constexpr char32_t register_text[] =
#include "core/normalize/tables/variants_register.inc"
    ;
constexpr View register_pairs{register_text, std::size(register_text) - 1};
constexpr View hand_pairs =
#include "core/normalize/tables/variants_hand.inc"
    ;
constexpr View loose_pairs =
#include "core/normalize/tables/variants_loose.inc"
    ;

/// What each character folds to; flat where nearly all of them are.
class Folding {
 public:
  Folding() : plane_(std::make_unique<char32_t[]>(1 << 16)) {}

  /// Adds pairs; what earlier pairs fold to a character that is folded here, goes along.
  void add(View pairs) {
    std::unordered_map<char32_t, char32_t> fresh;
    for (size_t i = 0; i + 1 < pairs.size(); i += 3) fresh.emplace(pairs[i], pairs[i + 1]);
    for (char32_t c = 0x3400; c < 0x10000; ++c)
      if (auto at = fresh.find(plane_[c]); plane_[c] && at != fresh.end()) plane_[c] = at->second;
    for (auto& [from, to] : beyond_)
      if (auto at = fresh.find(to); at != fresh.end()) to = at->second;
    for (auto [from, to] : fresh) {
      if (from < 0x10000)
        plane_[from] = to;
      else
        beyond_[from] = to;
    }
  }
  char32_t operator()(char32_t c) const {
    if (c < 0x3400) return c;
    if (c < 0x10000) return plane_[c] ? plane_[c] : c;
    auto at = beyond_.find(c);
    return at == beyond_.end() ? c : at->second;
  }

 private:
  std::unique_ptr<char32_t[]> plane_;  // 0: itself
  std::unordered_map<char32_t, char32_t> beyond_;
};

Folding strict_folding() {
  Folding folding;
  folding.add(register_pairs);
  folding.add(hand_pairs);
  return folding;
}

Folding loose_folding() {
  Folding folding = strict_folding();
  folding.add(loose_pairs);
  return folding;
}

}  // namespace

char32_t fold_strict(char32_t c) {
  static const Folding folding = strict_folding();
  return folding(c);
}

char32_t fold_loose(char32_t c) {
  static const Folding folding = loose_folding();
  return folding(c);
}

}  // namespace musubi::normalize
