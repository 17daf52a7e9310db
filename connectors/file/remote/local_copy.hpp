// The copy of one file at a time in a folder of its own that nobody else can read (0700), gone with this
// object.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace musubi::file {

class LocalCopy {
 public:
  LocalCopy() = default;
  ~LocalCopy();
  LocalCopy(const LocalCopy&) = delete;
  LocalCopy& operator=(const LocalCopy&) = delete;

  /// Thrown by write() when all that was wanted is there.
  struct Enough {};

  /// An empty copy of the file that people know as `name`; the copy before is removed. All but drop() throw
  /// Failure MU_TRANSIENT where the disk takes no more.
  void begin(const std::string& name);
  void write(std::string_view bytes);
  /// From here on copies hold no more than the first `bytes`; 0 = all.
  void want(int64_t bytes) { wanted_ = bytes; }
  int64_t wanted() const { return wanted_; }
  /// All bytes are in the file. Returns its path.
  std::filesystem::path finish();
  /// Throws Failure MU_TRANSIENT (broken_off) where fewer or more bytes came than the server told; `told` < 0: it did not. `where`
  /// names the file to people.
  void must_hold(int64_t told, const std::string& where) const;
  void drop() noexcept;
  int64_t size() const { return size_; }

 private:
  [[noreturn]] void fail(int error) const;
  std::filesystem::path folder_;
  std::string name_;
  int out_ = -1;
  int64_t size_ = 0, wanted_ = 0;
};

}  // namespace musubi::file
