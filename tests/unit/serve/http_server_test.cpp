#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "core/base/error.hpp"
#include "tests/unit/serve/echo.hpp"

namespace musubi {
namespace {

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

constexpr const char* half_request = "POST /in/x HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nname=H";

TEST(HttpServer, ABodyThatEndsTooEarlyIsNotHandedOn) {
  Echo echo;
  Link link(echo.port());
  link.say(half_request);
  link.say_no_more();
  std::string answer = link.hear();
  EXPECT_NE(answer.find(" 408 "), std::string::npos) << answer;
  EXPECT_NE(answer.find("serve.cut_body"), std::string::npos) << answer;
  EXPECT_EQ(echo.asked, 0);
}

TEST(HttpServer, ABodyThatCannotBeUnpackedIsRefusedWithItsOwnSentence) {
  Echo echo;
  Link link(echo.port());
  link.say("POST /in/x HTTP/1.1\r\nHost: a\r\nContent-Encoding: gzip\r\nContent-Length: 9\r\n\r\nno gzip!!");
  std::string answer = link.hear();
  EXPECT_NE(answer.find(" 400 "), std::string::npos) << answer;
  EXPECT_NE(answer.find("serve.bad_encoding"), std::string::npos) << answer;
  EXPECT_EQ(echo.asked, 0);
}

TEST(HttpServer, OneWhoKeepsHisConnectionOpenGivesWayWhenOthersWait) {
  Echo echo(on_this_machine(4));
  std::vector<std::unique_ptr<Link>> idle;
  for (int i = 0; i < 4; ++i) {
    idle.push_back(std::make_unique<Link>(echo.port()));
    idle.back()->say(whole_request);
    EXPECT_NE(idle.back()->hear().find("GET /idle"), std::string::npos);
  }
  auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(echo.client().Get("/other")->status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
}

TEST(HttpServer, OneWhoSendsSlowlyGivesWayWhenOthersWait) {
  Echo echo(on_this_machine(4));
  std::vector<std::unique_ptr<Link>> slow;
  for (int i = 0; i < 4; ++i) {
    slow.push_back(std::make_unique<Link>(echo.port()));
    slow.back()->say(half_request);
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  auto start = std::chrono::steady_clock::now();
  auto answer = echo.client().Get("/other");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
  EXPECT_EQ(echo.asked, 1) << "what was cut is not handed on";
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
