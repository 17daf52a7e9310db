#include "connectors/http/read/page_ends.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace musubi::http {
namespace {

constexpr std::array<std::string_view, 8> kNext = {"next", "next_page", "nextPage", "next_url", "next_page_url", "nextPageUrl", "nextLink", "next_page_token"};
constexpr std::array<std::string_view, 6> kMore = {"has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage"};
constexpr std::array<std::string_view, 8> kAbout = {"links", "_links", "meta", "_meta", "pagination", "paging", "page_info", "pageInfo"};

bool says_so(const JsonMember& one) {
  if (std::ranges::find(kNext, one.name) != kNext.end()) return one.value == "null" || one.value == "\"\"" || one.value == "false";
  return std::ranges::find(kMore, one.name) != kMore.end() && one.value == "false";
}

}  // namespace

bool PageEnds::went_on(int64_t count) {
  const bool first = !limit_;
  if (first) limit_ = count;
  full_ = std::min(count, full_.value_or(count));
  return first;
}

bool says_it_is_last(const std::vector<JsonMember>& top) {
  return std::ranges::any_of(top, [](const JsonMember& one) {
    if (std::ranges::find(kAbout, one.name) == kAbout.end() || json_kind(one.value) != '{') return says_so(one);
    return std::ranges::any_of(json_members(one.value), says_so);
  });
}

}  // namespace musubi::http
