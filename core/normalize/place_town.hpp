// The town at one place of a folded text.
#pragma once
#include "core/normalize/towns.hpp"

namespace musubi::normalize {

struct FoundTown {
  const Town* town = nullptr;
  size_t size = 0;        // in folded characters
  bool headless = false;  // named without its district
  bool whole = false;     // named in full
  bool guessed = false;   // another town could go by the name
};

/// A character of the text that counts as another one, or not at all.
struct Altered {
  size_t at = View::npos;
  char32_t as = 0;  // 0: not at all
};

/// The longest town of `city` that begins at `from`. A full name wins over a short form, unless only behind
/// the short form stands the number that begins the block; a name whose ケ, ツ or ノ was put in or left out
/// counts where it is longer than what is there to the letter and only one town is called so. None: `town` is
/// null. Under a microsecond.
FoundTown find_town(const Folded& text, size_t from, uint32_t city, Altered altered = {});
/// Whether a block's number, or nothing, stands behind the character `last`.
bool number_follows(const Folded& text, size_t last);
/// Whether the address ends at `at`, or a number that is part of no street stands there: the block. Kanji
/// begin it only where what follows says so (六角通, 千本通, 七本松通).
bool begins_block(const Folded& text, size_t at);

/// No place has it in its name, so that what was looked for ends before it: at the block's first number, as a
/// rule.
constexpr char32_t name_end = U'-';

}  // namespace musubi::normalize
