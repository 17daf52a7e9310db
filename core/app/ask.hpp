// Questions to whoever typed the command: on a terminal or from lines of standard input.
#pragma once
#include <string>
#include <vector>

#include "core/app/command.hpp"

namespace musubi {

/// The number of the option that is chosen, 0 = first. An empty line is the first; so is the end of input. What is none of
/// the options is asked again, three times at most.
size_t choose(const Context& context, const std::string& question, const std::vector<std::string>& options);

/// Yes or no; an empty line is yes, the end of input is no.
bool agreed(const Context& context, const std::string& question);

/// A line, "" at the end of input.
std::string asked_line(const Context& context, const std::string& question);

/// The same, without showing on a terminal what is typed.
std::string asked_secret(const Context& context, const std::string& question);

}  // namespace musubi
