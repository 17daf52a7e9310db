#include "core/resolve/compare_values.hpp"

#include <algorithm>

#include "core/resolve/contact.hpp"
#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

template <class T>
bool any_pair(const std::vector<T>& x, const std::vector<T>& y, auto&& holds) {
  return std::any_of(x.begin(), x.end(), [&](const T& a) {
    return std::any_of(y.begin(), y.end(), [&](const T& b) { return holds(a, b); });
  });
}

// A slip of the finger. yamada1@ and yamada2@ are none: whoever comes second is given the next number.
bool near_addresses(const Mailbox& a, const Mailbox& b) {
  return a.domain == b.domain && a.local.size() > 5 && b.local.size() > 5 &&
         one_slip<std::string_view>(a.local, b.local) && digits_in(a.local) == digits_in(b.local);
}

bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

// As names are heard: what people vary in writing their own name is alike.
std::string heard(std::string_view word) {
  return unvoiced(folded_reading(word));
}

// Takes the next run of letters; "" at the end.
std::string_view next_word(std::string_view& local) {
  auto first = std::find_if(local.begin(), local.end(), is_letter);
  auto last = std::find_if_not(first, local.end(), is_letter);
  local.remove_prefix(size_t(last - local.begin()));
  return {first, last};
}

// hiorshi for hiroshi: nobody spells the name so, be it with another separator, another romanization or another
// initial. Numbers that namesakes would not share make up for a word too short to tell.
bool misspelt(const Mailbox& a, const Mailbox& b) {
  if (!near_addresses(a, b)) return false;
  constexpr size_t telling_digits = 3, no_initial = 4;
  bool numbered = digits_in(a.local).size() >= telling_digits && heard(a.local) != heard(b.local), found = false;
  for (std::string_view l = a.local, r = b.local; !l.empty() || !r.empty();) {
    std::string_view left = next_word(l), right = next_word(r);
    if (heard(left) == heard(right)) continue;
    if (found || std::min(left.size(), right.size()) < no_initial) return numbered;
    found = true;
  }
  return found;
}

// Day and month swapped, another day of the month, one digit off, two neighbours swapped, or the year of one Japanese
// era read in another.
bool near_dates(uint32_t x, uint32_t y) {
  uint32_t year_x = x / 10'000, year_y = y / 10'000, day_x = x % 10'000, day_y = y % 10'000;
  if (x / 100 == y / 100) return true;
  if (year_x == year_y && day_x / 100 == day_y % 100 && day_x % 100 == day_y / 100) return true;
  uint32_t years = year_x > year_y ? year_x - year_y : year_y - year_x;
  if (day_x == day_y && (years == 14 || years == 30 || years == 63)) return true;
  return one_apart<std::string_view>(std::to_string(x), std::to_string(y));
}

}  // namespace

std::optional<Level> compare_phones(const Features& x, const Features& y) {
  if (x.phones.empty() || y.phones.empty()) return {};
  if (any_pair(x.phones, y.phones, std::equal_to<>())) return Level::phone_exact;
  bool near = any_pair(x.phones, y.phones, [](uint64_t a, uint64_t b) {
    std::string l = std::to_string(a), r = std::to_string(b);
    return one_slip<std::string_view>(l, r);
  });
  if (!near) return Level::phone_different;
  bool mobiles = any_pair(x.phones, y.phones, [](uint64_t a, uint64_t b) {
    return is_mobile(a) && is_mobile(b) && one_slip<std::string_view>(std::to_string(a), std::to_string(b));
  });
  return mobiles ? Level::mobile_near : Level::phone_near;
}

std::optional<Level> compare_emails(const Features& x, const Features& y) {
  if (x.emails.empty() || y.emails.empty()) return {};
  bool plain = any_pair(x.emails, y.emails, [](const Mailbox& a, const Mailbox& b) {
    return a.whole == b.whole && !a.from_name && !b.from_name;
  });
  if (plain) return Level::email_exact;
  if (any_pair(x.emails, y.emails, [](const Mailbox& a, const Mailbox& b) { return a.whole == b.whole; }))
    return Level::email_from_name;
  bool near = any_pair(x.emails, y.emails, [](const Mailbox& a, const Mailbox& b) {
    return near_addresses(a, b) && !a.holds_name && !b.holds_name;
  });
  if (near) return Level::email_near;
  if (any_pair(x.emails, y.emails, misspelt)) return Level::email_misspelt;
  if (any_pair(x.emails, y.emails, near_addresses)) return Level::email_near_from_name;
  bool local = any_pair(x.emails, y.emails, [](const Mailbox& a, const Mailbox& b) {
    return a.local == b.local && a.local.size() > 4 && !a.from_name && !b.from_name;
  });
  return local ? Level::email_local : Level::email_different;
}

