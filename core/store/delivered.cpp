#include "core/store/delivered.hpp"

#include <algorithm>
#include <functional>
#include <limits>

namespace musubi::store {
namespace {

/// 0 marks an empty slot.
uint64_t hash_of(std::string_view key) {
  return std::max<uint64_t>(1, std::hash<std::string_view>()(key));
}

}  // namespace

size_t DeliveredKeys::slot(uint64_t hash) const {
  size_t mask = entries_.size() - 1, at = hash & mask;
  while (entries_[at].hash && entries_[at].hash != hash) at = (at + 1) & mask;
  return at;
}

const DeliveredKeys::Place* DeliveredKeys::find(std::string_view key) const {
  if (entries_.empty()) return nullptr;
  const Entry& entry = entries_[slot(hash_of(key))];
  return entry.hash ? &entry.place : nullptr;
}

void DeliveredKeys::put(std::string_view key, Place place) {
  if (2 * (used_ + 1) > entries_.size()) grow();
  uint64_t hash = hash_of(key);
  Entry& entry = entries_[slot(hash)];
  used_ += entry.hash == 0;
  entry = {hash, place};
  if (place.file) first_rows_[place.file - 1] = std::min(first_rows_[place.file - 1], place.row);
}

std::vector<std::pair<std::string, int64_t>> DeliveredKeys::first_rows() const {
  std::vector<std::pair<std::string, int64_t>> out;
  for (size_t i = 0; i < files_.size(); ++i) out.emplace_back(files_[i], first_rows_[i]);
  return out;
}

void DeliveredKeys::grow() {
  std::vector<Entry> larger(std::max<size_t>(64, 2 * entries_.size()));
  larger.swap(entries_);
  for (const Entry& entry : larger)
    if (entry.hash) entries_[slot(entry.hash)] = entry;
}

uint32_t DeliveredKeys::number_of(const std::string& file) {
  if (file.empty()) return 0;
  auto at = std::find(files_.rbegin(), files_.rend(), file);
  if (at != files_.rend()) return uint32_t(files_.rend() - at);
  files_.push_back(file);
  first_rows_.push_back(std::numeric_limits<int64_t>::max());
  return uint32_t(files_.size());
}

DeliveredKeys& Deliveries::of(int64_t run, const StreamName& stream) {
  std::lock_guard lock(mutex_);
  auto& keys = keys_[{run, stream}];
  if (!keys) keys = std::make_unique<DeliveredKeys>();
  return *keys;
}

void Deliveries::begin(int64_t run) {
  std::lock_guard lock(mutex_);
  running_.insert(run);
}

void Deliveries::end(int64_t run) {
  std::lock_guard lock(mutex_);
  running_.erase(run);
  std::erase_if(keys_, [&](const auto& one) { return one.first.first == run; });
}

bool Deliveries::ours(int64_t run) const {
  std::lock_guard lock(mutex_);
  return running_.contains(run);
}

}  // namespace musubi::store
