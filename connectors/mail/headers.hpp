// The header fields of a mail or of a group inside a report, as raw bytes.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::mail {

struct Header {
  std::string name;  // as written
  std::string raw;   // unfolded, not decoded
};

/// A field is kept up to so many bytes.
inline constexpr size_t kLongestField = 256 * 1024;

/// The fields at the beginning of `bytes` up to the first empty line; an mbox line ("From …") before them is passed over. A line that is
/// no field ends them, too, and belongs to the body. `end`, where given: the offset of the body.
std::vector<Header> read_headers(std::string_view bytes, size_t* end = nullptr);

/// The first field of that name, case set aside; "" if there is none.
std::string_view header(const std::vector<Header>& headers, std::string_view name);

/// A raw value as UTF-8: encoded words decoded (also where a character is split over two), raw bytes as what they look like, blanks at
/// the ends taken off.
std::string header_text(std::string_view raw);

/// The value of a parameter of a structured field: parameter("a; charset=x", "charset") → "x"; "" if there is none. RFC 2231 pieces and
/// encoded words are read.
std::string parameter(std::string_view raw, std::string_view name);

/// base64 and quoted-printable as mails have them: what does not belong there is passed over.
std::string from_base64(std::string_view text);
std::string from_quoted(std::string_view text, bool underscore_is_space);

}  // namespace musubi::mail