std::optional<Level> compare_places(const Place& x, const Place& y) {
  if (x.house != 0 && x.house == y.house) return Level::address_house;
  if (x.block != 0 && x.block == y.block) {
    const bool other_number = x.number != 0 && y.number != 0 && x.number != y.number;
    const bool one_room = x.last == y.last && x.numbers != y.numbers;  // 978-6-B-201 and 978-6-201
    return other_number && !one_room ? Level::address_neighbour : Level::address_block;
  }
  if (x.town != 0 && y.town != 0) return x.town == y.town ? Level::address_town : Level::address_different;
  if (x.postal_code != 0 && y.postal_code != 0)
    return x.postal_code == y.postal_code ? Level::address_town : Level::address_different;
  return {};
}

std::optional<Level> compare_birth_dates(uint32_t x, uint32_t y) {
  if (x == 0 || y == 0) return {};
  return x == y ? Level::birth_exact : near_dates(x, y) ? Level::birth_near : Level::birth_clash;
}

std::optional<Level> compare_employers(const Features& x, const Features& y) {
  if (x.corporate_number != 0 && x.corporate_number == y.corporate_number) return Level::company_same;
  if (x.company == 0 || y.company == 0) return {};
  return x.company_loose == y.company_loose ? Level::company_same : Level::company_different;
}

bool other_branch(const Features& x, const Features& y) {
  if (x.branch != y.branch) return true;
  return x.unit != y.unit && compare_places(x.place, y.place) == Level::address_different &&
         compare_phones(x, y) != Level::phone_exact;
}

std::optional<Level> compare_organisation_names(const Features& x, const Features& y) {
  if (x.company == 0 || y.company == 0) return {};
  std::u16string_view a = x.company_text, b = y.company_text;
  bool same = x.company_loose == y.company_loose;
  if (same && other_branch(x, y)) return Level::organisation_branch;
  if (same)
    return x.legal_form != 0 && y.legal_form != 0 && x.legal_form != y.legal_form
               ? Level::organisation_similar
               : Level::organisation_exact;
  if (a.starts_with(b) || b.starts_with(a)) return Level::organisation_branch;
  return a.size() > 3 && one_slip(a, b) ? Level::organisation_similar : Level::organisation_clash;
}

bool share_mobile(const Features& x, const Features& y) {
  return any_pair(x.phones, y.phones, [](uint64_t a, uint64_t b) { return a == b && is_mobile(a); });
}

bool share_own_email(const Features& x, const Features& y) {
  auto own = [](const Mailbox& m) {
    size_t telling = m.holds_family ? 2 : 3;
    return !m.holds_name || digits_in(m.local).size() >= telling;
  };
  return any_pair(x.emails, y.emails,
                  [&](const Mailbox& a, const Mailbox& b) { return a.whole == b.whole && own(a) && own(b); });
}

bool share_family_email(const Features& x, const Features& y) {
  return any_pair(x.emails, y.emails, [](const Mailbox& a, const Mailbox& b) {
    return a.whole == b.whole && (a.holds_family || b.holds_family);
  });
}

const std::string* identified(const Features& x, const Features& y) {
  for (const HeldId& a : x.ids)
    for (const HeldId& b : y.ids)
      if (a.identifies && b.identifies && a.value == b.value && a.scheme == b.scheme) return &a.scheme;
  return nullptr;
}

std::string_view only_contact(const Features& x, const Features& y) {
  const Features &lone = x.lone ? x : y, &other = x.lone ? y : x;
  if (!lone.lone) return {};
  if (!lone.phones.empty()) return std::find(other.phones.begin(), other.phones.end(), lone.phones[0]) != other.phones.end() ? "phone" : "";
  auto same = [&](const Mailbox& m) { return m.whole == lone.emails[0].whole; };
  return std::any_of(other.emails.begin(), other.emails.end(), same) ? "email" : "";
}

Used used_device(const Features& x, const Features& y) {
  for (const HeldId& a : x.ids)
    for (const HeldId& b : y.ids)
      if (a.value == b.value && a.scheme == b.scheme && (a.identifies ? b.device : a.device && b.identifies))
        return {&a.scheme, a.identifies};
  return {};
}

const std::string* contradicting_scheme(const Features& x, const Features& y) {
  for (const HeldId& a : x.ids) {
    auto here = [&](const HeldId& id) { return id.scheme == a.scheme && !id.device; };
    bool both = a.one_per_party && std::any_of(y.ids.begin(), y.ids.end(), here);
    if (both && !any_pair(x.ids, y.ids, [&](const HeldId& l, const HeldId& r) {
          return here(l) && here(r) && l.value == r.value;
        }))
      return &a.scheme;
  }
  return nullptr;
}

bool share_id(const Features& x, const Features& y) {
  return any_pair(x.ids, y.ids, [](const HeldId& a, const HeldId& b) {
    return a.scheme == b.scheme && a.value == b.value && !a.device && !b.device;
  });
}

}  // namespace musubi::resolving
