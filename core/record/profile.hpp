// A profile: one party (person or organisation) as one source record states it, normalized.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/record/field.hpp"
#include "core/record/source.hpp"

namespace musubi {

enum class Kind : uint8_t { person, organisation };

/// Who typed it; earlier outranks later in survivorship (design.md §7).
enum class EnteredBy : uint8_t { self, other, staff, import, system };

/// One value of one field in its display form, split into the field's parts (field.hpp): name → {family, given}, phone →
/// {"090-1234-5678"}. A part that is not there is "". `key` is what equal values share; it is a pure function of the parts
/// (core/normalize/key.hpp), so it is not stored with the profile but made again when a profile is read back.
/// `loose` is a wider key for candidates alone ("" where the field has none). `made_up`, as pure: stands for what is not known (03-1234-5678).
struct Stated {
  Field field;
  std::vector<std::string> parts;
  std::string key, loose;
  bool made_up = false;
  friend bool operator==(const Stated&, const Stated&) = default;
};

/// An id in some scheme (member number, visitor id, 法人番号 …). `identifies`: the scheme says "the same party", without
/// weights. `device`: not the party's own id but that of a device it used (a browser): whom it identifies belongs to the party, as long
/// as all who used the device are one. Dates are ISO, "" where unknown.
struct ExternalId {
  std::string scheme, value;
  bool identifies = false;
  std::string since, until;
  bool device = false;
  friend auto operator<=>(const ExternalId&, const ExternalId&) = default;
};

/// `id` is given once per party key and never changes; 0 until the store has given it.
/// `gone`: the source no longer has it. `stub`: only referred to so far; no values, no keys, no customer.
struct Profile {
  int64_t id = 0;
  PartyKey key;
  Kind kind = Kind::person;
  EnteredBy entered_by = EnteredBy::import;
  std::optional<Time> updated_at;  // the source's own time; without one there is no recency
  std::string valid_since;         // ISO date from which the source says this employment/title holds, "" unknown
  bool gone = false, stub = false;
  int64_t customer_id = 0;         // 0: none
  std::vector<Stated> values;      // ordered by field, several of one field in the order stated
  std::vector<ExternalId> ids;

  /// The first value of `f`, nullptr if there is none.
  const Stated* value(Field f) const;
};

/// A field's parts as people read them: "渋屋 太郎", "〒150-0001 東京都渋谷区…".
std::string shown(const Stated& s);

std::string_view word(Kind k);             // "person", "organisation"
std::string_view word(EnteredBy e);        // "self" …
std::optional<Kind> kind_of(std::string_view word);
std::optional<EnteredBy> entered_by_of(std::string_view word);

}  // namespace musubi
