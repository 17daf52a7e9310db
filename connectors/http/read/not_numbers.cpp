#include "connectors/http/read/not_numbers.hpp"

#include <algorithm>
#include <string_view>

namespace musubi::http {
namespace {

constexpr std::string_view kBefore = "[,: \t\r\n", kBehind = ",]} \t\r\n";

/// The length of such a word at `at`; 0 where none stands.
size_t word_at(std::string_view json, size_t at) {
  if (at > 0 && kBefore.find(json[at - 1]) == kBefore.npos) return 0;
  for (std::string_view word : {"NaN", "Infinity", "-Infinity"}) {
    if (!json.substr(at).starts_with(word)) continue;
    const size_t end = at + word.size();
    return end == json.size() || kBehind.find(json[end]) != kBehind.npos ? word.size() : 0;
  }
  return 0;
}

/// Behind the string that begins at `at`.
size_t behind_string(std::string_view json, size_t at) {
  for (++at; at < json.size() && json[at] != '"'; ++at)
    if (json[at] == '\\') ++at;
  return std::min(at + 1, json.size());
}

}  // namespace

size_t null_not_numbers(std::string& json) {
  if (json.find("NaN") == json.npos && json.find("Infinity") == json.npos) return 0;
  std::string out;
  size_t count = 0, copied = 0;
  for (size_t at = json.find_first_of("\"NI-"); at < json.size(); at = json.find_first_of("\"NI-", at)) {
    const size_t word = json[at] == '"' ? 0 : word_at(json, at);
    if (word) {
      out.append(json, copied, at - copied).append("null");
      copied = at + word;
      ++count;
    }
    at = json[at] == '"' ? behind_string(json, at) : at + std::max<size_t>(word, 1);
  }
  if (count) json = out.append(json, copied);
  return count;
}

}  // namespace musubi::http
