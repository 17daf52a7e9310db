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

/// The parts that joined_key made a key of; with `count` 1 the key itself.
inline std::vector<std::string> key_parts(std::string_view key, size_t count) {
  if (count == 1) return {std::string(key)};
  std::vector<std::string> out(1);
  for (size_t i = 0; i < key.size(); ++i) {
    if (key[i] == '|') {
      out.emplace_back();
      continue;
    }
    if (key[i] == '\\' && i + 1 < key.size()) ++i;
    out.back() += key[i];
  }
  return out;
}

}  // namespace musubi
