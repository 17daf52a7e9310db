// What people type before and behind a name that is none of it: marks, numbers, titles, honorifics, 故.
#pragma once
#include <string>

#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// What was taken off.
struct Ends {
  std::string honorific;
  bool several = false;   // ご夫妻, 外1名
  bool deceased = false;  // 故
  bool assumed = false;   // the honorific could be part of the given name: 井上 憲氏, 武 君
};

/// `text`, as read() gives it, without what is no part of the name at its ends; never empty if `text` is not. About 0.2 µs.
View without_ends(View text, Ends& ends);
/// Only honorifics and titles behind a name.
View without_honorifics(View text, std::string& honorific);

/// Whether a word is a title, alone or behind its office: 顧問, 総務課長, 代表取締役CEO. 服部長 is a name.
bool is_title(View word);
/// Whether it is nothing but titles (部長, 保護者, 代表取締役社長, 営業部長), which are nobody's name.
bool is_bare_title(View word);

}  // namespace musubi::normalize
