// Who else stands in the field of one person's name.
#pragma once
#include <vector>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// The first person of a field.
struct FirstPerson {
  View name;
  Chars reading;         // katakana, where the reading stood behind the name (山田太郎 ヤマダタロウ)
  bool several = false;  // 山田太郎 佐藤花子, 山田太郎・花子
  bool labelled = false; // words that are no name stood before or behind (No.1 山田太郎)
};
/// `words` are those of `text`, at least one. Almost free for names of two words that begin with a family name.
FirstPerson first_person(View text, const std::vector<View>& words);

}  // namespace musubi::normalize
