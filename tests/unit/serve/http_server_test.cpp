#include "core/serve/http_server.hpp"

#include <gtest/gtest.h>
#include <httplib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "core/base/error.hpp"

namespace musubi {
namespace {

/// A server that tells what it was asked.
class Echo {
 public:
  Echo() : server_({"127.0.0.1", 0, {}, {}, 4}, [](const HttpRequest& r) {
      HttpResponse out;
      out.status = r.too_large ? 413 : 200;
      out.body = r.method + " " + r.target + " " + r.header("content-type") + " " + std::to_string(r.body.size()) + " " + r.body.substr(0, 60);
      return out;
    }), thread_([this](std::stop_token stop) { server_.run(stop); }) {}
  int port() const { return server_.port(); }
  httplib::Client client() const { return httplib::Client("127.0.0.1", port()); }

 private:
  HttpServer server_;
  std::jthread thread_;
};

TEST(HttpServer, HandsRequestsOnAsTheyAre) {
  Echo echo;
  auto client = echo.client();
  client.set_keep_alive(true);
  EXPECT_EQ(client.Get("/a%20b?c=%FF")->body, "GET /a%20b?c=%FF  0 ");
  EXPECT_EQ(client.Post("/in/x", "a=b", "application/x-www-form-urlencoded")->body, "POST /in/x application/x-www-form-urlencoded 3 a=b");
  EXPECT_EQ(client.Post("/in/x", "--B\r\nno form at all", "multipart/form-data; boundary=B")->body, "POST /in/x multipart/form-data; boundary=B 19 --B\r\nno form at all");
  EXPECT_EQ(client.Delete("/x")->body, "DELETE /x  0 ");
  EXPECT_EQ(client.Put("/x", "12", "text/plain")->body, "PUT /x text/plain 2 12");
  EXPECT_EQ(client.Options("/x")->body, "OPTIONS /x  0 ");
  EXPECT_EQ(client.Head("/x")->status, 200);
}

TEST(HttpServer, RefusesLargeBodiesAndGoesOnOnTheSameConnection) {
  Echo echo;
  auto client = echo.client();
  client.set_keep_alive(true);
  std::string large(10'000'000, 'x'), fits(kBodyLimit, 'x');
  EXPECT_EQ(client.Post("/in/x", large, "text/plain")->status, 413);
  EXPECT_EQ(client.Post("/in/x", fits, "text/plain")->status, 200);
  EXPECT_EQ(client.Post("/in/x", fits + "x", "application/x-www-form-urlencoded")->status, 413);
  EXPECT_EQ(client.Get("/")->status, 200);
}

/// What a server answers to bytes.
std::string told(int port, const std::string& bytes) {
  int link = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in to{};
  to.sin_family = AF_INET;
  to.sin_port = htons(uint16_t(port));
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  timeval patience{0, 300'000};
  setsockopt(link, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  std::string out;
  char bytes_read[500];
  if (connect(link, reinterpret_cast<sockaddr*>(&to), sizeof to) == 0 && write(link, bytes.data(), bytes.size()) > 0)
    for (ssize_t n; (n = read(link, bytes_read, sizeof bytes_read)) > 0;) out.append(bytes_read, size_t(n));
  close(link);
  return out;
}

TEST(HttpServer, AnswersStrangeRequestsWithASentence) {
  Echo echo;
  EXPECT_NE(told(echo.port(), "QUERY /x HTTP/1.1\r\nHost: a\r\n\r\n").find("QUERY /x"), std::string::npos) << "the handler says which methods there are";
  EXPECT_NE(told(echo.port(), "hello\r\n\r\n").find("serve.bad_request"), std::string::npos);
  EXPECT_NE(told(echo.port(), "GET /" + std::string(9000, 'x') + " HTTP/1.1\r\n\r\n").find("serve.bad_request"), std::string::npos);
}

TEST(HttpServer, NeverSharesAPort) {
  Echo echo;
  try {
    HttpServer second({"127.0.0.1", echo.port(), {}, {}, 1}, {});
    FAIL() << "two servers on one port";
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "serve.port_in_use");
  }
}

TEST(HttpServer, RefusesACertificateThatIsNone) {
  try {
    HttpServer server({"127.0.0.1", 0, "/nowhere/cert.pem", "/nowhere/key.pem", 1}, {});
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(e.message().id, "serve.bad_certificate");
  }
}

TEST(HttpServer, StopsAlsoBeforeItHasBegun) {
  HttpServer server({"127.0.0.1", 0, {}, {}, 1}, {});
  std::stop_source stop;
  stop.request_stop();
  server.run(stop.get_token());
}

TEST(HttpServer, KnowsWhatOnlyThisMachineReaches) {
  for (const char* here : {"127.0.0.1", "127.1.2.3", "::1", "localhost"}) EXPECT_TRUE(is_loopback(here)) << here;
  for (const char* open : {"0.0.0.0", "::", "192.168.1.5", "hub.example.jp", ""}) EXPECT_FALSE(is_loopback(open)) << open;
}

}  // namespace
}  // namespace musubi
