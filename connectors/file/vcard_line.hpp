// One line of a vCard: its name, parameters and value, decoded.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/encoding.hpp"

namespace musubi::file {

struct CardLine {
  std::string name;                // in capitals, without its group
  std::vector<std::string> types;  // in capitals: WORK, CELL …
  std::string value;               // UTF-8, backslashes still in it
  bool binary = false;             // a picture, a sound: its value is left out
  bool undecodable = false;
};

/// Reads an unfolded line; nothing where it has no colon.
std::optional<CardLine> card_line(std::string_view line, text::Encoding encoding);

/// Cuts at each `separator` that has no backslash before it, and takes the backslashes out of the parts.
std::vector<std::string> card_parts(std::string_view value, char separator);

/// Physical lines → unfolded ones: joins lines that go on, and quoted-printable lines that end in "=".
std::vector<std::string> unfold(std::string_view bytes);

}  // namespace musubi::file
