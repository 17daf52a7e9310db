#include "core/record/link.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace musubi {

std::string_view word(Band b) {
  constexpr std::string_view words[] = {"match", "review", "no"};
  return words[size_t(b)];
}

std::string_view word(Verdict v) {
  constexpr std::string_view words[] = {"same", "different", "household"};
  return words[size_t(v)];
}

std::string written(const std::vector<Evidence>& evidence) {
  std::string out;
  for (const Evidence& e : evidence) out += fmt::format("{}{}:{}:{:.2f}", out.empty() ? "" : ";", e.field, e.level, e.weight);
  return out;
}

std::vector<Evidence> evidence_of(std::string_view text) {
  std::vector<Evidence> out;
  while (!text.empty()) {
    std::string_view one = text.substr(0, text.find(';'));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    size_t last = one.rfind(':'), level = last && last != one.npos ? one.rfind(':', last - 1) : one.npos;  // a field may hold one: "id:card"
    if (level == one.npos) continue;
    out.push_back({std::string(one.substr(0, level)), std::string(one.substr(level + 1, last - level - 1)),
                   std::strtod(std::string(one.substr(last + 1)).c_str(), nullptr)});
  }
  return out;
}

}  // namespace musubi
