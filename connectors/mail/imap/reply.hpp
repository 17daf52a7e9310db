// What an IMAP server says, taken apart (RFC 3501 §7, §9):
//
//   "* 12 FETCH (UID 5 BODY[]<0> {4}" CRLF "mail" ")"      untagged: a number, a word, values
//   "* OK [UIDVALIDITY 7] text"                            untagged: a state with a code
//   "m3 NO [AUTHENTICATIONFAILED] text"                    tagged: how a command ended
//   "+ text"                                               the server waits for more
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::mail {

/// An atom, a string in quotes or as a literal, NIL, or a list in parentheses.
struct Value {
  enum class Kind : uint8_t { atom, string, nil, list };
  Kind kind = Kind::nil;
  std::string text;
  std::vector<Value> list;
};

struct Reply {
  enum class Kind : uint8_t { untagged, tagged, go_on };
  Kind kind = Kind::untagged;
  std::string tag;
  uint32_t number = 0;            // before the word; 0: none
  std::string word;               // in capitals: OK, NO, BAD, BYE, FETCH, LIST …
  std::string code, code_value;   // of [CODE value]; the code in capitals
  std::string text;               // of go_on, and what a state says in words
  std::vector<Value> values;      // of FETCH, LIST and CAPABILITY; of others they are not read

  bool ok() const { return word == "OK"; }
};

/// What stands for each literal in the text of a reply, which has no line breaks of its own.
inline constexpr char kLiteralMark = '\n';

/// A line without its end, with a mark for each of `literals`, which are taken. nullopt where it breaks the grammar. Pure.
std::optional<Reply> parse_reply(std::string_view line, std::vector<std::string>&& literals);

/// A number of 32 bits that is all of the text.
std::optional<uint32_t> number_in(std::string_view text);

}  // namespace musubi::mail
