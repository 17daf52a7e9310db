#include "core/resolve/name_features.hpp"

#include <algorithm>

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
  out.family = sound_of(family);
  out.given = sound_of(given);
  out.from_kana = script == Script::kana;
  out.folded_family = folded_reading(out.family);
  out.folded_given = folded_reading(out.given);
  out.family_bits = float(frequency.family_reading_bits(out.family));
  out.given_bits = float(frequency.given_reading_bits(out.given));
}

// ああああ, aaa. Keys are UTF-8.
bool is_one_letter(std::string_view key) {
  size_t length = 1;
  while (length < key.size() && (uint8_t(key[length]) & 0xC0) == 0x80) ++length;
  if (key.size() < 3 * length) return false;
  return std::equal(key.begin() + std::ptrdiff_t(length), key.end(), key.begin());
}

// What is typed where a name is asked for and none is given; in the form of keys.
bool is_dummy_name(std::string_view key) {
  constexpr std::string_view dummies[] = {"匿名", "名無シ", "不明",   "未入力", "未登録", "ナシ",
                                          "ナナシ", "ゲスト", "guest", "test",   "anonymous"};
  return is_one_letter(key) || key.starts_with("テスト") || std::ranges::find(dummies, key) != std::end(dummies);
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
  out.name.family_bits = float(frequency.family_bits(utf8(out.name.family)));
  out.name.given_bits = float(frequency.given_bits(utf8(out.name.given)));
  out.loose_name = s.loose.empty() ? 0 : hash_of(s.loose);
}

bool holds_any(std::string_view spelt, const std::string& usual, const std::string& stated) {
  bool found = holds_reading(spelt, stated);
  each_reading(usual, [&](std::string_view r) { found |= holds_reading(spelt, r); });
  return found;
}

}  // namespace

std::string folded_readings(NamePart part, std::u16string_view name) {
  std::string out;
  for (const std::string& reading : readings_of(part, utf8(name))) {
    std::string folded = folded_reading(reading);
    if (!has_reading(out, folded)) out += (out.empty() ? "" : "/") + folded;
  }
  return out;
}

void set_name(Features& out, const Profile& profile, const Frequency& frequency) {
  const Stated *name = profile.value(Field::name), *kana = profile.value(Field::kana);
  if (name && !name->key.empty() && !is_dummy_name(name->key)) set_spelling(out, *name, frequency);
  if (const Stated* s = kana; s && !s->key.empty() && !s->parts.empty() && !is_dummy_name(s->key)) {
    Script script = script_of(units(s->parts[0]));
    set_sound(out.sound, s->parts[0], s->parts.size() > 1 ? s->parts[1] : "", script, frequency);
  }
  if (out.sound.empty() && out.name.script == Script::kanji)
    out.readings = {folded_readings(NamePart::family, out.name.family),
                    folded_readings(NamePart::given, out.name.given)};
  for (Mailbox& mailbox : out.emails) {
    std::string spelt = spelt_in(mailbox.local);
    mailbox.holds_family = holds_any(spelt, out.readings.families, out.sound.folded_family);
    mailbox.holds_name = mailbox.holds_family || holds_any(spelt, out.readings.givens, out.sound.folded_given);
    mailbox.from_name = mailbox.holds_name && digits_in(mailbox.local).size() <= 1;
  }
}

}  // namespace musubi::resolving
