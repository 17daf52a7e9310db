#include "core/serve/seats.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <thread>
#include <vector>

#include "core/serve/sender.hpp"
#include "tests/unit/serve/echo.hpp"

namespace musubi {
namespace {

Networks proxies() {
  Networks out = Networks::this_machine();
  out.add("10.1.0.0/16");
  return out;
}

TEST(Seats, AreCountedByAddress) {
  Seats seats(2, proxies());
  Seats::Seat first(seats, "192.0.2.1");
  {
    Seats::Seat second(seats, "192.0.2.1"), third(seats, "192.0.2.1"), other(seats, "192.0.2.2"), fourth(seats, "192.0.2.1");
    EXPECT_TRUE(first.taken() && second.taken() && other.taken());
    EXPECT_FALSE(third.taken());
    EXPECT_TRUE(third.told()) << "one more than may sit is refused with a word";
    EXPECT_FALSE(fourth.told());
  }
  Seats::Seat again(seats, "192.0.2.1");
  EXPECT_TRUE(again.taken()) << "one of them has gone";
  std::vector<std::unique_ptr<Seats::Seat>> proxied;
  for (int i = 0; i < 5; ++i)
    for (const char* proxy : {"127.0.0.1", "10.1.2.3"}) EXPECT_TRUE(proxied.emplace_back(std::make_unique<Seats::Seat>(seats, proxy))->taken()) << "a proxy speaks for many";
}

TEST(Seats, AreThoseOfANetworkInIPv6) {
  Seats seats(2, proxies());
  Seats::Seat first(seats, "2001:db8:0:1::1"), second(seats, "2001:db8:0:1::2"), third(seats, "2001:db8:0:1:ffff::3"), other(seats, "2001:db8:0:2::1");
  EXPECT_TRUE(first.taken() && second.taken() && other.taken());
  EXPECT_FALSE(third.taken());
}

TEST(Sender, IsWhomATrustedProxyNames) {
  struct Case {
    const char *address, *first, *second, *sender;
  };
  for (const Case& c : {Case{"192.0.2.9", "", "", "192.0.2.9"}, Case{"192.0.2.9", "203.0.113.5", "", "192.0.2.9"}, Case{"127.0.0.1", "203.0.113.5", "", "203.0.113.5"},
                        Case{"127.0.0.1", "", "", "127.0.0.1"}, Case{"10.1.2.3", "198.51.100.1, 203.0.113.5", "", "203.0.113.5"},
                        Case{"10.1.2.3", "198.51.100.1, 203.0.113.5 ,10.1.9.9", "", "203.0.113.5"}, Case{"10.1.2.3", "198.51.100.1", "203.0.113.5, 127.0.0.1", "203.0.113.5"},
                        Case{"10.1.2.3", "10.1.0.7", "", "10.1.0.7"}, Case{"10.1.2.3", "203.0.113.5:51344", "", "203.0.113.5"},
                        Case{"10.1.2.3", "198.51.100.1, [2001:db8::7]:443, 10.1.9.9:80", "", "2001:db8::7"}, Case{"10.1.2.3", "2001:db8::7", "", "2001:db8::7"},
                        Case{"10.1.2.3", ":80", "", ":80"}, Case{"10.1.2.3", "[", "", "["}, Case{"10.1.2.3", "[]", "", "[]"}, Case{"10.2.2.3", "203.0.113.5", "", "10.2.2.3"}}) {
    HttpRequest request;
    request.address = c.address;
    if (*c.first) request.headers.emplace_back("x-forwarded-for", c.first);
    if (*c.second) request.headers.emplace_back("X-Forwarded-For", c.second);
    EXPECT_EQ(sender(request, proxies()), c.sender) << c.address << " " << c.first << " " << c.second;
  }
}

TEST(HttpServer, TellsWhoHasTooManyConnections) {
  Listen listen = on_this_machine(160);
  listen.connections_per_address = 2;
  listen.proxies = {};
  Echo echo(listen);
  {
    Link first(echo.port()), second(echo.port());
    first.say(whole_request);
    second.say(whole_request);
    EXPECT_NE(first.hear().find(" 200 "), std::string::npos);
    Link third(echo.port());
    third.say(whole_request);
    std::string answer = third.hear();
    EXPECT_NE(answer.find(" 503 "), std::string::npos) << answer;
    EXPECT_NE(answer.find("Retry-After: 5"), std::string::npos) << answer;
    EXPECT_NE(answer.find("serve.crowded_address"), std::string::npos) << answer;
    EXPECT_TRUE(third.ended());
  }
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_NE(told(echo.port(), whole_request).find(" 200 "), std::string::npos) << "they have gone";
}

TEST(HttpServer, LetsNoMoreWaitThanItHasPlaceFor) {
  Echo echo(on_this_machine(2));
  std::vector<std::unique_ptr<Link>> links;
  for (int i = 0; i < 10; ++i) links.push_back(std::make_unique<Link>(echo.port()));
  std::this_thread::sleep_for(std::chrono::milliseconds(100));
  auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < 5; ++i) {
    Link beyond(echo.port());
    std::string answer = beyond.hear();
    EXPECT_NE(answer.find(" 503 "), std::string::npos) << i << answer;
    EXPECT_NE(answer.find("serve.crowded"), std::string::npos) << answer;
    EXPECT_TRUE(beyond.ended());
  }
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1));
  links.clear();
  std::this_thread::sleep_for(std::chrono::milliseconds(200));
  EXPECT_NE(told(echo.port(), whole_request).find(" 200 "), std::string::npos) << "they have gone";
}

}  // namespace
}  // namespace musubi
