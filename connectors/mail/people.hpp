// Address fields: who wrote, to whom.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::mail {

struct Person {
  std::string name, address;  // UTF-8; the name "" where the field has none
  bool operator==(const Person&) const = default;
};

/// The addresses of a raw From, To, Cc … in order. Names in quotes, encoded words, comments and raw bytes are read; groups are opened; what
/// has no '@' is left out. Addresses that break the grammar (a..b.@docomo.ne.jp) stand as they are.
std::vector<Person> people_of(std::string_view raw);

}  // namespace musubi::mail
