// The commands and their options as the parser has them: what completions and the manual page are made of.
#pragma once
#include <CLI/CLI.hpp>

#include <string>
#include <vector>

#include "core/base/message.hpp"

namespace musubi {

struct CommandArgument {
  std::string name;                  // "FILE", "--limit"; of a flag with two names the long one
  std::string value;                 // what stands behind the option: "FILE", "N", "TEXT"; "" for a flag and a positional
  std::string help;                  // 日本語 / English
  std::vector<std::string> choices;  // the words it takes, where they are fixed
  bool positional = false, required = false, many = false, file = false;
};

struct CommandPage {
  std::string path;  // "customer find"; "" for the program itself
  std::string help;
  std::vector<std::string> below;  // names of the commands under it
  std::vector<CommandArgument> arguments;
};

/// The program and every command under it, each before its own, in the order of --help.
std::vector<CommandPage> command_pages(const CLI::App& root);

/// The half of a help text that speaks `lang`: "探す / find" → "find". A text without halves is for both.
std::string in_language(const std::string& help, Lang lang);

}  // namespace musubi
