#include "core/resolve/by_device.hpp"

#include <algorithm>

namespace musubi {
namespace {

bool is_contact(const Evidence& e) { return e.field.starts_with("contact:"); }
bool is_alike(const Evidence& e) { return is_contact(e) && e.level == "same"; }

}  // namespace

const Evidence* by_device(const Pair& pair) {
  auto leads = [](const Evidence& e) { return e.field.starts_with("device:") || (is_contact(e) && !is_alike(e)); };
  auto at = std::find_if(pair.evidence.begin(), pair.evidence.end(), leads);
  return pair.band == Band::match && at != pair.evidence.end() ? &*at : nullptr;
}

bool smaller_is_device(const Evidence& evidence) { return evidence.level == "used_by" || evidence.level == "known_by"; }

std::string_view device_veto(const Evidence& evidence) { return is_contact(evidence) ? "contact" : "device"; }

bool known_alike(const Pair& pair) { return std::any_of(pair.evidence.begin(), pair.evidence.end(), is_alike); }

void hear_device(Pair& pair, bool one_customer) {
  const Evidence* used = one_customer ? nullptr : by_device(pair);
  if (!used) return;
  pair.veto = device_veto(*used);
  pair.band = Band::review;
}

}  // namespace musubi
