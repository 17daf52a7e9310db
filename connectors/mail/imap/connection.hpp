// The bytes to and from an IMAP server. libcurl opens the connection: names, proxies, TLS and its certificates, the greeting and STARTTLS;
// what is said from then on is ours. Used by one thread at a time.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "connectors/mail/imap/account.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::mail {

class Connection {
 public:
  /// Connects, up to the end of TLS; does not log in. Throws Failure: MU_TRANSIENT where the server cannot be reached, MU_CONFIG where its
  /// certificate is not trusted, where it offers no STARTTLS or is no IMAP server. Like all here, throws Stopped within 200 ms of the
  /// host's wish. `account` must outlive it.
  Connection(const Host& host, const Account& account);
  ~Connection();
  Connection(const Connection&) = delete;

  void send(std::string_view bytes);
  /// At least one byte. Throws Failure MU_TRANSIENT after `timeout` seconds without one, and where the server hangs up.
  std::string_view receive();

 private:
  void set_up();
  void open();
  void wait(short events);
  [[noreturn]] void fail(int code) const;
  Pairs where(std::string reason = {}) const;

  const Host& host_;
  const Account& account_;
  struct Handles;
  std::unique_ptr<Handles> handles_;
  std::string block_;
};

/// Once per process, before libcurl is used.
void start_curl();

}  // namespace musubi::mail
