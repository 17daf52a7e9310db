// Bytes into lines, each of them bounded.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/text/long_text.hpp"

namespace musubi::process {

/// Cuts what a program writes at its line ends. A line longer than the limit comes as what LongText tells of it, marked as
/// cut; so memory stays within the limit. One thread at a time.
class Lines {
 public:
  explicit Lines(size_t longest) : longest_(longest) {}

  /// Calls take(line, cut) for each line that `bytes` completes, without its end; blank ones are left out.
  template <class Take>
  void feed(std::string_view bytes, const Take& take) {
    while (!bytes.empty()) {
      size_t end = bytes.find('\n');
      if (end == bytes.npos) return hold(bytes);
      std::string_view piece = bytes.substr(0, end);
      bytes.remove_prefix(end + 1);
      if (held_.empty() && !long_ && piece.size() <= longest_) {
        give(piece, false, take);
        continue;
      }
      hold(piece);
      give_held(take);
    }
  }
  /// The line that no line end follows.
  template <class Take>
  void finish(const Take& take) {
    give_held(take);
  }

 private:
  void hold(std::string_view bytes) {
    if (!long_ && bytes.size() <= longest_ - held_.size()) {
      held_ += bytes;
      return;
    }
    if (!long_) long_.emplace().add(std::exchange(held_, {}));
    long_->add(bytes);
  }
  template <class Take>
  void give_held(const Take& take) {
    const auto whole = std::exchange(long_, std::nullopt);
    const std::string line = whole ? whole->told() : std::exchange(held_, {});
    give(line, whole.has_value(), take);
  }
  template <class Take>
  static void give(std::string_view line, bool cut, const Take& take) {
    if (!cut && line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t") != line.npos) take(line, cut);
  }

  size_t longest_;
  std::string held_;
  std::optional<text::LongText> long_;  // instead of it
};

}  // namespace musubi::process
