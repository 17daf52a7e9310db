#include "connectors/process/echoes.hpp"

#include <algorithm>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace musubi::process {

void Echoes::came(std::string_view record) {
  const uint64_t digest = XXH3_64bits(record.data(), record.size());
  std::erase_if(waiting_, [&](const Waiting& one) { return one.record == digest; });
  came_.push_back(digest);
  if (came_.size() > kClose) came_.pop_front();
}

void Echoes::logged(std::string_view record, std::string line, const Take& lone) {
  const uint64_t digest = XXH3_64bits(record.data(), record.size());
  if (std::find(came_.begin(), came_.end(), digest) != came_.end()) return;
  waiting_.push_back({digest, std::move(line)});
  if (waiting_.size() <= kClose) return;
  lone(waiting_.front().line);
  waiting_.pop_front();
}

void Echoes::finish(const Take& lone) {
  for (const Waiting& one : std::exchange(waiting_, {})) lone(one.line);
}

}  // namespace musubi::process
