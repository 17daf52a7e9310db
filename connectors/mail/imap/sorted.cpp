#include "connectors/mail/imap/sorted.hpp"

#include <algorithm>

namespace musubi::mail {
namespace {

constexpr size_t kMostKept = 4'000'000;

}  // namespace

std::optional<Streams> Sorted::streams(const std::string& folder, uint32_t validity, uint32_t uid) const {
  auto found = folders_.find(folder);
  if (found == folders_.end() || found->second.validity != validity) return {};
  const auto& mails = found->second.by_uid;
  auto at = std::lower_bound(mails.begin(), mails.end(), std::pair<uint32_t, Streams>(uid, 0));
  if (at == mails.end() || at->first != uid) return {};
  return at->second;
}

void Sorted::keep(const std::string& folder, uint32_t validity, uint32_t uid, Streams streams) {
  Mails& of = folders_[folder];
  if (of.validity != validity) of = {validity, {}};
  auto at = std::lower_bound(of.by_uid.begin(), of.by_uid.end(), std::pair<uint32_t, Streams>(uid, 0));
  if (at != of.by_uid.end() && at->first == uid)
    at->second = streams;
  else if (of.by_uid.size() < kMostKept)
    of.by_uid.insert(at, {uid, streams});
}

}  // namespace musubi::mail
