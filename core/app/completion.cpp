// A script has one table, command → words that may follow, and finds the command by walking the words that were typed.
#include <fmt/format.h>

#include "core/app/reference.hpp"

namespace musubi {
namespace {

/// Within single quotes, for all three shells.
std::string shell_text(const std::string& text) {
  std::string out = "'";
  for (char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string words_after(const CommandPage& page) {
  std::string out;
  for (const std::string& name : page.below) out += name + " ";
  for (const CommandArgument& one : page.arguments) {
    if (!one.positional) out += one.name + " ";
    else for (const std::string& word : one.choices) out += word + " ";
  }
  if (!out.empty()) out.pop_back();
  return out;
}

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : between) + word;
  return out;
}

/// "path:option" of every option that takes a value: its words, or none where it takes a file or any text.
std::string values_table(const std::vector<CommandPage>& pages) {
  std::string out;
  std::vector<std::string> free;
  for (const CommandPage& page : pages)
    for (const CommandArgument& one : page.arguments) {
      if (one.value.empty()) continue;
      std::string option = shell_text(page.path + ":" + one.name);
      if (one.choices.empty()) free.push_back(option);
      else out += fmt::format("    {}) value=1 offer={} ;;\n", option, shell_text(joined(one.choices, " ")));
    }
  return out + "    " + joined(free, "|") + ") value=1 ;;\n";
}

std::string words_table(const std::vector<CommandPage>& pages) {
  std::string out;
  for (const CommandPage& page : pages) out += fmt::format("    {}) offer={} ;;\n", shell_text(page.path), shell_text(words_after(page)));
  return out;
}

std::string paths_pattern(const std::vector<CommandPage>& pages) {
  std::vector<std::string> paths;
  for (const CommandPage& page : pages)
    if (!page.path.empty()) paths.push_back(shell_text(page.path));
  return joined(paths, "|");
}

/// What bash and zsh share: from `typed` and `before`, the words to `offer`; none means files. Options of the program itself stand
/// behind any command.
std::string walk(const std::vector<CommandPage>& pages) {
  return fmt::format(R"(  local at= offer= value= word
  for word in "${{typed[@]}}"; do
    case "${{at:+$at }}$word" in
    {0}) at="${{at:+$at }}$word" ;;
    esac
  done
  case "$at:$before" in
{1}  esac
  [ -n "$value" ] || case ":$before" in
{2}  esac
  [ -n "$value" ] || case "$at" in
{3}  esac
)", paths_pattern(pages), values_table(pages), values_table({pages.front()}), words_table(pages));
}

std::string bash(const std::vector<CommandPage>& pages) {
  return "# bash completion for musubi\n_musubi() {\n"
         "  local now=\"${COMP_WORDS[COMP_CWORD]}\" before=\"${COMP_WORDS[COMP_CWORD-1]}\"\n"
         "  local -a typed=(\"${COMP_WORDS[@]:1:COMP_CWORD-1}\")\n" +
         walk(pages) + "  mapfile -t COMPREPLY < <(compgen -W \"$offer\" -- \"$now\")\n}\n"
         "complete -o default -F _musubi musubi\n";
}

std::string zsh(const std::vector<CommandPage>& pages) {
  return "#compdef musubi\n_musubi() {\n"
         "  local now=\"${words[CURRENT]}\" before=\"${words[CURRENT-1]}\"\n"
         "  local -a typed=(\"${(@)words[2,CURRENT-1]}\")\n" +
         walk(pages) + "  [ -z \"$offer\" ] || compadd -- ${=offer}\n"
         "  [[ \"$now\" == -* ]] || _files\n}\n_musubi \"$@\"\n";
}

std::string fish(const std::vector<CommandPage>& pages, Lang lang) {
  std::string out = "# fish completion for musubi\nfunction __musubi_at\n  set -l path\n"
                    "  for word in (commandline -opc)[2..-1]\n    switch (string join -- ' ' $path $word)\n";
  for (const CommandPage& page : pages)
    if (!page.path.empty()) out += fmt::format("      case {}\n        set -a path $word\n", shell_text(page.path));
  out += "    end\n  end\n  test \"$path\" = \"$argv\"\nend\n";
  for (const CommandPage& page : pages) {
    std::string here = fmt::format("complete -c musubi -n \"__musubi_at {}\"", page.path);
    for (const CommandPage& below : pages)
      if (size_t at = below.path.rfind(' '); !below.path.empty() && (at == below.path.npos ? "" : below.path.substr(0, at)) == page.path)
        out += fmt::format("{} -f -a {} -d {}\n", here, below.path.substr(at + 1), shell_text(in_language(below.help, lang)));
    for (const CommandArgument& one : page.arguments) {
      std::string words = joined(one.choices, " "), what = one.positional ? "" : " -l " + one.name.substr(2);
      if (!words.empty()) what += fmt::format(" {} -a {}", one.positional ? "-f" : "-x", shell_text(words));
      else if (!one.positional && !one.value.empty()) what += one.file ? " -r" : " -x";
      if (!what.empty()) out += fmt::format("{}{} -d {}\n", here, what, shell_text(in_language(one.help, lang)));
    }
  }
  return out;
}

}  // namespace

std::string completion(const std::vector<CommandPage>& pages, const std::string& shell, Lang lang) {
  return shell == "bash" ? bash(pages) : shell == "zsh" ? zsh(pages) : fish(pages, lang);
}

}  // namespace musubi
