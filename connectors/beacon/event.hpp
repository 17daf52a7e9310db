// One beacon: what a page's script posts, judged. Pure, any bytes.
//
//   {"visitor": 32 hex digits, "consent": true, "id": a nonce, "event": a word, "page": …, "title": …, "referrer": …,
//    "campaign": …, "data": {name: text, number or truth …}}
//   texts longer than 500 characters (addresses: 2000) are cut there; of data, lists, tables and what is beyond 30 members is left
//   out; the record's "shortened" names both
//   event login: "member", "time" (seconds since 1970, a number or its digits), "signature" as well; event withdraw: consent is over
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/connector.hpp"

namespace musubi::beacon {

enum class Kind : uint8_t { event, login, withdrawal };

struct Event {
  Kind kind = Kind::event;
  std::string visitor, id;
  std::string json;                      // an event's record: what the page says, without consent and nonce
  std::string member, signature;         // of a login
  int64_t time = 0;                      // of a login, seconds since 1970
  std::vector<std::string> lost;         // members that were cut or left out
  const char* problem = nullptr;         // id of the sentence that says why it is refused; the rest is empty then
  Pairs problem_args;
};

/// Lengths, names and types are judged; nothing is looked up.
Event read_event(std::string_view body);

/// True for what calls itself a robot, or nothing at all; by whole words, for CUBOT makes phones.
bool is_robot(std::string_view user_agent);

}  // namespace musubi::beacon
