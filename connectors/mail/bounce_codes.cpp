#include "connectors/mail/bounce_codes.hpp"

#include <algorithm>

#include "connectors/mail/ascii.hpp"

namespace musubi::mail {
namespace {

/// An answer is not longer, and a code behind it not farther away.
constexpr size_t kLongestAnswer = 400, kFarthestBehind = 60;

/// The reply code that begins at `at`.
std::string_view reply_at(std::string_view words, size_t at) {
  if (at + 3 > words.size() || (words[at] != '4' && words[at] != '5') || words[at + 1] > '5' || !is_digit(words[at + 1]) || !is_digit(words[at + 2])) return {};
  bool before = at == 0 || is_blank(words[at - 1]) || std::string_view(":;(<").find(words[at - 1]) != std::string_view::npos;
  bool after = at + 3 == words.size() || is_blank(words[at + 3]) || words[at + 3] == '-' || words[at + 3] == ';';
  return before && after ? words.substr(at, 3) : std::string_view();
}

bool stands_alone(std::string_view words, size_t at, size_t end) {
  auto part = [](char c) { return is_digit(c) || c == '.' || c == '-' || (lower(c) >= 'a' && lower(c) <= 'z'); };
  bool in_reply = at >= 4 && words[at - 1] == '-' && !reply_at(words, at - 4).empty();  // 550-5.1.1
  bool before = at > 0 && part(words[at - 1]) && !in_reply;
  bool after = end < words.size() && (is_digit(words[end]) || (words[end] == '.' && end + 1 < words.size() && is_digit(words[end + 1])));
  return !before && !after;
}

/// The enhanced status code that begins at `at`.
std::string_view status_at(std::string_view words, size_t at) {
  if (at + 4 >= words.size() || (words[at] != '4' && words[at] != '5' && words[at] != '2') || words[at + 1] != '.' || !is_digit(words[at + 2])) return {};
  size_t end = at + 2;
  while (end < words.size() && end < at + 5 && is_digit(words[end])) ++end;
  if (end >= words.size() || words[end] != '.') return {};
  size_t last = ++end;
  while (end < words.size() && end < last + 3 && is_digit(words[end])) ++end;
  return end > last && stands_alone(words, at, end) ? words.substr(at, end - at) : std::string_view();
}

template <class At>
std::string first_in(std::string_view words, At at) {
  for (size_t i = 0; i < words.size(); ++i)
    if (std::string_view found = at(words, i); !found.empty()) return std::string(found);
  return {};
}

}  // namespace

std::string status_in(std::string_view words) {
  return first_in(words, status_at);
}

std::string reply_in(std::string_view words) {
  return first_in(words, reply_at);
}

std::string code_near(std::string_view words, size_t at) {
  size_t first = at > kLongestAnswer ? at - kLongestAnswer : 0;
  std::string_view reply;
  for (size_t i = at; i-- > first;) {
    // Both belong together where next to nothing stands between them.
    if (std::string_view status = status_at(words, i); !status.empty() && (reply.empty() || i + 12 > size_t(reply.data() - words.data()))) return std::string(status);
    if (reply.empty()) reply = reply_at(words, i);
  }
  if (!reply.empty()) return std::string(reply);
  std::string_view behind = words.substr(at, kFarthestBehind);
  std::string status = status_in(behind);
  return status.empty() ? reply_in(behind) : status;
}

}  // namespace musubi::mail
