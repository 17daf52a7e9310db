// What a template asks for and this program does not have, known before it is evaluated.
#pragma once
#include <string>

#include "connectors/http/template/ast.hpp"

namespace musubi::http {

/// "filter xmlattr", "test escaped", "method encode()", "regular expression “(?=x)”" of the node itself, not of
/// its children; "" where it lacks nothing. Functions are the parser's, which knows the names that are set.
/// `in_loop`: the name `loop` is that of a {% for %}.
std::string lacking(const Node& node, bool in_loop);

}  // namespace musubi::http
