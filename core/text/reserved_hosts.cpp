#include "core/text/reserved_hosts.hpp"

#include <algorithm>
#include <iterator>

namespace musubi::text {
namespace {

constexpr std::string_view reserved[] = {"example.com", "example.net", "example.org", "test", "invalid", "localhost"};

}  // namespace

bool is_reserved_address(std::string_view address) {
  const std::string_view host = address.substr(address.rfind('@') + 1);
  return std::any_of(std::begin(reserved), std::end(reserved), [&](std::string_view name) {
    return host == name || (host.ends_with(name) && host[host.size() - name.size() - 1] == '.');
  });
}

}  // namespace musubi::text
