// Keys of records that a source names by several columns. Header only, std only.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi {

/// The parts of a key in one text, parted by "|", with "\" before each "|" and "\" of theirs, so that no two
/// keys run together. One part stands as it is.
inline std::string joined_key(const std::vector<std::string_view>& parts) {
  if (parts.size() == 1) return std::string(parts[0]);
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i) out += '|';
    for (char c : parts[i]) {
      if (c == '|' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out;
}

}  // namespace musubi
