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

/// Whether a folded subject begins as one that repeats another mail's: Re:, Fwd:, 自動返信:. Pure.
bool repeats_another(const std::string& folded_subject);

/// Of the subject, where it is the sender's own and repeats no other mail's, and the text; of one that does, what the sender has put behind it
/// in brackets to be left out of a mailing (Re: 春のお知らせ【配信停止】). A line that a mailer has wrapped
/// stays in pieces. Pure.
std::vector<Sentence> sentences(const std::string& subject, std::string_view text);

}  // namespace musubi::mail
