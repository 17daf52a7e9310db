// Log lines that hold a record, told apart: those that echo one which the program also gives as a line of its own,
// and those that may be all there is of it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>

namespace musubi::process {

/// An echo stands close to its record: so many records before and log lines behind are looked at. Holds their
/// digests, and the lines. For one thread.
class Echoes {
 public:
  static constexpr size_t kClose = 100;
  /// Takes a line that nothing was the echo of.
  using Take = std::function<void(std::string_view line)>;

  /// A record came as a line of its own. Linear in its length.
  void came(std::string_view record);
  /// A log line, as it is to be held, with a record in it. Where that did not come just before, it waits for the record to
  /// come; where too many wait, the first goes to `lone`.
  void logged(std::string_view record, std::string line, const Take& lone);
  /// No record is to come for the lines that wait.
  void finish(const Take& lone);

 private:
  struct Waiting {
    uint64_t record;
    std::string line;
  };
  std::deque<uint64_t> came_;
  std::deque<Waiting> waiting_;
};

}  // namespace musubi::process
