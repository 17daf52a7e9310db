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

}  // namespace musubi::normalize
