// Methods that change what they are called on: list.append, dict.update …
#pragma once
#include <string>
#include <string_view>

#include "connectors/http/template/builtins.hpp"

namespace musubi::http {

/// Whether lists or dicts have a method of this name that changes them.
bool changes_its_value(std::string_view method);

/// Calls it on `of`, a list or dict. Gives what Python's gives. Throws Trouble;
/// a method that `of` does not have is undefined.
Value change(Json& of, const std::string& method, const Arguments& given);

/// About how much memory a value takes, in bytes.
size_t weight(const Json& json);

}  // namespace musubi::http
