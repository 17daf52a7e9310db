#include "core/resolve/by_device.hpp"

#include <algorithm>

namespace musubi {

const Evidence* by_device(const Pair& pair) {
  auto at = std::find_if(pair.evidence.begin(), pair.evidence.end(), [](const Evidence& e) { return e.field.starts_with("device:"); });
  return pair.band == Band::match && at != pair.evidence.end() ? &*at : nullptr;
}

void hear_device(Pair& pair, bool one_customer) {
  if (one_customer || !by_device(pair)) return;
  pair.band = Band::review;
  pair.veto = "device";
}

}  // namespace musubi
