// A profile made ready for comparison.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/resolve/letters.hpp"
#include "core/resolve/model.hpp"

namespace musubi {
namespace resolving {

/// A name in comparable form. A name that could not be split stands whole in `family`.
template <class Text>
struct SplitName {
  Text family, given;
  bool empty() const { return family.empty() && given.empty(); }
};

/// A name's spelling (folded as its key is) and how rare its parts are, in bits.
struct Spelling : SplitName<std::u16string> {
  Script script = Script::none;
  float family_bits = 0, given_bits = 0;
};

/// A name's sound, in Latin letters (reading.hpp): exact for kana against kana, folded where one side is
/// Latin.
struct Sound : SplitName<std::string> {
  bool from_kana = false;
  std::string folded_family, folded_given;
  float family_bits = 0, given_bits = 0;
};

/// How a name in kanji is usually read, in folded Latin letters: "yagi/yatugi". "" where no table lists it.
struct Readings {
  std::string families, givens;
};

struct Mailbox {
  uint64_t whole = 0, domain = 0;  // hashes
  std::string local;
  bool public_domain = false;
  bool holds_name = false;    // the profile's own name stands in `local`
  bool holds_family = false;  // … its family name
  bool from_name = false;     // … and next to nothing else
};

/// Hashes of an address, coarser from left to right; 0 where it does not say so much. `number` is what follows
/// the block's two numbers: the house's own, or the room.
struct Place {
  uint64_t house = 0, number = 0, block = 0, town = 0, postal_code = 0;
  uint64_t last = 0;   // number: the third of the key's, last: the last of them
  size_t numbers = 0;  // how many hyphens part them
};

struct HeldId {
  std::string scheme;
  uint64_t value = 0;
  bool identifies = false, one_per_party = false, device = false;
};

}  // namespace resolving

struct Features {
  int64_t id = 0;
  uint64_t content = 0;  // of all that the profile states
  Kind kind = Kind::person;
  bool stub = false;
  bool lone = false;  // a person of whom one phone number or e-mail address is known and nothing else
  resolving::Spelling name;
  resolving::Sound sound;
  resolving::Readings readings;  // of a name whose own reading is not stated
  uint64_t loose_name = 0;
  std::vector<uint64_t> phones;
  std::vector<resolving::Mailbox> emails;
  resolving::Place place;
  uint32_t birth_date = 0;                  // 19800108; 0 unknown
  char sex = 0;                             // 'm', 'f'; 0 unknown or other
  uint64_t company = 0, company_loose = 0;  // keys of the name without legal form and branch
  uint64_t branch = 0;                      // 東京営業所; 0 for the head office
  uint64_t unit = 0;                        // 営業部; 0 where none is named
  uint64_t legal_form = 0;
  std::u16string company_text;  // the strict key
  uint64_t corporate_number = 0;
  std::vector<resolving::HeldId> ids;

  bool used_a_device() const;
};

namespace resolving {

/// Pure. Texts come from the keys of the stated values; a value without a key says nothing.
Features features_of(const Profile& profile, const Model::Impl& model);

}  // namespace resolving
}  // namespace musubi
