#include "connectors/http/request/matching.hpp"

#include <algorithm>

#include "connectors/http/request/url.hpp"

namespace musubi::http {
namespace {

using Named = std::vector<std::pair<std::string, std::string>>;

bool all_there(const Named& wanted, const Named& there, bool any_case) {
  return std::ranges::all_of(wanted, [&](const auto& one) {
    return std::ranges::any_of(there, [&](const auto& other) {
      return other.second == one.second &&
             (any_case ? lowered(other.first) == lowered(one.first) : other.first == one.first);
    });
  });
}

}  // namespace

Matching::Matching(const RequestMatcher& of, int64_t weight) : of_(of), weight_(weight) {
  if (!of.path_pattern.empty()) path_ = std::make_unique<re2::RE2>(of.path_pattern, re2::RE2::Quiet);
}

bool Matching::fits(const HttpRequest& request) const {
  const size_t scheme = request.url.find("://");
  size_t begin = scheme == std::string::npos ? 0 : request.url.find_first_of("/?#", scheme + 3);
  begin = std::min(begin, request.url.size());
  std::string way = request.url.substr(begin, request.url.find_first_of("?#", begin) - begin);
  while (way.ends_with('/')) way.pop_back();
  return (of_.method.empty() || of_.method == request.method) && (of_.url_base.empty() || of_.url_base == request.url.substr(0, begin)) &&
         (!path_ || re2::RE2::PartialMatch(way, *path_)) && all_there(of_.parameters, parameters_in(request.url), false) &&
         all_there(of_.headers, request.headers, true);
}

}  // namespace musubi::http
