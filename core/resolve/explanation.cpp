#include "core/resolve/explanation.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "core/resolve/model.hpp"

namespace musubi {
namespace {

constexpr std::array compared_fields = {Field::name,       Field::kana, Field::company, Field::address,         Field::phone, Field::email,
                                        Field::birth_date, Field::sex,  Field::corporate_number};

bool states(const Profile& p, Field f) { return p.value(f) != nullptr; }

// A value that says nothing stands in the place: who said more is not somebody of whom one contact alone is known.
Profile without(Profile p, Field f) {
  if (std::erase_if(p.values, [&](const Stated& s) { return s.field == f; })) p.values.push_back({Field::note, {""}, "", ""});
  return p;
}

Profile without_ids(Profile p, const std::string& scheme) {
  std::erase_if(p.ids, [&](const ExternalId& id) { return id.scheme == scheme; });
  return p;
}

void state(Profile& p, std::vector<Stated> values) {
  p.values.insert(p.values.end(), values.begin(), values.end());
  std::stable_sort(p.values.begin(), p.values.end(), [](const Stated& a, const Stated& b) { return a.field < b.field; });
}

std::vector<Stated> stated(const Profile& p, Field f) {
  std::vector<Stated> out;
  std::copy_if(p.values.begin(), p.values.end(), std::back_inserter(out), [&](const Stated& s) { return s.field == f; });
  return out;
}

/// A value for both where neither states one: any that no rule takes for made up.
std::optional<Stated> some_value(Field f) {
  switch (f) {
    case Field::phone: return Stated{f, {"080-2468-1357"}, "+818024681357", ""};
    case Field::email: return Stated{f, {"qx.kept@one.example"}, "qx.kept@one.example", ""};
    case Field::birth_date: return Stated{f, {"1984-03-09"}, "1984-03-09", ""};
    default: return {};
  }
}

/// Both profiles with the field agreeing; nothing where there is no value that they could share.
std::optional<std::pair<Profile, Profile>> agreeing(const Profile& x, const Profile& y, Field f) {
  std::vector<Stated> shared = stated(x, f);
  if (shared.empty()) shared = stated(y, f);
  if (shared.empty())
    if (auto some = some_value(f)) shared = {*some};
  if (shared.empty()) return {};
  std::pair out{without(x, f), without(y, f)};
  state(out.first, shared);
  state(out.second, shared);
  return out;
}

Band band_of(const Profile& x, const Profile& y, const Model& model) {
  FeatureSet features;
  features.add(x, model);
  features.add(y, model);
  return compare(features.at(0), features.at(1), model).band;
}

std::set<std::string> schemes_of_both(const Profile& x, const Profile& y) {
  std::set<std::string> of_x, out;
  for (const ExternalId& id : x.ids) of_x.insert(id.scheme);
  for (const ExternalId& id : y.ids)
    if (of_x.contains(id.scheme)) out.insert(id.scheme);
  return out;
}

std::string label(const std::string& name, Lang lang) {
  if (name.starts_with("id:")) return render({"resolve.id_label", {{"scheme", name.substr(3)}}}, lang);
  const FieldDef* f = find_field(name);
  std::string out(lang == Lang::ja ? f->ja : f->name);
  if (lang == Lang::en) std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

std::string any_of(const std::vector<std::string>& names, Lang lang) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i) out += lang == Lang::ja ? "か" : i + 1 == names.size() ? " or " : ", ";
    out += names[i];
  }
  return out;
}

}  // namespace

Limits limits_of(const Model& model) { return {model.impl().match_from, model.impl().review_from}; }

std::vector<Turn> turning_points(const Profile& x, const Profile& y, const Model& model) {
  std::vector<Turn> out;
  Band now = band_of(x, y, model);
  auto took = [&](std::string field, bool agreed, Band band) {
    if (band != now && (!agreed || band < now)) out.push_back({std::move(field), agreed, band});
  };
  for (Field f : compared_fields) {
    std::string name(field(f).name);
    if (states(x, f) && states(y, f)) took(name, false, band_of(without(x, f), without(y, f), model));
    if (now == Band::match) continue;
    if (auto both = agreeing(x, y, f)) took(name, true, band_of(both->first, both->second, model));
  }
  for (const std::string& scheme : schemes_of_both(x, y)) took("id:" + scheme, false, band_of(without_ids(x, scheme), without_ids(y, scheme), model));
  return out;
}

std::string turns_in_words(const std::vector<Turn>& turns, Lang lang) {
  if (turns.empty()) return render({"resolve.turn_none", {}}, lang);
  std::string out;
  for (bool agreed : {false, true})
    for (Band band : {Band::match, Band::review, Band::no}) {
      std::vector<std::string> names;
      for (const Turn& t : turns)
        if (t.agreed == agreed && t.band == band) names.push_back(label(t.field, lang));
      if (names.empty()) continue;
      if (lang == Lang::en && !out.empty()) out += " ";
      out += render({std::string("resolve.turn_") + (agreed ? "agreed_" : "without_") + std::string(word(band)), {{"fields", any_of(names, lang)}}}, lang);
    }
  return out;
}

}  // namespace musubi
