// The certificate of the hub's door, taken anew when its files are renewed on disk.
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>

struct ssl_st;
struct ssl_ctx_st;

namespace musubi {

/// Looks at the files every five seconds at most, when somebody connects. What cannot be read, or does not belong together (one of the files
/// is renewed and the other is not yet), is left, and the last good pair stays. Any thread.
class Certificate {
 public:
  /// PEM files that the server has read just now; a certificate may be followed by those that vouch for it.
  Certificate(std::filesystem::path certificate, std::filesystem::path key);
  ~Certificate();
  /// From now on each new connection of `context`, which must not outlive this, gets the newest pair.
  void give_to(ssl_ctx_st* context);

 private:
  struct Pair;
  static int on_connection(ssl_st* connection, void* self);
  std::filesystem::file_time_type written() const;
  std::shared_ptr<const Pair> newest();

  std::filesystem::path certificate_, key_;
  std::mutex mutex_;
  std::shared_ptr<const Pair> pair_;  // null: what the server has read itself
  std::filesystem::file_time_type written_;
  std::chrono::steady_clock::time_point looked_{};
};

}  // namespace musubi
