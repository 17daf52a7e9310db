#include "connectors/file/settling.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace musubi::file {
namespace {

constexpr int64_t kSecond = 1'000'000'000, kLongAgo = 24 * 3600, kJustNow = 10;
constexpr int kLongestLook = 60;

int64_t now_in_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

}  // namespace

std::map<std::string, Unfinished> unfinished(const Host& host, Place& place,
                                             const std::vector<FoundFile>& files,
                                             const std::function<bool(const FoundFile&)>& wanted) {
  std::map<std::string, Unfinished> out;
  std::map<std::string, FileStamp> fresh;
  const int64_t now = now_in_seconds();
  for (const auto& file : files) {
    if (!wanted(file)) continue;
    FileStamp stamp = place.stamp(file);
    int64_t told = stamp.modified ? now - stamp.modified / kSecond : kLongAgo;
    // A clock that is off keeps no file from being read for long, and tells nothing of its age: what was seen twice does.
    int64_t age = std::abs(told);
    if (!file.companion.empty())
      out[file.id] = {"left_for_companion", {{"companion", file.companion}}, std::max(place.settle(), 1)};
    else if (age < place.settle())
      out[file.id] = {"left_as_young", {{"seconds", std::to_string(age)}}, static_cast<int>(place.settle() - age + 1)};
    else if (age < kJustNow && place.is_open_for_writing(file))
      out[file.id] = {"left_as_open", {}, 1};
    else if (told < kLongAgo || !stamp.modified)
      fresh[file.id] = stamp;
  }
  if (fresh.empty() || !place.worth_a_second_look()) return out;
  host.wait(std::chrono::seconds(std::clamp(place.settle(), 1, kLongestLook)));
  for (const auto& file : place.find()) {
    auto before = fresh.find(file.id);
    if (before == fresh.end()) continue;
    FileStamp after = place.stamp(file);
    if (after.size != before->second.size || after.modified != before->second.modified ||
        !file.companion.empty())
      out[file.id] = {"left_as_growing", {{"before", std::to_string(before->second.size)}, {"after", std::to_string(after.size)}}, std::max(place.settle(), 1)};
  }
  return out;
}

}  // namespace musubi::file
