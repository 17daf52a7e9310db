// A name in kanji on one side, a reading on the other: may they be one name?
#pragma once
#include "core/resolve/features.hpp"

namespace musubi::resolving {

/// Is it a usual reading? `unknown`: no table lists the kanji, or one side has none.
enum class Fit : unsigned char { unknown, no, yes };

struct Read {
  Fit family = Fit::unknown, given = Fit::unknown;
  bool given_missing = false;  // one side is a family name alone
};

/// `sound` may stand turned round, unsplit or split in the wrong place. Symmetric in nothing; pure.
Read read_kanji(const Readings& kanji, const Sound& sound);

}  // namespace musubi::resolving
