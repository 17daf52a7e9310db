// Methods of str.
#pragma once
#include <string>

#include "connectors/http/template/builtins.hpp"

namespace musubi::http {

/// Throws Trouble; an unknown method is undefined.
Value text_method(const Value& of, const std::string& name, const Arguments& arguments);

/// str.format(). Throws Trouble as Python throws.
std::string format_text(const std::string& format, const Arguments& given);

}  // namespace musubi::http
