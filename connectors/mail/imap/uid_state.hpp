// What a stream has read of an account: for each folder its UIDVALIDITY and the UID up to which all is read.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace musubi::mail {

class UidState {
 public:
  /// Empty where `text` is empty, of another version, or was written under other settings.
  UidState(std::string_view text, std::string settings);

  /// The UID up to which the folder is read. 0 where it has not been, and where its UIDs mean other mails now.
  uint32_t read_up_to(const std::string& folder, uint32_t validity) const;
  void set(const std::string& folder, uint32_t validity, uint32_t uid);

  /// To go on from in mid-read.
  std::string so_far() const;
  /// At the end: folders that are not there any more are forgotten.
  std::string at_end() const;

 private:
  struct Position {
    uint32_t validity = 0, uid = 0;
  };
  std::string written(bool all) const;

  std::string settings_;
  std::map<std::string, Position> folders_;
  std::set<std::string> seen_;
};

}  // namespace musubi::mail
