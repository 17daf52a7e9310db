// What Japanese keyboards and spreadsheets do to YAML: full-width colons and spaces, tabs, a quote left open.
// YAML reads some of it as quite another thing, so it is looked for before the parser sees the text.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace musubi {

/// The first slip in a text with \n line ends: the message's id (settings.tab …) and the line, from 1.
struct Slip {
  std::string id;
  int line = 0;
};

/// Looks at lines outside quotes, comments and block texts (| and >). Pure; one pass.
std::optional<Slip> find_slip(std::string_view text);

}  // namespace musubi
