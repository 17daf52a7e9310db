// The body of a posted HTML form, taken apart: names and values as bytes, in the order they were sent. Pure, any bytes.
//
//   urlencoded   core/sdk/form_text.hpp
//   multipart    RFC 7578: parts between lines "--boundary", the last "--boundary--"; line ends CRLF or LF
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/sdk/form_text.hpp"

namespace musubi::form {

using RawField = FormField;  // the value of a file is its name

/// More fields than a form has are refused.
inline constexpr size_t kMostFields = 500;

struct RawForm {
  std::vector<RawField> fields;
  const char* problem = nullptr;  // id of the sentence that says why it cannot be read
};

RawForm read_urlencoded(std::string_view body);
/// `content_type`: the header with its boundary.
RawForm read_multipart(std::string_view body, std::string_view content_type);

}  // namespace musubi::form
