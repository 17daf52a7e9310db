// flock on a small file: held by a process until it lets go or dies, however it dies.
#pragma once
#include <filesystem>

namespace musubi::store {

class FileLock {
 public:
  /// Opens (creates, 0600, for the owner of its folder) the file; locks nothing. Throws Error "store.place".
  explicit FileLock(const std::filesystem::path& file);
  ~FileLock();
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  /// Waits.
  void lock();
  void lock_shared();
  /// Turns a shared lock into an exclusive one, if nobody else has it. Does not wait; on failure the shared
  /// one may be lost.
  bool try_lock();
  void unlock();

 private:
  int file_ = -1;
};

}  // namespace musubi::store
