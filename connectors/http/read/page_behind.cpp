#include "connectors/http/read/page_behind.hpp"

#include <utility>

#include "connectors/http/read/record.hpp"

namespace musubi::http {

/// By its key, where it has one before it is transformed.
size_t PageBehind::name_of(std::string_view record) const {
  const Record of(record);
  std::string key;
  if (of.is_object())
    for (const auto& path : key_)
      if (const auto value = of.find(path); value && !value->is_null()) key += value->dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return std::hash<std::string_view>()(key.empty() ? record : key);
}

/// Whether it can be kept back.
bool PageBehind::is_known(size_t name) {
  if (remembers_) now_.insert(name);
  const bool known = before_.contains(name);
  overlaps_ = overlaps_ || known;
  return keeps_back_ && known;
}

void PageBehind::release(const Take& take) {
  keeps_back_ = false;
  for (const std::string& one : std::exchange(kept_back_, {})) take(one);
}

void PageBehind::see(std::string_view record, const Take& take) {
  if (!remembers_ && !keeps_back_) return take(record);
  if (is_known(name_of(record))) return kept_back_.emplace_back(record), void();
  release(take);
  take(record);
}

bool PageBehind::see_unread(std::string_view line, const Take& take) {
  if (is_known(std::hash<std::string_view>()(line))) return false;
  release(take);
  return true;
}

void PageBehind::turn(bool remembers, bool behind) {
  before_ = behind ? std::exchange(now_, {}) : std::unordered_set<size_t>();
  now_.clear();
  kept_back_.clear();
  remembers_ = remembers;
  keeps_back_ = behind;
  overlaps_ = false;
}

}  // namespace musubi::http
