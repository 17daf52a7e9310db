#include "core/app/ask.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <iostream>

#include "core/text/fold.hpp"

namespace musubi {
namespace {

/// Questions go where answers come from, so that `--json` keeps standard output to itself.
bool line_of(const Context& context, const std::string& question, std::string& answer) {
  fmt::print(context.json ? stderr : stdout, "{}", question);
  std::fflush(context.json ? stderr : stdout);
  bool there = bool(std::getline(std::cin, answer));
  // On a terminal the line end was typed.
  if (!there || !isatty(0)) fmt::print(context.json ? stderr : stdout, "\n");
  if (!there) return false;
  answer = text::fold_case(text::squeeze_spaces(text::nfkc(answer)));
  return true;
}

}  // namespace

size_t choose(const Context& context, const std::string& question, const std::vector<std::string>& options) {
  std::string text = question + "\n";
  for (size_t i = 0; i < options.size(); ++i) text += fmt::format("  {}) {}\n", i + 1, options[i]);
  text += fmt::format(fmt::runtime(context.say("番号（Enter は 1）: ", "number (Enter: 1): ")));
  for (int tries = 0; tries < 3; ++tries) {
    std::string answer;
    if (!line_of(context, tries ? std::string(context.say("1 から選んでください: ", "choose one of them: ")) : text, answer) || answer.empty()) return 0;
    for (size_t i = 0; i < options.size(); ++i)
      if (answer == std::to_string(i + 1)) return i;
  }
  return 0;
}

bool agreed(const Context& context, const std::string& question) {
  for (int tries = 0; tries < 3; ++tries) {
    std::string answer;
    if (!line_of(context, question + context.say("［はい / いいえ］: ", " [yes / no]: "), answer)) return false;
    if (answer.empty() || answer == "y" || answer == "yes" || answer == "はい" || answer == "ハイ" || answer == "1") return true;
    if (answer == "n" || answer == "no" || answer == "いいえ" || answer == "2") return false;
  }
  return false;
}

std::string asked_line(const Context& context, const std::string& question) {
  fmt::print(context.json ? stderr : stdout, "{}", question);
  std::fflush(context.json ? stderr : stdout);
  std::string answer;
  return std::getline(std::cin, answer) ? text::squeeze_spaces(answer) : std::string();
}

std::string asked_secret(const Context& context, const std::string& question) {
  termios shown{};
  bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
  termios hidden = shown;
  hidden.c_lflag &= ~tcflag_t(ECHO);
  if (terminal) tcsetattr(STDIN_FILENO, TCSANOW, &hidden);
  std::string out = asked_line(context, question);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSANOW, &shown);
    fmt::print(stderr, "\n");
  }
  return out;
}

}  // namespace musubi
