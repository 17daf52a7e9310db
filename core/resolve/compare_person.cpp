#include <algorithm>

#include "core/resolve/compare_kinds.hpp"
#include "core/resolve/compare_name.hpp"
#include "core/resolve/compare_values.hpp"

namespace musubi::resolving {
namespace {

// What two people agree on beside the name.
struct Facts {
  std::optional<Level> phone, email, place, birth, company;
  bool mobile = false, own_email = false, sex_clash = false, id = false;
  bool family_email = false;  // a shared address holds the family name of one of them
  bool family_firm = false;   // the employer bears the family name

  bool exact_email() const { return email == Level::email_exact || email == Level::email_from_name; }
  bool exact_phone() const { return phone == Level::phone_exact; }
  bool exact_birth() const { return birth == Level::birth_exact; }
  bool same_house() const { return place == Level::address_house; }
  bool colleagues() const { return company == Level::company_same; }
  // Colleagues share the office's phone and address, so there only a mobile phone or an e-mail speaks of the
  // person.
  bool personal_contact() const { return exact_email() || (exact_phone() && (mobile || !colleagues())); }
  bool mistyped_contact() const {
    return phone == Level::mobile_near || email == Level::email_near || email == Level::email_misspelt;
  }
  // What people of one given name don't have in common unless they are one: a family shares the family name, and
  // the address is not made of the given name.
  bool own_contact() const { return mobile || own_email; }
  // A maiden name: one given name, and the person's own contact, be it an address that still bears the other family
  // name.
  bool renamed() const {
    return !sex_clash && (own_contact() || family_email || (exact_birth() && personal_contact()) ||
                          (exact_email() && (exact_phone() || same_house())));
  }
  // Twins share the birth date and the phone of the house.
  bool born_alone() const { return exact_birth() && (mobile || exact_email()); }
  // One desk of one employer: there a rare family name says who it is, unless the firm is the family's.
  bool one_desk() const { return colleagues() && (exact_phone() || same_house()) && !family_firm; }
  // What merges beside a name. Neither the neighbourhood nor a birth date that is nearly the same does:
  // namesakes have both.
  bool decides() const {
    bool firm = exact_phone() || exact_email() || same_house() || place == Level::address_block || id;
    if (firm || birth == Level::birth_near) return firm;
    return exact_birth() || colleagues() || mistyped_contact() || phone == Level::phone_near ||
           email == Level::email_local;
  }
};

// 山田製作所 of 山田.
bool bears_family(const Features& f) {
  return !f.name.family.empty() && f.company_text.find(f.name.family) != std::u16string::npos;
}

Facts facts_of(const Features& x, const Features& y) {
  Facts f;
  f.phone = compare_phones(x, y);
  f.email = compare_emails(x, y);
  f.place = compare_places(x.place, y.place);
  f.birth = compare_birth_dates(x.birth_date, y.birth_date);
  f.company = compare_employers(x, y);
  f.mobile = share_mobile(x, y);
  f.own_email = share_own_email(x, y);
  f.family_email = share_family_email(x, y);
  f.sex_clash = x.sex != 0 && y.sex != 0 && x.sex != y.sex;
  f.id = share_id(x, y);
  f.family_firm = bears_family(x) || bears_family(y);
  return f;
}

bool is_clash(NameCase c) {
  return c == NameCase::family || c == NameCase::given || c == NameCase::clash;
}

// Kanji on one side, a reading on the other. Households share the family name, not the given one.
bool reading_agrees(const NameFinding& name, const Facts& f) {
  bool personal = f.personal_contact(), family = name.family_fit == Fit::yes;
  if (name.given_missing) return family && f.born_alone();
  if (name.given_fit == Fit::yes) {
    if (family) return personal || f.exact_birth() || f.mistyped_contact();
    return name.family_fit == Fit::unknown ? personal : f.renamed();
  }
  bool twice = !name.given_doubted && ((f.exact_email() && f.exact_phone()) || f.born_alone());
  return name.given_fit == Fit::unknown && name.family_fit != Fit::no && twice;
}

// A phone or an e-mail alone never merges: the name must agree too, the less it does, the more the rest must
// say.
bool name_agrees(const NameFinding& name, const Facts& f) {
  int strong = int(f.exact_phone()) + int(f.exact_birth()) + int(f.same_house());
  if (name.nameless) return (f.exact_email() && strong > 0) || (f.mobile && f.exact_birth());
  switch (name.counted()) {
    case NameCase::exact:
      return true;
    case NameCase::family_similar:
      return !is_clash(name.sound) && (f.personal_contact() || f.exact_birth());
    case NameCase::given_similar:
      if (f.sex_clash) return false;
      if (name.spelling == NameCase::unknown && name.heard_alike) return f.personal_contact() || f.exact_birth();
      return !is_clash(name.sound) && (f.exact_email() || (f.born_alone() && name.sound == NameCase::exact));
    case NameCase::given:
      return f.renamed();
    case NameCase::family:
    case NameCase::clash:
      return name.read_alike && (f.own_email || (f.exact_email() && (f.exact_birth() || f.mobile)));
    case NameCase::family_alone:
      return f.born_alone() || f.one_desk();
    case NameCase::unknown:
      return reading_agrees(name, f);
  }
  return false;
}

// A name in kanji and one in kana that nobody can hold against each other, and a contact of one person.
bool may_be_one(const NameFinding& name, const Facts& f) {
  bool speaks_against = name.family_fit == Fit::no || name.given_fit == Fit::no;
  return !name.nameless && name.counted() == NameCase::unknown && !speaks_against && f.personal_contact();
}

// Rare families live where they come from, so the town says the less, the rarer the name.
double town_bits_lost(double family_bits) {
  constexpr double common = 9, most = 4;
  return std::clamp(family_bits - common, 0.0, most);
}

// Among colleagues the office's phone and address say no more than the employer does.
void cap_office(const Facts& f, Evidence* phone, Evidence* place, const Evidence* company) {
  if (!f.colleagues()) return;
  if (phone && !f.mobile) phone->weight = std::min(phone->weight, company->weight);
  if (place) place->weight = std::min(place->weight, company->weight);
}

// One family name, another given name, and a home in common.
bool is_household(const NameFinding& name, const Facts& f) {
  bool other_person = name.counted() == NameCase::family || name.counted() == NameCase::given_similar;
  return other_person && !f.colleagues() && (f.exact_phone() || f.same_house() || f.exact_email());
}

// A family shares a phone, and its numbers follow each other; but it gives no name twice.
std::optional<Level> phone_level(const Facts& f, bool given_agrees) {
  if (given_agrees && f.mobile) return Level::mobile_own;
  bool follows = !given_agrees && (f.phone == Level::mobile_near || f.phone == Level::phone_near);
  return follows ? Level::phone_following : f.phone;
}

std::vector<Evidence> weigh(const NameFinding& name, const Facts& f, const Model::Impl& model) {
  std::vector<Evidence> out = name_evidence(name, model);
  out.reserve(out.size() + 8);
  auto add = [&](std::optional<Level> level) -> Evidence* {
    if (!level) return nullptr;
    out.push_back(evidence(*level, model));
    return &out.back();
  };
  bool given = name.nameless || name.given_agrees();
  Evidence* phone = add(phone_level(f, given));
  bool other_family = name.counted() == NameCase::given || name.family_fit == Fit::no;
  add(given && (f.own_email || (other_family && f.family_email)) ? Level::email_own : f.email);
  Evidence* place = add(f.place);
  if (f.place == Level::address_town)
    place->weight = rounded(place->weight - town_bits_lost(name.family_rarity));
  add(f.birth);
  Evidence* company = add(name.family_agrees() && f.colleagues() ? Level::company_own : f.company);
  if (f.sex_clash) add(Level::sex_clash);
  if (f.id) add(Level::id_same);
  cap_office(f, phone, place, company);
  count_once({phone, place, company});
  return out;
}

}  // namespace

void compare_persons(const Features& x, const Features& y, const Model::Impl& model, Pair& out) {
  NameFinding name = compare_names(x, y, model);
  Facts facts = facts_of(x, y);
  out.evidence = weigh(name, facts, model);
  out.weight = total(out.evidence, model.prior);
  out.band = model.band(out.weight);
  if (facts.birth == Level::birth_clash) out.veto = "birth_date";
  bool agreed = name_agrees(name, facts) && facts.decides();
  if (!agreed && out.band == Band::match) out.band = Band::review;
  if (may_be_one(name, facts) && out.band == Band::no) out.band = Band::review;
  if (is_household(name, facts) && out.band != Band::match)
    out.evidence.push_back({"household", "likely", 0});
}

}  // namespace musubi::resolving
