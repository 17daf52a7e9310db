#include "core/store/connection_string.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <libpq-fe.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <map>
#include <memory>

#include "core/store/session.hpp"

namespace musubi::store {
namespace {

std::map<std::string, std::string> settings_of(const std::string& url) {
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(PQconninfoParse(connection_string(url).c_str(), nullptr), PQconninfoFree);
  std::map<std::string, std::string> out;
  for (const PQconninfoOption* o = options.get(); o->keyword; ++o)
    if (o->val) out[o->keyword] = o->val;
  return out;
}

TEST(ConnectionString, BoundsHowLongASilentNetworkIsBorne) {
  auto plain = settings_of("postgresql://who@db.example.jp/customers");
  EXPECT_EQ(plain["connect_timeout"], "5");
  EXPECT_EQ(plain["tcp_user_timeout"], "60000");
  EXPECT_EQ(plain["keepalives_idle"], "5");
  EXPECT_EQ(plain["host"], "db.example.jp");
  EXPECT_EQ(plain["application_name"], "musubi");
  auto own = settings_of("postgresql://db.example.jp/x?connect_timeout=30&tcp_user_timeout=0&password=a%20%3D%27");
  EXPECT_EQ(own["connect_timeout"], "30");
  EXPECT_EQ(own["tcp_user_timeout"], "0");
  EXPECT_EQ(own["keepalives_idle"], "5");
  EXPECT_EQ(own["password"], "a ='");
  EXPECT_THROW(connection_string("postgresql://?nothing=1"), Error);
}

/// Takes connections, and never says a word.
class SilentServer {
 public:
  SilentServer() : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&at), size), 0);
    EXPECT_EQ(::listen(socket_, 16), 0);
    EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&at), &size), 0);
    port_ = ntohs(at.sin_port);
  }
  ~SilentServer() { ::close(socket_); }
  std::string url(const std::string& more) const { return "postgresql://127.0.0.1:" + std::to_string(port_) + "/x" + more; }

 private:
  int socket_, port_ = 0;
};

double seconds_until_refused(Pool& pool) {
  auto began = std::chrono::steady_clock::now();
  try {
    pool.take();
    ADD_FAILURE() << "connected";
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "store.down");
  }
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

TEST(Pool, GivesASilentServerUpAndTellsThoseBehindAtOnce) {
  SilentServer server;
  Pool pool(server.url("?connect_timeout=2"));
  EXPECT_GT(seconds_until_refused(pool), 1.0);
  EXPECT_LT(seconds_until_refused(pool), 0.5);
  Pool by_default(server.url(""));
  double waited = seconds_until_refused(by_default);
  EXPECT_GT(waited, 3.0);
  EXPECT_LT(waited, 9.0);
}

}  // namespace
}  // namespace musubi::store
