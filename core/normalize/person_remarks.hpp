// What lists keep in the field of a name behind the name: marks, numbers, sex, whom a letter is for, other people.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct Remarked {
  View name;              // a part of the text; all of it if nothing else stands there
  bool labelled = false;  // something went that is none of the name
  bool several = false;   // other people did
};
/// `text`, as read() gives it, without these, each only behind what is a whole name, numbers behind half of one, too; about 30 ns where none stands there.
///   marks and numbers: 山田太郎★VIP, 山田太郎01, たろう123
///   words: 山田太郎 男, 山田 太郎 宛, 山田太郎 行
///   others: 山田太郎様 花子様, 山田家
Remarked without_remarks(View text);

}  // namespace musubi::normalize
