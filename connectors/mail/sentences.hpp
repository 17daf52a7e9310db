// What a mail says, sentence by sentence.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::mail {

/// Whatever is kept of a sender's words has no more bytes.
inline constexpr size_t kLongestText = 2000;

struct Sentence {
  std::string said, bare;  // folded (folded_line); and without blanks, in lower case
};

/// Of the subject, where it is the sender's own and repeats no other mail's (Re:, 自動返信:), and the text. A line that a mailer has wrapped
/// stays in pieces. Pure.
std::vector<Sentence> sentences(const std::string& subject, std::string_view text);

}  // namespace musubi::mail
