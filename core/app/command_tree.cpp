#include "core/app/command_tree.hpp"

namespace musubi {
namespace {

constexpr std::string_view border = " / ";

/// "TEXT:{ja,en}" → ja, en.
std::vector<std::string> choices_of(const std::string& type) {
  std::vector<std::string> out;
  size_t open = type.find('{'), close = type.find('}');
  if (open == type.npos || close == type.npos) return out;
  std::string word;
  for (char c : type.substr(open + 1, close - open - 1) + ",") {
    if (c != ',') word += c;
    else out.push_back(std::exchange(word, ""));
  }
  return out;
}

bool names_file(const std::string& name) {
  for (const char* word : {"FILE", "DIR", "--config", "--data", "--out", "--pairs", "--svg", "--rules", "--password-file"})
    if (name == word) return true;
  return false;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : "|") + word;
  return out;
}

std::string value_of(const CommandArgument& argument, const CLI::Option& option) {
  if (option.get_items_expected_max() == 0) return "";
  if (!argument.choices.empty()) return joined(argument.choices);
  if (argument.file) return argument.name == "--data" || argument.name == "--config" ? "DIR" : "FILE";
  return option.get_type_name().find("INT") != std::string::npos ? "N" : "TEXT";
}

CommandArgument argument_of(const CLI::Option& option) {
  CommandArgument out;
  out.positional = option.get_lnames().empty();
  out.name = out.positional ? option.get_single_name() : "--" + option.get_lnames().front();
  out.help = option.get_description();
  out.choices = choices_of(option.get_type_name());
  out.required = option.get_required();
  out.many = option.get_items_expected_max() > 1;
  out.file = names_file(out.name);
  if (!out.positional) out.value = value_of(out, option);
  return out;
}

void add_pages(const CLI::App& command, const std::string& path, std::vector<CommandPage>& out) {
  CommandPage page{path, command.get_description(), {}, {}};
  for (const CLI::App* one : command.get_subcommands(nullptr)) page.below.push_back(one->get_name());
  for (const CLI::Option* one : command.get_options(nullptr)) page.arguments.push_back(argument_of(*one));
  out.push_back(std::move(page));
  for (const CLI::App* one : command.get_subcommands(nullptr))
    add_pages(*one, path + (path.empty() ? "" : " ") + one->get_name(), out);
}

}  // namespace

std::vector<CommandPage> command_pages(const CLI::App& root) {
  std::vector<CommandPage> out;
  add_pages(root, "", out);
  return out;
}

std::string in_language(const std::string& help, Lang lang) {
  size_t at = help.find(border);
  if (at == help.npos) return help;
  return lang == Lang::ja ? help.substr(0, at) : help.substr(at + border.size());
}

}  // namespace musubi
