// Requests that are meant to hide another, and those that are meant never to end.
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "tests/unit/serve/echo.hpp"

namespace musubi {
namespace {

constexpr const char* hidden = "GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n";

std::string with_length(const std::string& method, const std::string& body) {
  return method + " /in/x HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

/// The hidden request is never answered, and the connection ends behind the first.
void expect_alone(const std::string& bytes, const std::string& status) {
  Echo echo;
  Link link(echo.port());
  link.say(bytes);
  std::string answer = link.hear();
  EXPECT_NE(answer.find(" " + status + " "), std::string::npos) << bytes << "\n→ " << answer;
  EXPECT_EQ(answer.find("GET /hidden"), std::string::npos) << bytes << "\n→ " << answer;
  EXPECT_NE(answer.find("Connection: close"), std::string::npos) << answer;
  EXPECT_TRUE(link.ended()) << bytes;
  EXPECT_LE(echo.asked, 1);
}

TEST(Smuggling, ABodyThatIsNotReadIsNoRequest) {
  for (const char* method : {"GET", "HEAD", "OPTIONS", "TRACE", "CONNECT", "QUERY"})
    expect_alone(with_length(method, hidden), "200");
  expect_alone("GET /in/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + std::string(hidden), "200");
}

TEST(Smuggling, TwoWaysToEndARequestAreRefused) {
  const std::string first = "POST /in/x HTTP/1.1\r\nHost: a\r\n";
  for (const char* headers : {"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length : 5\r\n", "X: a\nContent-Length: 5\r\n",
                              "Transfer-Encoding: xchunked\r\n"})
    expect_alone(first + headers + "\r\n0\r\n\r\n" + hidden, "400");
}

TEST(Smuggling, WhatFollowsARefusalIsNotAnswered) {
  expect_alone("hello\r\n\r\n" + std::string(hidden), "400");
  expect_alone("GET /" + std::string(9000, 'x') + " HTTP/1.1\r\n\r\n" + hidden, "414");
  const std::string chunked = "POST /in/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  expect_alone(chunked + "3\r\nabcXX0\r\n\r\n" + hidden, "408");
  expect_alone(chunked + "fffffffffffffff0\r\nabc\r\n" + hidden, "408");
  expect_alone(chunked + "-1\r\nabc\r\n" + hidden, "408");
  expect_alone(chunked + "0x3\r\nabc\r\n0\r\n\r\n" + hidden, "408");
}

TEST(Smuggling, ARequestThatWasReadWholeIsFollowedByTheNext) {
  Echo echo;
  const std::string chunked = "POST /in/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
  std::string answer = told(echo.port(), with_length("POST", "a=b") + chunked + with_length("DELETE", "x") + with_length("OPTIONS", "") + hidden);
  for (const char* part : {"POST /in/x  3 a=b", "POST /in/x  3 abc", "DELETE /in/x  1 x", "OPTIONS /in/x  0 ", "GET /hidden"}) EXPECT_NE(answer.find(part), std::string::npos) << part << "\n" << answer;
  EXPECT_EQ(echo.asked, 5);
}

TEST(Endless, AHeadHasItsLimits) {
  Echo echo;
  for (const std::string& endless : {std::string(1'000'000, 'x'), [] {
         std::string out;
         for (int i = 0; i < 100'000; ++i) out += "X-" + std::to_string(i) + ": a\r\n";
         return out;
       }()}) {
    Link link(echo.port());
    link.push("GET / HTTP/1.1\r\n" + endless);
    std::string answer = link.hear();
    EXPECT_NE(answer.find(" 431 "), std::string::npos) << answer;
    EXPECT_NE(answer.find("serve.broad_head"), std::string::npos) << answer;
    EXPECT_TRUE(link.ended());
  }
  EXPECT_EQ(echo.asked, 0);
}

TEST(Endless, AHeadThatDripsGivesWayWhenOthersWait) {
  Echo echo(on_this_machine(4));
  std::vector<std::unique_ptr<Link>> slow;
  for (int i = 0; i < 4; ++i) {
    slow.push_back(std::make_unique<Link>(echo.port()));
    slow.back()->say("GET /slow HTTP/1.1\r\nHost: a\r\nX-");
  }
  std::jthread dripping([&](std::stop_token stop) {
    for (; !stop.stop_requested(); std::this_thread::sleep_for(std::chrono::milliseconds(100)))
      for (auto& one : slow) one->push("a");
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  auto start = std::chrono::steady_clock::now();
  auto answer = echo.client().Get("/other");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(4));
  EXPECT_EQ(echo.asked, 1);
}

TEST(Endless, ALineBetweenChunksHasItsLimit) {
  Echo echo;
  Link link(echo.port());
  link.say("POST /in/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;");
  link.push(std::string(100'000, 'x'));
  EXPECT_NE(link.hear().find(" 408 "), std::string::npos);
  EXPECT_TRUE(link.ended());
  EXPECT_EQ(echo.asked, 0);
}

TEST(Endless, WhoIsRefusedByHisHeadIsNotReadOn) {
  Echo echo;
  for (const char* more : {"", "Expect: 100-continue\r\n"}) {
    Link link(echo.port());
    link.say(std::string("POST /in/x HTTP/1.1\r\nHost: a\r\nX-Fast: 1\r\nContent-Length: 10000000\r\n") + more + "\r\n");
    std::string answer = link.hear();
    EXPECT_NE(answer.find("HTTP/1.1 429 "), std::string::npos) << answer;
    EXPECT_EQ(answer.find(" 100 "), std::string::npos) << answer;
    EXPECT_TRUE(link.ended());
  }
  EXPECT_EQ(echo.asked, 0);
  Link kept(echo.port());
  kept.say("GET / HTTP/1.1\r\nHost: a\r\nX-Fast: 1\r\n\r\n" + std::string(hidden));
  EXPECT_NE(kept.hear().find("GET /hidden"), std::string::npos) << "without a body the connection goes on";
}

TEST(Endless, ABodyOfAbsurdSizeIsRefusedByItsHead) {
  Echo echo;
  for (const std::string& headers : {std::string("Content-Length: 4000000000000000000\r\n"), std::string("Expect: 100-continue\r\nContent-Length: 3000000\r\n")}) {
    Link link(echo.port());
    link.say("POST /in/x HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
    std::string answer = link.hear();
    EXPECT_NE(answer.find("HTTP/1.1 413 "), std::string::npos) << answer;
    EXPECT_EQ(answer.find(" 100 "), std::string::npos) << answer;
    EXPECT_TRUE(link.ended());
  }
}

TEST(Endless, WhoWaitsForAWordToGoOnGetsIt) {
  Echo echo;
  Link link(echo.port());
  link.say("POST /in/x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_NE(link.hear().find("HTTP/1.1 100 "), std::string::npos);
  link.say("a=b");
  EXPECT_NE(link.hear().find("POST /in/x  3 a=b"), std::string::npos);
}

}  // namespace
}  // namespace musubi
