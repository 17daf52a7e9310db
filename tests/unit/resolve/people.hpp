// Profiles for tests, with keys as core/normalize makes them: folded and without spaces.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "core/resolve/resolve.hpp"

namespace musubi::testing {

/// What a test says of one person or organisation; what is empty is not stated.
struct Says {
  std::string family{}, given{}, family_kana{}, given_kana{}, phone{}, email{}, town{}, street{}, building{},
      birth_date{};
  std::string company{}, branch{}, number{}, sex{}, prefecture = "東京都";
  std::vector<ExternalId> ids{};
  Kind kind = Kind::person;
};

inline void state(Profile& p, Field f, std::vector<std::string> parts, std::string loose = "") {
  std::string key;
  for (const std::string& part : parts) key += part;
  if (!key.empty()) p.values.push_back({f, std::move(parts), key, std::move(loose)});
}

// As core/normalize: "prefecture area|numbers-room", and "area|two numbers".
inline void state_address(Profile& p, const Says& s) {
  std::string area = "港区" + s.town, numbers = s.street.empty() ? "" : "|" + s.street;
  std::string room = s.building.empty() ? "" : "-" + s.building;
  p.values.push_back({Field::address,
                      {"", s.prefecture, "港区", s.town, s.street, s.building},
                      s.prefecture + area + numbers + room,
                      area + numbers.substr(0, 4)});
}

inline Profile profile(int64_t id, const Says& s) {
  Profile p;
  p.id = id;
  p.key = {{"shop", "people", std::to_string(1000 + id)}, "person"};
  p.kind = s.kind;
  state(p, Field::name, {s.family, s.given});
  state(p, Field::kana, {s.family_kana, s.given_kana});
  if (!s.company.empty())
    p.values.push_back(
        {Field::company, {s.company + (s.branch.empty() ? "" : " " + s.branch)}, s.company, s.company});
  if (!s.town.empty()) state_address(p, s);
  state(p, Field::phone, {s.phone});
  state(p, Field::email, {s.email});
  state(p, Field::birth_date, {s.birth_date});
  state(p, Field::sex, {s.sex});
  state(p, Field::corporate_number, {s.number});
  p.ids = s.ids;
  return p;
}

inline Pair compared(const Profile& x, const Profile& y, const Model& model) {
  FeatureSet set;
  set.add(x, model);
  set.add(y, model);
  return compare(set.at(0), set.at(1), model);
}

inline Pair compared(const Says& x, const Says& y, const Model& model) {
  return compared(profile(1, x), profile(2, y), model);
}

}  // namespace musubi::testing
