// How the sender of a mail may be written at its end.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/people.hpp"

namespace musubi::mail {

/// A word or two of kanji and kana, as names of persons are: 中村 美咲, 渋屋.
bool is_name_like(const std::vector<std::string>& words);
/// One word of two or three letters that may be somebody's family name, and no place or office: 佐藤, not 本社.
bool is_family_like(const std::vector<std::string>& words);

class Signer {
 public:
  /// Of a display name; a company beside a name, a reading in brackets and 様 are left out. One letter alone, or no name, is nobody's.
  explicit Signer(const Person& sender);

  /// Whole, without blanks, family name and given name also turned about.
  const std::vector<std::string>& names() const { return names_; }
  bool in_kanji() const;
  /// Whether a folded line holds the whole name.
  bool is_whole_in(std::string_view line) const;
  /// The word of a line that is the family or the given name alone, 担当 before it set aside; "" where none is.
  std::string part_in(const std::vector<std::string>& words) const;

 private:
  bool is_part(const std::string& word) const;

  std::vector<std::string> names_, parts_;
};

}  // namespace musubi::mail
