// What is wrong with a mapping file, thrown as an Error that names file, line, the word and the nearest right
// one.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/map/node.hpp"

namespace musubi::map {

/// Arguments beyond file and line.
using Arguments = std::vector<std::pair<std::string, std::string>>;

/// Throws the sentence `id` with file and line in front of `args`.
[[noreturn]] void complain(const std::string& file, int line, std::string id, Arguments args = {});

/// Throws "there is no word X in Y; did you mean Z" (or the list of right words where none is near). A
/// full-width colon in the word is named instead.
[[noreturn]] void complain_unknown(const std::string& file, const Node& word, std::string_view where,
                                   const std::vector<std::string>& right);

/// Throws "this should be a text / a list / a table".
[[noreturn]] void complain_shape(const std::string& file, const Node& node, std::string_view where,
                                 std::string_view wanted);

/// "a, b, c".
std::string listed(const std::vector<std::string>& words);

}  // namespace musubi::map
