// Kinds of news with what is said of them in Japanese and English.
#pragma once
#include <array>
#include <memory>
#include <span>
#include <vector>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/lines.hpp"
#include "connectors/mail/sentences.hpp"

namespace musubi::mail {

struct NewsKind {
  const char *kind, *japanese, *english;  // regular expressions of RE2
};

/// The kinds' expressions, compiled once. Read by any thread.
class NewsPatterns {
 public:
  explicit NewsPatterns(std::span<const NewsKind> kinds) {
    for (const NewsKind& one : kinds) patterns_.push_back({std::make_unique<RE2>(one.japanese, pattern_options()), std::make_unique<RE2>(one.english, pattern_options())});
  }
  /// Whether the sentence tells of the kind at this place.
  bool tells(size_t kind, const Sentence& sentence) const { return found(sentence.bare, *patterns_[kind][0]) || found(sentence.said, *patterns_[kind][1]); }

 private:
  std::vector<std::array<std::unique_ptr<RE2>, 2>> patterns_;
};

/// The sender's words as they are kept: of the text, or of the subject where there is none, the first kLongestText bytes.
inline std::string kept_words(const std::string& subject, std::string_view own_text) {
  return first_bytes(trimmed(own_text.empty() ? std::string_view(subject) : own_text), kLongestText);
}

}  // namespace musubi::mail
