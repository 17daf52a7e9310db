// What was wrong with a command line, in the words of the house.
#pragma once
#include <CLI/CLI.hpp>

#include "core/base/message.hpp"

namespace musubi {

/// The sentence for a command line that `root` refused with `refusal`: the unknown word with the nearest
/// right one, the argument that is missing, the value that does not fit.
Message usage_problem(const CLI::App& root, const CLI::ParseError& refusal);

}  // namespace musubi
