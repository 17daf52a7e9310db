// Two names in parts, of which either may stand unsplit, split wrongly or turned round.
#pragma once
#include <string>

#include "core/resolve/compare_name.hpp"
#include "core/resolve/name_table.hpp"

namespace musubi::resolving {

/// What two unsplit but equal texts are: a whole name, or only a family name?
inline bool is_whole_name(const std::u16string& text, const Frequency&) {
  return characters(text).size() > 2 && !listed_name(NamePart::family, utf8(text));
}
inline bool is_whole_name(const std::string& reading, const Frequency& f) {
  return reading.size() > 8 && !f.is_family_reading(reading);
}

/// Both have two parts. `families_near`, `givens_near`: are two different texts one slip apart?
template <class Text>
NameCase both_split(const SplitName<Text>& a, const SplitName<Text>& b, auto&& families_near,
                    auto&& givens_near) {
  bool family = a.family == b.family, given = a.given == b.given;
  Text whole_a = a.family + a.given, whole_b = b.family + b.given;
  if ((family && given) || whole_a == whole_b || whole_a == b.given + b.family) return NameCase::exact;
  if (whole_a == b.family || whole_b == a.family)
    return NameCase::family_alone;  // 菅原 taken apart as 菅 and 原
  if (given) return families_near(a.family, b.family) ? NameCase::family_similar : NameCase::given;
  if (family) return givens_near(a.given, b.given) ? NameCase::given_similar : NameCase::family;
  return NameCase::clash;
}

/// An unsplit name is cut where the other one's family name ends.
template <class Text>
NameCase compare_split(SplitName<Text> a, SplitName<Text> b, const Frequency& f, auto&& families_near,
                       auto&& givens_near) {
  if (a.given.empty() && b.given.empty()) {
    if (a.family != b.family) return NameCase::clash;
    return is_whole_name(a.family, f) ? NameCase::exact : NameCase::family_alone;
  }
  if (b.given.empty()) std::swap(a, b);
  if (a.given.empty()) {
    if (a.family == b.family) return NameCase::family_alone;
    if (a.family.size() <= b.family.size()) return NameCase::clash;
    a = {a.family.substr(0, b.family.size()), a.family.substr(b.family.size())};
  }
  return both_split(a, b, families_near, givens_near);
}

}  // namespace musubi::resolving
