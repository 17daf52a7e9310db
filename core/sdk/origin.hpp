// Which web pages may read what a connection answers to them (CORS). Header only, std only; pure.
#pragma once
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "connector.hpp"

namespace musubi {

/// Whether `text` is an origin as browsers write it: "https://www.shop.example", with a port where it is not the usual one.
inline bool is_origin(std::string_view text) {
  size_t scheme = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
  auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == ':'; };
  return scheme && text.size() > scheme && std::all_of(text.begin() + std::ptrdiff_t(scheme), text.end(), fits);
}

inline bool is_origin_of(const std::vector<std::string>& origins, std::string_view origin) {
  return std::find(origins.begin(), origins.end(), origin) != origins.end();
}

/// What answers the question that a browser asks before a page posts JSON (OPTIONS); to be passed to readable_by, too.
inline Answer preflight(std::string_view headers) {
  return {204, {{"Access-Control-Allow-Methods", "POST"}, {"Access-Control-Allow-Headers", std::string(headers)}, {"Access-Control-Max-Age", "86400"}}, ""};
}

/// `answer` so that a page of one of `origins`, if `request` comes from such a one, may read it.
inline Answer readable_by(const std::vector<std::string>& origins, const Request& request, Answer answer) {
  std::string_view origin = request.header("Origin");
  if (is_origin_of(origins, origin)) answer.headers.emplace_back("Access-Control-Allow-Origin", std::string(origin));
  answer.headers.emplace_back("Vary", "Origin");
  return answer;
}

}  // namespace musubi
