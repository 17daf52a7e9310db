// The body of a posted HTML form, taken apart: names and values as bytes, in the order they were sent. Pure, any bytes.
//
//   urlencoded   pair *("&" pair); pair = name ["=" value]; "+" is a blank, %XX a byte; a broken escape stays as it stands
//   multipart    RFC 7578: parts between lines "--boundary", the last "--boundary--"; line ends CRLF or LF
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::form {

struct RawField {
  std::string name, value;  // the value of a file is its name
};

/// More fields than a form has are refused.
inline constexpr size_t kMostFields = 500;

struct RawForm {
  std::vector<RawField> fields;
  const char* problem = nullptr;  // id of the sentence that says why it cannot be read
};

RawForm read_urlencoded(std::string_view body);
/// `content_type`: the header with its boundary.
RawForm read_multipart(std::string_view body, std::string_view content_type);

/// A parameter of a header's value ("charset", "boundary"), quotes taken off; "" where there is none.
std::string header_parameter(std::string_view header, std::string_view name);
/// Whether a content type is `type`, whatever its parameters and letter case.
bool is_type(std::string_view header, std::string_view type);

}  // namespace musubi::form
