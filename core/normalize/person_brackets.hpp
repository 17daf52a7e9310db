// Brackets in the field of a person's name: readings, names of before, remarks, second persons.
#pragma once
#include "core/normalize/chars.hpp"

namespace musubi::normalize {

/// A name without its brackets, and what they said.
struct Unbracketed {
  Chars name;
  Chars reading;          // katakana; "" if none stood there
  bool several = false;   // another whole name stood in brackets
  bool deceased = false;  // (故)
};

/// `text` is as read() gives it: 山田(やまだ)太郎(たろう), (やまだたろう)山田太郎, やまだたろう(山田太郎), 山田(旧姓佐藤)花子, 山田太郎(佐藤花子),
/// 【退職】山田太郎. Brackets of legal forms, (株) and its kind, stay. Any text; nested and unclosed brackets too.
Unbracketed without_brackets(View text);

/// Whether without_brackets would change anything.
bool has_bracket(View text);

}  // namespace musubi::normalize
