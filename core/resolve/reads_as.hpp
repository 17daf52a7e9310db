// Whether a name in kana is the reading of a name in kanji.
#pragma once
#include "core/record/profile.hpp"
#include "core/resolve/resolve.hpp"

namespace musubi {

/// Whether `kana`, a name, may be how `said` is read: a name with kanji in it, by the tables of readings and wherever it is parted, or a reading,
/// by its sound. A family name alone is read so, too. False where no table lists the kanji. Pure; some microseconds.
bool reads_as(const Stated& said, const Stated& kana, const Model& model);

}  // namespace musubi
