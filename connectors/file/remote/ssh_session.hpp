// A session with an SSH server by libssh2: connected, its key known, logged in. Never blocks for more than
// 100 ms.
#pragma once
#include <libssh2.h>

#include <chrono>
#include <string>

#include "connectors/file/remote/remote.hpp"

namespace musubi::file {

class SshSession {
 public:
  /// Connects and logs in. Throws as Remote does.
  SshSession(const Host& host, const RemoteSettings& settings, const Address& address);
  ~SshSession();
  SshSession(const SshSession&) = delete;

  LIBSSH2_SESSION* get() const { return session_; }
  /// Repeats `call` until it has an answer other than "again" (a number, or a pointer that is null
  /// meanwhile). Throws Stopped, and Failure MU_TRANSIENT after the time-out or where the connection broke.
  template <class Call>
  auto until_done(Call call) {
    last_byte_ = std::chrono::steady_clock::now();
    for (;;) {
      auto answer = call();
      if (!again(answer)) return answer;
      wait();
    }
  }
  /// Throws Stopped where the host wishes it.
  void stop_if_asked();
  /// No more waiting: what is closed from here on, is closed without its server.
  bool is_broken() const { return broken_; }
  /// Throws Failure MU_TRANSIENT with libssh2's words.
  [[noreturn]] void lost();

 private:
  bool again(long answer) const { return answer == LIBSSH2_ERROR_EAGAIN; }
  bool again(const void* answer) const;
  void wait();
  void shake_hands();
  void begin(const char* types);
  void end();
  void log_in();
  int by_key();
  int by_password(const std::string& methods);

  const Host& host_;
  const RemoteSettings& settings_;
  std::string server_, host_name_, user_;
  int port_;
  int socket_ = -1;
  LIBSSH2_SESSION* session_ = nullptr;
  bool broken_ = false;
  std::chrono::steady_clock::time_point last_byte_;
};

}  // namespace musubi::file
