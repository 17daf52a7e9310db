#include "core/serve/sender.hpp"

#include <arpa/inet.h>

#include <algorithm>

namespace musubi {

namespace {

/// Some proxies write the port, too: 203.0.113.5:51344, [2001:db8::1]:443.
std::string without_port(const std::string& one) {
  const bool bracketed = one.starts_with('[');
  const size_t end = one.find(bracketed ? ']' : ':');
  if (end == std::string::npos || end <= size_t(bracketed)) return one;
  if (bracketed) return one.substr(1, end - 1);
  return one.find(':', end + 1) == std::string::npos ? one.substr(0, end) : one;
}

}  // namespace

std::string sender(const HttpRequest& request, const Networks& proxies) {
  std::string address = request.address, forwarded;
  for (const auto& [name, value] : request.headers)
    if (is_named(name, "X-Forwarded-For")) forwarded += value + ",";
  while (!forwarded.empty() && proxies.contain(address)) {
    forwarded.pop_back();
    size_t comma = forwarded.rfind(',') + 1;
    std::string one = forwarded.substr(comma);
    std::erase_if(one, [](char c) { return c == ' ' || c == '\t'; });
    forwarded.resize(comma);
    if (!one.empty()) address = without_port(one);
  }
  return address;
}

std::string counted_as(const std::string& address) {
  in6_addr bytes{};
  if (inet_pton(AF_INET6, address.substr(0, address.find('%')).c_str(), &bytes) != 1 || IN6_IS_ADDR_V4MAPPED(&bytes)) return address;
  std::fill(bytes.s6_addr + 8, bytes.s6_addr + 16, uint8_t(0));
  char text[INET6_ADDRSTRLEN] = "";
  return inet_ntop(AF_INET6, &bytes, text, sizeof text) ? std::string(text) + "/64" : address;
}

}  // namespace musubi
