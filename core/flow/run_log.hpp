// What connectors say beside records in a run (their own lines, those of the programs they run), for whoever looks into it later.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.hpp"

namespace musubi {

/// Where a run's log lies, if it has one: `data` is the hub's data directory.
std::filesystem::path run_log_file(const std::filesystem::path& data, int64_t run);

/// The last `count` lines of a run's log; empty where there is none.
std::vector<std::string> end_of_run_log(const std::filesystem::path& data, int64_t run, size_t count);

/// Removes every run's log: what programs write may name anybody.
void remove_run_logs(const std::filesystem::path& data);

/// The log of one run, by one thread at a time. Its file comes with the first line, readable by its owner alone. Where a log begins,
/// with or without a line, those that nobody has written to for 30 days go: at most once an hour, as all are looked at.
class RunLog {
 public:
  /// `clock` must outlive it. What stands in the way of old logs' going is passed over: nothing is thrown.
  RunLog(std::filesystem::path data, int64_t run, const Clock& clock);

  /// Adds a line: when (UTC), the level (INFO, WARN, ERROR), the text, line breaks as blanks. What comes when 4 MiB are full is left out,
  /// as the last line then says. A log that cannot be written ends no run: nothing is thrown.
  void add(std::string_view level, std::string_view text) noexcept;

 private:
  void write(std::string_view level, std::string_view text);

  std::filesystem::path data_;
  int64_t run_;
  const Clock& clock_;
  size_t bytes_ = 0;
};

}  // namespace musubi
