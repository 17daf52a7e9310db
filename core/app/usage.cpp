#include "core/app/usage.hpp"

#include "core/base/nearest.hpp"

namespace musubi {
namespace {

/// The innermost command that was understood.
const CLI::App* reached(const CLI::App& root) {
  const CLI::App* at = &root;
  while (!at->get_subcommands().empty()) at = at->get_subcommands().front();
  return at;
}

std::string words_to(const CLI::App* command) {
  std::string out = "musubi";
  std::string own;
  for (; command->get_parent(); command = command->get_parent()) own = " " + command->get_name() + own;
  return out + own;
}

std::vector<std::string> commands_below(const CLI::App* command) {
  std::vector<std::string> out;
  for (const CLI::App* c : command->get_subcommands(nullptr)) out.push_back(c->get_name());
  return out;
}

std::vector<std::string> options_from(const CLI::App* command) {
  std::vector<std::string> out;
  for (; command; command = command->get_parent())
    for (const CLI::Option* option : command->get_options(nullptr))
      for (const std::string& name : option->get_lnames()) out.push_back("--" + name);
  return out;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : " ") + w;
  return out;
}

Message with_nearest(const std::string& id, const std::string& near_id, const std::string& word,
                     const std::vector<std::string>& known, const std::string& command) {
  std::string near = nearest(word, known);
  if (near.empty()) return {id, {{"word", word}, {"command", command}, {"known", joined(known)}}};
  return {near_id, {{"word", word}, {"command", command}, {"nearest", near}}};
}

Message unexpected(const CLI::App* command, const std::string& word) {
  if (word.starts_with("-"))
    return with_nearest("app.unknown_option", "app.unknown_option_near", word, options_from(command),
                        words_to(command));
  std::vector<std::string> known = commands_below(command);
  if (!known.empty())
    return with_nearest("app.unknown_command", "app.unknown_command_near", word, known, words_to(command));
  return {"app.extra_argument", {{"word", word}, {"command", words_to(command)}}};
}

std::string missing_argument(const CLI::App* command) {
  for (const CLI::Option* option : command->get_options(nullptr))
    if (option->get_required() && option->count() == 0) return option->get_single_name();
  return "";
}

/// "--lang: xx not in {ja,en}", "Could not convert: ID = abc", "--threads: 1 required INT missing": the name
/// in them.
std::string named_argument(const CLI::App* command, const std::string& text) {
  for (; command; command = command->get_parent())
    for (const CLI::Option* option : command->get_options(nullptr))
      for (const std::string& name : {option->get_name(), option->get_single_name()})
        if (!name.empty() &&
            (text.starts_with(name + ":") || text.find(" " + name + " ") != std::string::npos))
          return option->get_lnames().empty() ? option->get_single_name()
                                              : "--" + option->get_lnames().front();
  return "";
}

/// What an option wants, from the words of its check: "TEXT:{ja,en}" → "ja en", "UINT:INT in [1 - 64]" → "1 -
/// 64".
std::string plain(std::string wish) {
  size_t open = wish.find_first_of("{["), close = wish.find_first_of("}]");
  if (open != std::string::npos && close != std::string::npos) wish = wish.substr(open + 1, close - open - 1);
  std::replace(wish.begin(), wish.end(), ',', ' ');
  return wish.starts_with("INT") || wish.starts_with("UINT") ? "1 2 3 …" : wish;
}

std::string wanted(const CLI::App* command, const std::string& argument) {
  for (; command; command = command->get_parent())
    for (const CLI::Option* option : command->get_options(nullptr))
      if (option->check_name(argument) || option->get_single_name() == argument)
        return plain(option->get_type_name());
  return "";
}

}  // namespace

Message usage_problem(const CLI::App& root, const CLI::ParseError& refusal) {
  const CLI::App* command = reached(root);
  std::vector<std::string> extra = command->remaining();
  if (extra.empty()) extra = root.remaining(true);
  if (!extra.empty()) return unexpected(command, extra.front());
  if (dynamic_cast<const CLI::RequiredError*>(&refusal)) {
    if (std::string name = missing_argument(command); !name.empty())
      return {"app.missing_argument", {{"argument", name}, {"command", words_to(command)}}};
    return {"app.no_command", {{"command", words_to(command)}, {"known", joined(commands_below(command))}}};
  }
  std::string name = named_argument(command, refusal.what());
  return {"app.bad_argument",
          {{"argument", name}, {"command", words_to(command)}, {"wanted", wanted(command, name)}}};
}

}  // namespace musubi
