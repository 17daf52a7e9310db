#include "tests/cli/case.hpp"

#include <fstream>
#include <stdexcept>

namespace musubi::cli {
namespace {

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size())
    text.replace(at, what.size(), with);
  return text;
}

std::string unescaped(const std::string& text);

/// "\{TEXT*N}" from behind the brace; leaves `at` behind the closing one.
std::string repeated(const std::string& text, size_t& at) {
  size_t close = text.find('}', at), star = text.rfind('*', close);
  if (close == std::string::npos || star == std::string::npos || star < at)
    throw std::runtime_error("\\{ without *N}");
  std::string body = text.substr(at, star - at), out;
  int times = std::stoi(text.substr(star + 1, close - star - 1));
  at = close + 1;
  if (body.find("\\#") == std::string::npos) {
    body = unescaped(body);
    for (int i = 0; i < times; ++i) out += body;
    return out;
  }
  for (int i = 1; i <= times; ++i) out += unescaped(replaced(body, "\\#", std::to_string(i)));
  return out;
}

std::string unescaped(const std::string& text) {
  std::string out;
  for (size_t i = 0; i < text.size();) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      out += text[i++];
      continue;
    }
    char c = text[i + 1];
    i += 2;
    switch (c) {
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      case 'n':
        out += '\n';
        break;
      case 'x':
        out += char(std::stoi(text.substr(i, 2), nullptr, 16)), i += 2;
        break;
      case '{':
        out += repeated(text, i);
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string content_line(const std::string& line) {
  size_t slashes = line.size() - (line.find_last_not_of('\\') + 1);
  if (slashes % 2) return unescaped(line.substr(0, line.size() - 1));
  return unescaped(line) + "\n";
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  std::string word;
  bool open = false;
  char quote = 0;
  for (char c : text) {
    if (quote ? c == quote : (c == '"' || c == '\'')) {
      quote = quote ? 0 : c;
      open = true;
    } else if (c == ' ' && !quote) {
      if (open) out.push_back(unescaped(word));
      word.clear(), open = false;
    } else {
      word += c;
      open = true;
    }
  }
  if (open) out.push_back(unescaped(word));
  return out;
}

void take_expectation(Command& c, const std::string& line) {
  size_t space = line.find(' ');
  std::string word = line.substr(0, space), raw = space == std::string::npos ? "" : line.substr(space + 1),
              rest = unescaped(raw);
  if (word == "exit")
    c.exit_code = std::stoi(rest);
  else if (word == "out")
    c.out.push_back(rest);
  else if (word == "err")
    c.err.push_back(rest);
  else if (word == "not")
    c.both_not.push_back(rest);
  else if (word == "en")
    c.english.push_back(rest);
  else if (word == "json")
    c.json = true;
  else if (word == "in")
    c.input += content_line(raw);
  else if (word == "env")
    c.environment.push_back(rest);
  else if (word == "on")
    c.when = rest.substr(0, rest.rfind(' ')), c.action = rest.substr(rest.rfind(' ') + 1);
  else
    throw std::runtime_error("no such expectation: " + line);
}

Step step_of(const std::string& head, int number) {
  size_t space = head.find(' ');
  std::string verb = head.substr(0, space), rest = space == std::string::npos ? "" : head.substr(space + 1);
  Step out{};
  out.command.line = number;
  if (verb == "file")
    out.kind = Step::file, out.path = rest;
  else if (verb == "remove")
    out.kind = Step::remove, out.path = rest;
  else if (verb == "run")
    out.kind = Step::run, out.command.words = words_of(rest);
  else
    throw std::runtime_error("no such step: " + head);
  return out;
}

}  // namespace

std::vector<Step> read_case(const std::filesystem::path& file,
                            const std::vector<std::pair<std::string, std::string>>& named) {
  std::ifstream in(file, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + file.string());
  std::vector<Step> out;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    for (const auto& [name, value] : named) line = replaced(line, name, value);
    try {
      if (line.starts_with("--- "))
        out.push_back(step_of(line.substr(4), number));
      else if (!out.empty() && out.back().kind == Step::file)
        out.back().contents += content_line(line);
      else if (!line.empty() && line[0] != '#')
        out.empty() ? throw std::runtime_error("before the first step: " + line)
                    : take_expectation(out.back().command, line);
    } catch (const std::exception& e) {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + e.what());
    }
  }
  return out;
}

}  // namespace musubi::cli
