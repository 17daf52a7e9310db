// What is made from the table of commands: completions of the shells and the manual page.
#pragma once
#include <CLI/CLI.hpp>

#include <string>

#include "core/app/command.hpp"
#include "core/app/command_tree.hpp"

namespace musubi {

/// musubi reference bash | zsh | fish | man: prints the one asked for.
int run_reference(const Context& context, const CLI::App& root, const std::string& kind);

/// A completion script of bash, zsh or fish: commands, options, the words an option takes, else files.
std::string completion(const std::vector<CommandPage>& pages, const std::string& shell, Lang lang);

/// musubi(1) as roff in UTF-8. What is not said by the table stands in docs/man.
std::string manual(const std::vector<CommandPage>& pages, Lang lang);

}  // namespace musubi
