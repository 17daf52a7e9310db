#include "core/record/proposal.hpp"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

namespace musubi {
namespace {

constexpr std::string_view words[] = {"ended", "moved", "leave", "handed_over"};

}  // namespace

std::string_view word(EmploymentNews news) { return words[size_t(news)]; }

std::optional<EmploymentNews> employment_news_of(std::string_view word) {
  for (size_t i = 0; i < std::size(words); ++i)
    if (words[i] == word) return EmploymentNews(i);
  return {};
}

std::string proposal_code(int64_t customer, std::string_view field, std::string_view value) {
  std::string said = std::string(field) + "\n" + std::string(value);
  return fmt::format("P{}-{:06x}", customer, XXH3_64bits(said.data(), said.size()) & 0xFFFFFF);
}

}  // namespace musubi
