// Posts without a nonce: the same content within ten minutes is a double click, later it is another post. Pure.
#pragma once
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace musubi::form {

inline constexpr std::chrono::minutes double_click{10};

/// The key of a post of this content that came `at`: "c-…-20261129160911", of UTC.
std::string timed_key(std::string_view content, std::chrono::sys_seconds at);

/// The date and time that `iso` begins with, taken for UTC; nullopt where it begins with none.
std::optional<std::chrono::sys_seconds> seconds_of(std::string_view iso);

/// What was posted lately, so that posts that are read in the order of their times are told apart. One thread.
class Lately {
 public:
  /// The key of a post: that of the same content within ten minutes before, else its own.
  std::string key(const std::string& content, std::chrono::sys_seconds at);
  /// When each content was posted first, in seconds since 1970; those of more than ten minutes before the newest are left out.
  std::map<std::string, int64_t> kept() const;
  void remember(const std::string& content, std::chrono::sys_seconds at);

 private:
  std::map<std::string, std::chrono::sys_seconds> posts_;
  std::chrono::sys_seconds newest_{};
};

}  // namespace musubi::form
