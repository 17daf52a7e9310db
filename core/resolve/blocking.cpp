#include <algorithm>

#include "core/resolve/features.hpp"
#include "core/resolve/hash.hpp"
#include "core/resolve/letters.hpp"
#include "core/resolve/reading.hpp"

namespace musubi {
namespace {

using namespace resolving;

// The first byte of what is hashed; part of what identity.match_key stores.
enum class KeyType : uint64_t {
  phone = 1,
  phone_name,
  email,
  email_name,
  id,
  name,
  name_birth,
  name_town,
  name_company,
  sound,
  sound_birth,
  sound_town,
  loose_name,
  given_birth,
  family_house,
  number,
  number_name,
  company,
  company_town,
  company_phone,
  company_domain,
  sound_company
};

constexpr size_t hubs_of_a_block = 8;
constexpr size_t shared_by_too_many = 100;  // times the block limit

// Keys that say little by themselves; whoever holds them holds second keys too.
bool is_weak(KeyType type) {
  switch (type) {
    case KeyType::phone:
    case KeyType::email:
    case KeyType::name:
    case KeyType::sound:
    case KeyType::loose_name:
    case KeyType::family_house:
    case KeyType::company:
      return true;
    default:
      return false;
  }
}

// The lowest bit tells a weak key from one that says much.
uint64_t marked(KeyType type, uint64_t hash) {
  return is_weak(type) ? hash & ~uint64_t(1) : hash | 1;
}

class Keys {
 public:
  // Nothing is added where one of the values is not there (0).
  void add(KeyType type, uint64_t a) {
    if (a != 0) out_.push_back(marked(type, joined(uint64_t(type), a)));
  }
  void add(KeyType type, uint64_t a, uint64_t b) {
    if (a != 0 && b != 0) out_.push_back(marked(type, joined(joined(uint64_t(type), a), b)));
  }
  std::vector<uint64_t> sorted() && {
    std::sort(out_.begin(), out_.end());
    out_.erase(std::unique(out_.begin(), out_.end()), out_.end());
    return std::move(out_);
  }

