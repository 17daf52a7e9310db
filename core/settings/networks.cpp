#include "core/settings/networks.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace musubi {

std::optional<Networks::Bytes> Networks::bytes_of(const std::string& address) {
  Bytes out{};
  if (address.find(':') != address.npos) {
    if (inet_pton(AF_INET6, address.substr(0, address.find('%')).c_str(), out.data()) != 1) return {};
    return out;
  }
  out[10] = out[11] = 0xff;
  if (inet_pton(AF_INET, address.c_str(), out.data() + 12) != 1) return {};
  return out;
}

Networks Networks::this_machine() {
  Networks out;
  out.add("127.0.0.0/8");
  out.add("::1");
  return out;
}

bool Networks::add(const std::string& text) {
  size_t slash = text.find('/');
  auto bytes = bytes_of(text.substr(0, slash));
  if (!bytes) return false;
  const unsigned before = text.find(':') == text.npos ? 96 : 0;
  unsigned bits = 128 - before;
  if (slash != text.npos) {
    const char *begin = text.data() + slash + 1, *all = text.data() + text.size();
    auto [end, fault] = std::from_chars(begin, all, bits);
    if (fault != std::errc() || end != all || bits > 128 - before) return false;
  }
  networks_.push_back({*bytes, bits + before});
  return true;
}

bool Networks::contain(const std::string& address) const {
  auto bytes = bytes_of(address);
  return bytes && std::any_of(networks_.begin(), networks_.end(), [&](const Network& one) {
    const unsigned whole = one.bits / 8, rest = one.bits % 8;
    if (std::memcmp(bytes->data(), one.bytes.data(), whole) != 0) return false;
    return rest == 0 || ((*bytes)[whole] ^ one.bytes[whole]) >> (8 - rest) == 0;
  });
}

}  // namespace musubi
