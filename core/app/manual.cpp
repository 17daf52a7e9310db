#include <fmt/format.h>

#include <stdexcept>

#include "core/app/reference.hpp"

namespace musubi {
namespace {

struct ManualFile {
  std::string_view name, contents;
};
constexpr ManualFile files[] = {
#include "manual.inc"
};

std::string_view frame(Lang lang) {
  for (const ManualFile& file : files)
    if (file.name == (lang == Lang::ja ? "musubi.ja.1.in" : "musubi.en.1.in")) return file.contents;
  throw std::logic_error("docs/man lacks a language");
}

/// Backslashes and hyphens as roff wants them, no control at the start of a line.
std::string roff(const std::string& text) {
  std::string out = text.starts_with('.') || text.starts_with('\'') ? "\\&" : "";
  for (char c : text) out += c == '\\' ? "\\e" : c == '-' ? "\\-" : std::string(1, c);
  return out;
}

std::string argument_line(const CommandArgument& one) {
  std::string value = one.value.empty() ? "" : " \\fI" + roff(one.value) + "\\fR";
  return one.positional ? "\\fI" + roff(one.name) + "\\fR" : "\\fB" + roff(one.name) + "\\fR" + value;
}

std::string synopsis(const CommandPage& page) {
  std::string out = "\\fBmusubi " + roff(page.path) + "\\fR";
  bool options = false;
  for (const CommandArgument& one : page.arguments) {
    options = options || (!one.positional && !one.required && one.name != "--help");
    if (!one.positional && one.required) out += " " + argument_line(one);
  }
  if (options) out += " [\\fIoptions\\fR]";
  for (const CommandArgument& one : page.arguments)
    if (one.positional) out += fmt::format(" {}{}{}{}", one.required ? "" : "[", argument_line(one), one.many ? " \\&..." : "", one.required ? "" : "]");
  return out;
}

/// Every argument that has something to say; `--help` is said once, among the program's own.
std::string arguments_of(const CommandPage& page, Lang lang) {
  std::string out;
  for (const CommandArgument& one : page.arguments) {
    if (one.name == "--help" && !page.path.empty()) continue;
    std::string help = in_language(one.help, lang), words;
    if (one.positional)
      for (const std::string& word : one.choices) words += (words.empty() ? "" : " | ") + word;
    if (!help.empty() || !words.empty() || !one.positional)
      out += fmt::format(".TP\n{}\n{}{}{}\n", argument_line(one), roff(help), help.empty() || words.empty() ? "" : ": ", roff(words));
  }
  return out;
}

/// "list" alone says little: "plug-ins: list".
std::string of_group(const CommandPage& page, const std::vector<CommandPage>& pages, Lang lang) {
  for (const CommandPage& one : pages)
    if (!one.path.empty() && page.path.starts_with(one.path + " ")) return in_language(one.help, lang) + (lang == Lang::ja ? "：" : ": ");
  return "";
}

std::string commands(const std::vector<CommandPage>& pages, Lang lang) {
  std::string out;
  for (const CommandPage& page : pages) {
    if (page.path.empty() || !page.below.empty()) continue;
    out += fmt::format(".SS {}\n{}{}\n{}", synopsis(page), roff(of_group(page, pages, lang)), roff(in_language(page.help, lang)), arguments_of(page, lang));
  }
  return out;
}

void put(std::string& text, const std::string& place, const std::string& what) {
  size_t at = text.find(place);
  if (at == text.npos) throw std::logic_error("docs/man lacks " + place);
  text.replace(at, place.size(), what);
}

}  // namespace

std::string manual(const std::vector<CommandPage>& pages, Lang lang) {
  std::string out(frame(lang));
  put(out, "@version@", MUSUBI_VERSION);
  put(out, "@options@\n", arguments_of(pages.front(), lang));
  put(out, "@commands@\n", commands(pages, lang));
  return out;
}

int run_reference(const Context& context, const CLI::App& root, const std::string& kind) {
  std::vector<CommandPage> pages = command_pages(root);
  fmt::print("{}", kind == "man" ? manual(pages, context.lang) : completion(pages, kind, context.lang));
  return 0;
}

}  // namespace musubi
