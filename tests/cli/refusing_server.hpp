// Looks like a PostgreSQL that lets nobody in: asks for a password and refuses it.
#pragma once
#include <thread>

namespace musubi::cli {

class RefusingServer {
 public:
  RefusingServer();
  ~RefusingServer();
  RefusingServer(const RefusingServer&) = delete;
  RefusingServer& operator=(const RefusingServer&) = delete;
  int port() const { return port_; }

 private:
  int socket_ = -1, port_ = 0;
  std::jthread thread_;
};

}  // namespace musubi::cli
