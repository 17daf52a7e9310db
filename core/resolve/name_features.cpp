#include "core/resolve/name_features.hpp"

#include "core/resolve/contact.hpp"
#include "core/resolve/hash.hpp"
#include "core/resolve/reading.hpp"

namespace musubi::resolving {
namespace {

bool separates(char16_t c) {
  return c <= u' ' || c == u'\u3000' || c == u'|' || c == u'/';
}

// The key is the folded name; where it says nothing of the boundary, the display parts do. Folding changes how
// many units a character takes (𠮷 → 吉), not how many characters there are.
SplitName<std::u16string> split(const Stated& s) {
  std::u16string key = units(s.key);
  size_t cut = 0;
  while (cut < key.size() && !separates(key[cut])) ++cut;
  if (cut < key.size()) {
    std::u16string given;
    for (char16_t c : key.substr(cut))
      if (!separates(c)) given += c;
    return {key.substr(0, cut), given};
  }
  std::u16string family = units(s.parts.empty() ? "" : s.parts[0]),
                 given = units(s.parts.size() > 1 ? s.parts[1] : "");
  size_t length = characters(family).size();
  if (!given.empty() && length + characters(given).size() == characters(key).size())
    return {key.substr(0, units_of(key, length)), key.substr(units_of(key, length))};
  return given.empty() ? SplitName<std::u16string>{key, u""} : SplitName<std::u16string>{family, given};
}

// Kana and Latin names sound as they are written.
void set_sound(Sound& out, const std::string& family, const std::string& given, Script script,
               const Frequency& frequency) {
  out.family = romaji(family);
  out.given = romaji(given);
  out.from_kana = script == Script::kana;
  out.folded_family = folded_reading(out.family);
  out.folded_given = folded_reading(out.given);
  out.family_bits = float(frequency.family_reading_bits(out.family));
  out.given_bits = float(frequency.given_reading_bits(out.given));
}

void set_spelling(Features& out, const Stated& s, const Frequency& frequency) {
  SplitName<std::u16string> name = split(s);
  const std::string &family = s.parts.empty() ? s.key : s.parts[0],
                    given = s.parts.size() > 1 ? s.parts[1] : "";
  Script script = script_of(units(family + given));  // of what was typed: the key may turn Latin into kana
  if (script == Script::kana || script == Script::latin)
    set_sound(out.sound, family, given, script, frequency);
  static_cast<SplitName<std::u16string>&>(out.name) = std::move(name);
  out.name.script = script;
  out.name.family_bits = float(frequency.family_bits(out.name.family));
  out.name.given_bits = float(frequency.given_bits(out.name.given));
  out.loose_name = s.loose.empty() ? 0 : hash_of(s.loose);
}

}  // namespace

void set_name(Features& out, const Profile& profile, const Frequency& frequency) {
  if (const Stated* s = profile.value(Field::name); s && !s->key.empty()) set_spelling(out, *s, frequency);
  if (const Stated* s = profile.value(Field::kana); s && !s->key.empty() && !s->parts.empty()) {
    Script script = script_of(units(s->parts[0]));
    set_sound(out.sound, s->parts[0], s->parts.size() > 1 ? s->parts[1] : "", script, frequency);
  }
  bool unread = out.sound.empty() && out.name.script == Script::kanji;
  for (Mailbox& mailbox : out.emails) {
    mailbox.holds_name = holds_name(mailbox.local, out.sound.folded_family, out.sound.folded_given);
    if (unread)
      for (const std::string& reading : frequency.readings(out.name.family))
        mailbox.holds_name |= holds_name(mailbox.local, folded_reading(reading), "");
    mailbox.from_name = mailbox.holds_name && digits_in(mailbox.local).size() <= 1;
  }
}

}  // namespace musubi::resolving
