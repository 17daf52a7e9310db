// What a stream has read: a token for each mail, so that nothing is read twice, wherever it moved.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

namespace musubi::mail {

class State {
 public:
  /// Empty where `text` is empty, of another version, or was written under other settings.
  State(std::string_view text, std::string settings);

  bool has(uint64_t token) const { return token && (before_.contains(token) || now_.contains(token)); }
  /// Read now, or still there.
  void add(uint64_t token);
  size_t size() const { return before_.size() + now_.size(); }

  /// To go on from in mid-read: all that was read, before and now.
  std::string so_far() const;
  /// At the end: what is gone from the mailbox is forgotten.
  std::string at_end() const;

 private:
  std::string written(bool with_before) const;

  std::string settings_;
  std::unordered_set<uint64_t> before_, now_;
};

}  // namespace musubi::mail
