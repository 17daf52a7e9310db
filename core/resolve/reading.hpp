// Readings: how a name sounds, from katakana or Latin letters, in one Latin form so that both compare.
#pragma once
#include <string>
#include <string_view>

namespace musubi::resolving {

/// Katakana or hiragana (UTF-8) → Latin, one form per spelling: タロウ → "tarou", ショー → "shoo". Latin
/// letters come back in lower case without spaces; anything else is left out.
std::string romaji(std::string_view text);

/// A wider form of romaji() in which the ways of writing one sound agree: long vowels short, Hepburn as
/// Kunrei
/// ("shouhei", "syohei", "shohei" → "syohei"; "itoh", "itou" → "ito"; "namba", "nanba" → "nanba").
std::string folded_reading(std::string_view romaji);

/// A folded reading without voicing marks: タカダ and タカタ are both "takata".
std::string unvoiced(std::string_view folded);

/// True if the part of an e-mail address before the @ holds one of the folded readings (of three letters or
/// more).
bool holds_name(std::string_view local, std::string_view folded_family, std::string_view folded_given);

/// The ASCII digits of a text, in their order.
std::string digits_in(std::string_view text);

}  // namespace musubi::resolving