 private:
  std::vector<uint64_t> out_;
};

uint64_t hash_of_units(std::u16string_view text) {
  if (text.empty()) return 0;
  return hash_of({reinterpret_cast<const char*>(text.data()), text.size() * sizeof(char16_t)});
}

uint64_t hash_or_0(std::string_view text) {
  return text.empty() ? 0 : hash_of(text);
}

uint64_t hash_of_sound(const std::string& family, const std::string& given) {
  return hash_or_0(std::min(family + given, given + family));  // whichever comes first
}

// A name in kanji whose reading is not stated meets those that are stated by it.
void add_readings(Keys& keys, const Features& f) {
  each_reading(f.readings.families, [&](std::string_view family) {
    each_reading(f.readings.givens, [&](std::string_view given) {
      uint64_t sound = hash_of_sound(std::string(family), std::string(given));
      keys.add(KeyType::sound, sound);
      keys.add(KeyType::sound_birth, sound, f.birth_date);
      keys.add(KeyType::sound_town, sound, f.place.town);
      keys.add(KeyType::sound_company, sound, f.company_loose);
    });
  });
}

// Under which others hold a phone number or an e-mail address, and, with the lowest bit set, those who are known by nothing else.
uint64_t common_key(KeyType type, uint64_t value) {
  return marked(type, joined(uint64_t(type), value));
}

std::vector<uint64_t> common_keys(const Features& f) {
  std::vector<uint64_t> out;
  for (uint64_t phone : f.phones) out.push_back(common_key(KeyType::phone, phone));
  for (const Mailbox& mailbox : f.emails) out.push_back(common_key(KeyType::email, mailbox.whole));
  return out;
}

void add_person(Keys& keys, const Features& f) {
  uint64_t name = hash_of_units(f.name.family + f.name.given), sound = 0;
  if (!f.sound.empty()) sound = hash_of_sound(f.sound.folded_family, f.sound.folded_given);
  uint64_t who = name != 0 ? name : sound;
  for (uint64_t phone : f.phones) {
    keys.add(KeyType::phone, phone);
    keys.add(KeyType::phone_name, phone, who);
  }
  for (const Mailbox& mailbox : f.emails) {
    keys.add(KeyType::email, mailbox.whole);
    keys.add(KeyType::email_name, mailbox.whole, who);
  }
  bool whole = !f.name.given.empty() || characters(f.name.family).size() > 2;
  if (whole) keys.add(KeyType::name, name);
  keys.add(KeyType::name_birth, name, f.birth_date);
  keys.add(KeyType::name_town, name, f.place.town);
  keys.add(KeyType::name_company, name, f.company_loose);
  if (!f.sound.given.empty() || f.sound.family.size() > 8) keys.add(KeyType::sound, sound);
  keys.add(KeyType::sound_birth, sound, f.birth_date);
  keys.add(KeyType::sound_company, sound, f.company_loose);
  add_readings(keys, f);
  keys.add(KeyType::sound_town, sound, f.place.town);
  keys.add(KeyType::loose_name, f.loose_name);
  keys.add(KeyType::given_birth, hash_of_units(f.name.given), f.birth_date);
  keys.add(KeyType::family_house, hash_of_units(f.name.family), f.place.house);
}

void add_organisation(Keys& keys, const Features& f) {
  keys.add(KeyType::number, f.corporate_number);
  keys.add(KeyType::number_name, f.corporate_number, f.company_loose);
  keys.add(KeyType::company, f.company_loose);
  keys.add(KeyType::company_town, f.company_loose, f.place.town);
  for (uint64_t phone : f.phones) {
    keys.add(KeyType::phone, phone, uint64_t(Kind::organisation));
    keys.add(KeyType::company_phone, f.company_loose, phone);
  }
  for (const Mailbox& mailbox : f.emails)
    if (!mailbox.public_domain) keys.add(KeyType::company_domain, f.company_loose, mailbox.domain);
}

}  // namespace

std::vector<uint64_t> blocking_keys(const Features& f, const Model&) {
  Keys keys;
  if (f.stub) return {};
  if (f.lone) return {lone_key(common_keys(f).front())};
  if (f.kind == Kind::person)
    add_person(keys, f);
  else
    add_organisation(keys, f);
  for (const HeldId& id : f.ids)
    if (id.identifies || id.device) keys.add(KeyType::id, hash_of(id.scheme), id.value);
  return std::move(keys).sorted();
}

uint64_t lone_key(uint64_t common) {
  return common | 1;
}
uint64_t common_key(uint64_t lone) {
  return lone & ~uint64_t(1);
}

std::vector<uint64_t> lone_keys(const Features& f) {
  std::vector<uint64_t> out;
  if (f.stub || f.kind != Kind::person) return out;
  for (uint64_t common : common_keys(f)) out.push_back(lone_key(common));
  return out;
}

std::vector<int64_t> lone_leaders(std::vector<Holder> lone, size_t common, bool alike, const Model& model) {
  constexpr size_t enough = 3;
  if (common > largest_block(model) && !alike) return {};
  std::vector<int64_t> out = hubs(std::move(lone));
  out.resize(std::min(out.size(), enough));
  return out;
}

size_t largest_block(const Model& model) {
  return model.impl().block_limit * shared_by_too_many;
}

bool are_alike(size_t contents, const Model& model) {
  return contents <= model.impl().block_limit;
}

BlockShape block_shape(uint64_t key, size_t holders, bool alike, const Model& model) {
  size_t few = model.impl().block_limit;
  if (holders <= few) return BlockShape::every_pair;
  bool says_much = (key & 1) != 0;
  return says_much && (alike || holders <= largest_block(model)) ? BlockShape::hubs : BlockShape::none;
}

std::vector<int64_t> hubs(std::vector<Holder> holders) {
  size_t count = std::min(hubs_of_a_block, holders.size());
  std::partial_sort(holders.begin(), holders.begin() + std::ptrdiff_t(count), holders.end());
  std::vector<int64_t> out;
  for (size_t i = 0; i < count; ++i) out.push_back(holders[i].id);
  return out;
}

uint64_t behind(uint64_t rank, bool used_a_device) {
  return rank >> 1 | uint64_t{used_a_device} << 63;
}

uint64_t rank_of(const PartyKey& key, bool used_a_device) {
  uint64_t record = joined(joined(hash_of(key.record.connection), hash_of(key.record.stream)), hash_of(key.record.key));
  return behind(joined(record, hash_of(key.party)), used_a_device);
}

}  // namespace musubi
