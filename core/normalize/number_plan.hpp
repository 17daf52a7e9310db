// Japan's numbering plan: what kind of number begins with which digits, and where its hyphens go.
#pragma once
#include <string>
#include <string_view>

namespace musubi::normalize {

/// A national number taken apart: "03", "1234", "5678". type: fixed, mobile, ip, toll_free, navi, premium,
/// m2m, pager, fmc (0600); "" if there is no such number (wrong length or beginning).
struct Numbering {
  std::string_view type;
  size_t first = 0, second = 0;  // sizes of the first two groups
  bool given_out = true;         // whether the plan has such an area code
};

/// `digits`: with the leading 0, ASCII digits only. About 20 ns.
Numbering numbering(std::string_view digits);
/// "03-1234-5678".
std::string hyphenated(std::string_view digits, const Numbering& n);

}  // namespace musubi::normalize
