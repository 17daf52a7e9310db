// XXH3-64, for keys made of content and for what has been read.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace musubi::mail {

uint64_t hash_of(std::string_view bytes);
/// 16 hex digits, and back (0 where it is none).
std::string in_hex(uint64_t hash);
uint64_t from_hex(std::string_view text);

}  // namespace musubi::mail
