// Python's "%s has %d" formatting, for %s, %r, %d, %i, %f, %e, %g, %x, %X, %o and %%, with flags, width and
// precision.
#pragma once
#include <string>
#include <string_view>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// Throws Trouble (type) where arguments and format do not fit, (other) for a directive that is none.
std::string percent_format(std::string_view format, const Value& arguments);

}  // namespace musubi::http
