// What people type beside a person's name that is no name: labels, mail addresses, the name of before a marriage.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

struct Bare {
  View name;              // a part of the text; all of it if nothing else stands there
  bool labelled = false;  // a label went, or what one stood before
  bool several = false;   // addresses of several people stood there
};
/// `text`, as read() gives it, without these; about 50 ns where none stands there.
///   labels: 氏名:山田太郎, 担当 山田太郎
///   addresses: 髙橋光成 <a@b.example>, 山田太郎 taro@example.jp, 山田太郎@青空商事
///   names of before: 旧姓佐藤 山田花子, 山田花子 旧姓佐藤
///   whom a letter is for: 山田太郎様宛
///   what person_remarks.hpp says
Bare without_beside(View text);

/// Takes 故 or 亡父 off the front, where a name stands behind it (故島 太郎 is one itself).
bool take_deceased(View& text);

}  // namespace musubi::normalize
