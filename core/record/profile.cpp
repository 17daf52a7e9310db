#include "core/record/profile.hpp"

#include <algorithm>
#include <array>

namespace musubi {
namespace {

constexpr std::array kinds = {std::string_view("person"), std::string_view("organisation")};
constexpr std::array enterers = {std::string_view("self"), std::string_view("other"), std::string_view("staff"),
                                 std::string_view("import"), std::string_view("system")};

template <class E, size_t N>
std::optional<E> read_word(const std::array<std::string_view, N>& words, std::string_view word) {
  auto at = std::find(words.begin(), words.end(), word);
  if (at == words.end()) return {};
  return E(at - words.begin());
}

std::string joined(const std::vector<std::string>& parts, std::string_view with) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += with;
    out += part;
  }
  return out;
}

std::string shown_address(const std::vector<std::string>& p) {
  std::string out = p[0].empty() ? "" : "〒" + p[0] + " ";
  for (size_t i = 1; i < 5 && i < p.size(); ++i) out += p[i];
  if (p.size() > 5 && !p[5].empty()) out += " " + p[5];
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

}  // namespace

const Stated* Profile::value(Field f) const {
  auto at = std::find_if(values.begin(), values.end(), [&](const Stated& s) { return s.field == f; });
  return at == values.end() ? nullptr : &*at;
}

std::string shown(const Stated& s) {
  return s.field == Field::address && s.parts.size() == 6 ? shown_address(s.parts) : joined(s.parts, " ");
}

std::string_view word(Kind k) { return kinds[size_t(k)]; }
std::string_view word(EnteredBy e) { return enterers[size_t(e)]; }
std::optional<Kind> kind_of(std::string_view w) { return read_word<Kind>(kinds, w); }
std::optional<EnteredBy> entered_by_of(std::string_view w) { return read_word<EnteredBy>(enterers, w); }

}  // namespace musubi
