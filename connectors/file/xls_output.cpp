#include "connectors/file/xls_output.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

namespace musubi::file {
namespace {

constexpr size_t longest_heading = 64;

/// The heading's words; none where it is not one.
std::vector<std::string_view> words_of(std::string_view heading) {
  std::vector<std::string_view> out;
  for (size_t at = 0; at <= heading.size();) {
    size_t end = std::min(heading.find(' ', at), heading.size());
    out.push_back(heading.substr(at, end - at));
    at = end + 1;
  }
  bool cell = out.size() == 5 && out[0] == "C" && out[3].size() == 1, sheet = out.size() == 2 && out[0] == "S";
  return cell || sheet ? out : std::vector<std::string_view>();
}

uint32_t number_of(std::string_view word) {
  uint32_t out = 0;
  std::from_chars(word.data(), word.data() + word.size(), out);
  return out;
}

}  // namespace

bool XlsOutput::feed(std::string_view bytes, const std::function<bool(const Piece&)>& take) {
  rest_ += bytes;
  size_t at = 0;
  for (;;) {
    size_t line = rest_.find('\n', at);
    if (line == rest_.npos) break;
    std::vector<std::string_view> words = words_of(std::string_view(rest_).substr(at, std::min(line - at, longest_heading)));
    if (words.empty()) return false;
    size_t size = number_of(words.back());
    if (line + 1 + size > rest_.size()) break;
    Piece piece{words[0][0], 0, 0, 0, std::string_view(rest_).substr(line + 1, size)};
    if (piece.what == 'C') {
      piece.row = number_of(words[1]);
      piece.column = number_of(words[2]);
      piece.kind = words[3][0];
    }
    if (!take(piece)) return false;
    at = line + 1 + size;
  }
  rest_.erase(0, at);
  return true;
}

}  // namespace musubi::file
