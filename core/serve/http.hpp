// A request and its answer, as the handlers see them.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi {

struct HttpRequest {
  std::string method;   // "GET", …
  std::string target;   // as sent: path and query, percent-encoded
  std::string address;  // of the other side
  std::vector<std::pair<std::string, std::string>> headers;  // %XX decoded
  std::string body;
  bool too_large = false;  // the body was larger than what is taken in; `body` is empty

  /// The value of a header, whatever the case of its letters; "" where there is none.
  std::string header(std::string_view name) const;
  std::string_view path() const { return std::string_view(target).substr(0, target.find_first_of("?#")); }
};

struct HttpResponse {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string content_type = "application/json; charset=utf-8";
  std::string body;
};

/// Bodies larger than this are refused (413).
inline constexpr size_t kBodyLimit = 2 * 1024 * 1024;

/// True if `name` is that of the header `wanted`, whatever the case of its letters.
bool is_named(std::string_view name, std::string_view wanted);

/// %41 → A, and + → a space where `plus`; a broken escape stays as it stands.
std::string percent_decoded(std::string_view text, bool plus);

}  // namespace musubi
