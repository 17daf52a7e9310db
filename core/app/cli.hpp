// The command line: words and options → one of the commands.
#pragma once
#include "core/app/command.hpp"

namespace musubi {

/// Parses the arguments and runs the command. Returns the exit code: 0 done, 1 what was asked did not happen, 2 wrong words.
int run_command_line(int argc, char** argv, Context& context);

}  // namespace musubi
