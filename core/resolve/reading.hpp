// Readings: how a name sounds, from katakana or Latin letters, in one Latin form so that both compare.
#pragma once
#include <string>
#include <string_view>

namespace musubi::resolving {

/// Katakana or hiragana (UTF-8) → Latin, one form per spelling: タロウ → "tarou", ショー → "shoo". Latin
/// letters come back in lower case without spaces; anything else is left out.
std::string romaji(std::string_view text);

/// How a name sounds, strictly: romaji() in which Hepburn is as Kunrei and small kana are small also where they were
/// written large (ショウタ, シヨウタ, "Shouta" → "syouta").
std::string sound_of(std::string_view text);

/// A wider form of romaji() in which the ways of writing one sound agree: long vowels short, Hepburn as
/// Kunrei
/// ("shouhei", "syohei", "shohei" → "syohei"; "itoh", "itou" → "ito"; "namba", "nanba" → "nanba").
std::string folded_reading(std::string_view romaji);

/// A folded reading without voicing marks: タカダ and タカタ are both "takata".
std::string unvoiced(std::string_view folded);

/// The part of an e-mail address before the @ in the form of folded readings: "m-shibuya1987" → "msibuya".
inline std::string spelt_in(std::string_view local) { return folded_reading(romaji(local)); }
/// True if spelt_in() of an address holds the folded reading, which has three letters or more.
bool holds_reading(std::string_view spelt, std::string_view folded);

/// Calls `take` with each of "yagi/yatugi".
template <class Take>
void each_reading(std::string_view list, Take take) {
  while (!list.empty()) {
    std::string_view one = list.substr(0, list.find('/'));
    list.remove_prefix(one.size() + (one.size() < list.size()));
    take(one);
  }
}
/// True if `reading` is one of them.
bool has_reading(std::string_view list, std::string_view reading);

/// The ASCII digits of a text, in their order.
std::string digits_in(std::string_view text);

}  // namespace musubi::resolving
