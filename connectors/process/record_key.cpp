#include "connectors/process/record_key.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "connectors/process/json_scan.hpp"
#include "core/sdk/hex.hpp"
#include "core/sdk/key.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace musubi::process {
void RecordKeys::propose(std::string_view names) {
  if (!paths_.empty()) return;
  auto list = nlohmann::json::parse(names, nullptr, false);
  if (!list.is_array()) return;
  for (const auto& name : list)
    if (name.is_string()) paths_.push_back({name.get<std::string>()});
}

std::string RecordKeys::of(std::string_view record) {
  if (paths_.empty()) {
    const XXH128_hash_t hash = XXH3_128bits(record.data(), record.size());
    return in_hex(hash.high64, hash.low64) + "#" + std::to_string(equals_.next(hash.low64));
  }
  std::vector<std::string> parts;
  for (const auto& path : paths_) {
    std::string_view value = record;
    for (const std::string& step : path) value = member(value, step);
    parts.push_back(plain(value));
  }
  bool empty = std::all_of(parts.begin(), parts.end(),
                           [](const std::string& part) { return part.find_first_not_of(' ') == part.npos; });
  return empty ? "" : joined_key({parts.begin(), parts.end()});
}

std::string RecordKeys::fields() const {
  std::string out;
  for (const auto& path : paths_) {
    out += out.empty() ? "" : ", ";
    for (size_t i = 0; i < path.size(); ++i) out += (i ? "." : "") + path[i];
  }
  return out;
}

}  // namespace musubi::process
