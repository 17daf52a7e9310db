// Bytes as hexadecimal digits. Pure, linear, any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace musubi::text {

/// Two lower-case digits a byte.
std::string hex(std::string_view bytes);
/// As above, of anything that holds its bytes side by side (a digest).
template <class Bytes>
  requires(sizeof(*std::declval<const Bytes&>().data()) == 1)
std::string hex(const Bytes& bytes) {
  return hex(std::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

/// The bytes; nullopt for an odd count or another character. Takes both cases of digits.
std::optional<std::string> unhex(std::string_view digits);

}  // namespace musubi::text
