#include "core/flow/run_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <fstream>
#include <system_error>

namespace musubi {
namespace {

namespace fs = std::filesystem;

constexpr size_t most_bytes = 4 << 20;
constexpr std::chrono::days kept{30};

fs::path folder_of(const fs::path& data) { return data / "logs"; }

/// Whether an hour has passed since the folder was looked through, which the time of a file in it says, unless a clock that was ahead wrote it.
/// Throws where that cannot be written.
bool is_time_to_look(const fs::path& folder) {
  const fs::path looked = folder / "looked";
  std::error_code none;
  const auto at = fs::last_write_time(looked, none), now = fs::file_time_type::clock::now();
  if ((!none && at <= now && now - at < std::chrono::hours(1)) || !fs::exists(folder)) return false;
  std::ofstream(looked, std::ios::trunc).close();
  fs::last_write_time(looked, now);
  return true;
}

void remove_old(const fs::path& folder) {
  const auto oldest = fs::file_time_type::clock::now() - kept;
  std::error_code failed;
  for (fs::directory_iterator at(folder, failed), end; !failed && at != end; at.increment(failed)) {
    std::error_code gone;
    if (at->path().extension() == ".log" && at->last_write_time(gone) < oldest && !gone) fs::remove(at->path(), gone);
  }
}

/// Only its owner may look into it.
void make_private(const fs::path& folder) {
  if (fs::create_directories(folder)) fs::permissions(folder, fs::perms::owner_all);
}

void begin(const fs::path& data, const fs::path& file) {
  make_private(data);
  make_private(file.parent_path());
  std::ofstream out(file, std::ios::binary | std::ios::app);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
}

}  // namespace

fs::path run_log_file(const fs::path& data, int64_t run) { return folder_of(data) / fmt::format("run-{}.log", run); }

std::vector<std::string> end_of_run_log(const fs::path& data, int64_t run, size_t count) {
  std::ifstream in(run_log_file(data, run), std::ios::binary);
  std::deque<std::string> last;
  for (std::string line; std::getline(in, line);) {
    last.push_back(std::move(line));
    if (last.size() > count) last.pop_front();
  }
  return {last.begin(), last.end()};
}

void remove_run_logs(const fs::path& data) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder_of(data), none)) fs::remove(entry.path());
}

RunLog::RunLog(fs::path data, int64_t run, const Clock& clock) : data_(std::move(data)), run_(run), clock_(clock) {
  try {
    if (is_time_to_look(folder_of(data_))) remove_old(folder_of(data_));
  } catch (...) {
    return;  // what is old goes another time
  }
}

void RunLog::add(std::string_view level, std::string_view text) noexcept {
  try {
    write(level, text);
  } catch (...) {
    bytes_ = most_bytes + 1;  // where one line cannot be written, no other can
  }
}

void RunLog::write(std::string_view level, std::string_view text) {
  if (bytes_ > most_bytes) return;
  const fs::path file = run_log_file(data_, run_);
  if (bytes_ == 0) begin(data_, file);
  std::string line = fmt::format("{} {} {}", format_utc(clock_.now()), level, text);
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  bytes_ += line.size() + 1;
  if (bytes_ > most_bytes) line = "これより後は省きました。/ What follows is left out.";
  std::ofstream(file, std::ios::binary | std::ios::app) << line << '\n';
}

}  // namespace musubi
