#include "core/text/made_up_address.hpp"

#include <algorithm>
#include <iterator>

namespace musubi::text {
namespace {

constexpr std::string_view nowhere[] = {"invalid", "localhost"};
constexpr std::string_view examples[] = {"example.com", "example.net", "example.org", "example", "test"};
constexpr std::string_view fillers[] = {"aaa", "dummy", "example", "foo", "hoge", "none", "sample", "test", "xxx"};

template <size_t N>
bool stands_below(std::string_view host, const std::string_view (&names)[N]) {
  return std::any_of(std::begin(names), std::end(names), [&](std::string_view name) {
    return host == name || (host.ends_with(name) && host[host.size() - name.size() - 1] == '.');
  });
}

}  // namespace

bool is_made_up_address(std::string_view address) {
  const size_t at = address.rfind('@');
  if (at == std::string_view::npos) return false;
  const std::string_view host = address.substr(at + 1);
  std::string_view local = address.substr(0, at);
  local = local.substr(0, local.find_last_not_of("0123456789") + 1);
  return stands_below(host, nowhere) || (stands_below(host, examples) && std::find(std::begin(fillers), std::end(fillers), local) != std::end(fillers));
}

}  // namespace musubi::text
