#include "core/normalize/town_heads.hpp"

#include <algorithm>

namespace musubi::normalize {
namespace {

constexpr size_t least_sharing = 4, shortest_in_ward = 3, longest_ward = 5;

/// What remains of a name without its district: in Tokyo also short (錦町), or with another end (駿河台).
bool may_stand_alone(View rest, bool of_tokyo) {
  const size_t shortest = of_tokyo && rest.ends_with(U'町') ? 2 : 3;
  return rest.size() >= shortest && (of_tokyo || rest.ends_with(U'町'));
}

}  // namespace

std::vector<Headless> headless_names(std::span<const Chars> names, bool of_tokyo) {
  std::vector<Headless> found;
  for (size_t length : {2u, 3u}) {
    for (size_t i = 0; i < names.size();) {
      View head = View(names[i]).substr(0, length);
      size_t end = i + 1;
      while (end < names.size() && names[end].starts_with(head)) ++end;
      for (size_t at = i; end - i >= least_sharing && at < end; ++at)
        if (may_stand_alone(View(names[at]).substr(std::min<size_t>(length, names[at].size())), of_tokyo))
          found.push_back({names[at].substr(length), at});
      i = end;
    }
  }
  for (size_t at = 0; at < names.size(); ++at)
    if (size_t ward = names[at].substr(0, longest_ward).find(U'区', 1);
        ward != Chars::npos && ward + shortest_in_ward <= names[at].size())
      found.push_back({names[at].substr(ward + 1), at});
  auto by_name = [](const Headless& a, const Headless& b) { return a.name < b.name; };
  std::sort(found.begin(), found.end(), by_name);
  std::vector<Headless> out;
  for (size_t i = 0; i < found.size(); ++i) {
    bool shared = (i > 0 && found[i - 1].name == found[i].name) ||
                  (i + 1 < found.size() && found[i + 1].name == found[i].name);
    if (!shared && std::find(names.begin(), names.end(), found[i].name) == names.end())
      out.push_back(std::move(found[i]));
  }
  return out;
}

}  // namespace musubi::normalize
