// One line of a signature: what it says.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/phones.hpp"

namespace musubi::mail {

/// "" and empty where the line says nothing of it.
struct SignedLine {
  std::string company, department, title, address, email, url;
  std::vector<SignedPhone> phones;
  std::vector<std::string> left;  // words that are none of these: names, slogans

  bool reaches() const { return !phones.empty() || !address.empty() || !email.empty() || !url.empty(); }
  bool post() const { return !company.empty() || !department.empty() || !title.empty(); }
};

/// Reads a folded line. `names`: how the sender is written, without blanks; such words stand in `left`.
SignedLine read_signed_line(std::string_view line, const std::vector<std::string>& names);

/// Whether it tells how an assistant is reached (秘書 田中, Assistant: …), or is the sender's own where it names them.
bool is_of_an_assistant(std::string_view folded);
/// Whether the line begins with a label of where something is sent to: お届け先, 納品先, 請求先.
bool is_of_a_destination(std::string_view folded);
/// Whether the line begins with one of the company's places: 【本社】, 名古屋支店：.
bool is_of_an_office(std::string_view folded);
/// Whether a sentence announces somebody else's address: 担当の連絡先です, 下記の者が.
bool announces_another(std::string_view folded);
/// At least three signs and no letter or digit: ━━━, ---, ***, =*=*=.
bool is_rule(std::string_view folded);
/// A sentence, not a line of a signature.
bool is_prose(std::string_view folded);
/// A whole sentence, which is none of a signature even where it names a number or an address: a disclaimer's.
bool is_long_prose(std::string_view folded);
/// The line without signs that frame it (┃, ■, ◇ …) at its ends.
std::string unframed(std::string_view folded);

}  // namespace musubi::mail
