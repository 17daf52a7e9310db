// Names in kanji as dictionaries know them: how many bear them and how they are read.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::resolving {

enum class NamePart : unsigned char { family, given };

struct ListedName {
  double share = 0;           // of all people
  std::string_view readings;  // in katakana, "シモウサ/シモフサ", the likeliest first; lives for ever
};

/// `name` as comparison keys write it, in UTF-8. Found by its hash; the first call goes once over the table (some
/// milliseconds); thread-safe, allocates nothing.
std::optional<ListedName> listed_name(NamePart part, std::string_view name);

/// The readings one by one, in Latin letters (reading.hpp, sound_of); none where the name is not listed.
std::vector<std::string> readings_of(NamePart part, std::string_view name);

/// How many people have a name with this reading (sound_of); 0 where no listed name is read so. The first call sums
/// up the table (some ten milliseconds); thread-safe.
double reading_share(NamePart part, std::string_view sound);

}  // namespace musubi::resolving
