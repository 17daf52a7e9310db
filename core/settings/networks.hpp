// Addresses and networks as settings name them: 192.0.2.7, 10.0.0.0/8, 2001:db8::/32.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace musubi {

/// A set of addresses. Pure; an IPv4 address written as IPv6 (::ffff:192.0.2.7) is the IPv4 address.
class Networks {
 public:
  /// The addresses that only this machine can have.
  static Networks this_machine();
  /// Adds an address or a network (bits behind its length don't matter). False where `text` is neither.
  bool add(const std::string& text);
  /// True if `address` is in one of them; false also for what is no address.
  bool contain(const std::string& address) const;

 private:
  using Bytes = std::array<uint8_t, 16>;
  struct Network {
    Bytes bytes;
    unsigned bits;
  };
  static std::optional<Bytes> bytes_of(const std::string& address);
  std::vector<Network> networks_;
};

}  // namespace musubi
