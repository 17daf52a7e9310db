// A folder that only this user may enter, for what the program is given: its configuration with secrets, its
// catalogue, its state.
#pragma once
#include <string>
#include <string_view>

namespace musubi::process {

/// Made in the folder for temporary files, removed with all that is in it at the end. One that a killed hub
/// has left is removed when the next is made, and what was started with it is ended: an open one is locked.
/// Throws Failure MU_TRANSIENT.
class PrivateFolder {
 public:
  PrivateFolder();
  ~PrivateFolder();
  PrivateFolder(const PrivateFolder&) = delete;
  PrivateFolder& operator=(const PrivateFolder&) = delete;

  const std::string& path() const { return path_; }
  /// Writes a file, mode 0600, in place of one of that name, and returns its path. Throws Failure MU_TRANSIENT.
  std::string write(const std::string& name, std::string_view text) const;
  /// What stands in a file now; "" where there is none.
  std::string read(const std::string& name) const;

 private:
  std::string path_;
  int lock_ = -1;
};

}  // namespace musubi::process
