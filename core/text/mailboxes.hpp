// People in a text of mail addresses, as attendees and receivers are listed.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::text {

/// One of them. `address` "": only a name stands there; `name` "": only an address.
struct Mailbox {
  std::string name, address;
  bool operator==(const Mailbox&) const = default;
};

/// Those of a text, in its order, its characters folded (nfkc). They are parted by ; and line breaks, or, where the text has no ;, by commas too, outside of
/// quotes and brackets, which go. Read are RFC 5322's forms (渋屋 一郎 <ichiro@example.com>, "Shibuya, Ichiro" <…>, ichiro@example.com (渋屋 一郎)) and what people
/// and calendars write: 渋屋 一郎(ichiro@example.com), 渋屋 一郎 ichiro@example.com, 'ichiro@example.com', mailto:…, ＠. An address has a dot behind its @; whether
/// it is a right one is the reader's to say. Pure, any thread, linear.
std::vector<Mailbox> mailboxes(std::string_view text);

}  // namespace musubi::text
