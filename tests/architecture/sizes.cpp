#include "tests/architecture/sizes.hpp"

#include <algorithm>
#include <regex>

namespace musubi::architecture {
namespace {

enum class Scope { open, function, inner, initializer };

bool matches(const std::string& head, const std::regex& form) {
  return std::regex_search(head, form);
}

/// What a brace opens, by the text since the last statement.
Scope scope_of(const std::string& head, bool in_function) {
  static const std::regex type(R"(^\s*(template\s*<.*>\s*)?(class|struct|union|enum|namespace)\b)"),
      nest(R"(\b(class|struct|union|namespace|extern)\b)"), initializers(R"(\)\s*(noexcept\s*)?:[^:])"),
      name(R"([\w>]\s*$)");
  if (in_function) return Scope::inner;
  if (head.find(')') == std::string::npos || matches(head, type))
    return matches(head, nest) ? Scope::open : Scope::inner;
  return matches(head, initializers) && matches(head, name) ? Scope::initializer : Scope::function;
}

std::string name_of(const std::string& head) {
  static const std::regex form(R"(([\w:~]+|operator\S+)\s*\()");
  std::smatch m;
  return std::regex_search(head, m, form) ? m[1].str() : "?";
}

/// Walks the braces of a file.
class Walk {
 public:
  explicit Walk(const File& file) : path_(file.path), code_(code_of(file.text)) {}

  std::vector<Function> run() {
    for (size_t i = 0; i < code_.size(); ++i) {
      char c = code_[i];
      if (c == '\n') ++line_;
      if (c == '#' && head_.find_first_not_of(" \n\t") == std::string::npos)
        skip_directive(i);
      else if (c == '{')
        open();
      else if (c == '}')
        close();
      else if (c == ';')
        head_.clear();
      else
        add(c);
    }
    return std::move(found_);
  }

 private:
  struct Brace {
    Scope scope;
    std::string head;
    int line;
  };

  void skip_directive(size_t& i) {
    for (; i + 1 < code_.size() && (code_[i + 1] != '\n' || code_[i] == '\\'); ++i)
      line_ += code_[i + 1] == '\n';
  }
  void add(char c) {
    if (head_.find_first_not_of(" \n\t") == std::string::npos) head_line_ = line_;
    head_ += c == '\n' ? ' ' : c;
  }
  void open() {
    bool in_function = std::any_of(braces_.begin(), braces_.end(),
                                   [](const Brace& b) { return b.scope == Scope::function; });
    Scope scope = scope_of(head_, in_function);
    braces_.push_back({scope, head_, head_line_});
    head_.clear();
  }
  void close() {
    if (braces_.empty()) return;
    Brace brace = std::move(braces_.back());
    braces_.pop_back();
    if (brace.scope == Scope::function)
      found_.push_back({path_, name_of(brace.head), brace.line, line_ - brace.line + 1});
    bool goes_on = brace.scope == Scope::initializer;
    head_ = goes_on ? brace.head + "()" : "";
    if (goes_on) head_line_ = brace.line;
  }

  std::string path_, code_, head_;
  std::vector<Brace> braces_;
  std::vector<Function> found_;
  int line_ = 1, head_line_ = 1;
};

int count_lines(const File& f) {
  return static_cast<int>(lines_of(f.text).size());
}

bool is_measured(const File& f) {
  return !f.is_generated() &&
         (f.is_cpp() || f.path == "dev" || f.path.ends_with(".sql") || f.path.ends_with(".py") ||
          f.path.ends_with(".sh") || f.path.ends_with(".cmake"));
}

template <class Rows>
std::string ten(Rows rows) {
  std::sort(rows.begin(), rows.end(), std::greater<>());
  std::string out;
  for (size_t i = 0; i < std::min<size_t>(10, rows.size()); ++i)
    out += "  " + std::to_string(rows[i].first) + "  " + rows[i].second + "\n";
  return out;
}

}  // namespace

std::vector<Function> functions_of(const File& file) {
  return Walk(file).run();
}

Findings long_files(const Files& files) {
  Findings out;
  for (const File& f : files)
    if (int lines = count_lines(f); is_measured(f) && lines > longest_file)
      out.push_back(
          {f.path, 0,
           std::to_string(lines) + " lines; split it (at most " + std::to_string(longest_file) + ")"});
  return out;
}

Findings long_functions(const Files& files) {
  Findings out;
  for (const File& f : files)
    if (f.is_cpp() && !f.is_generated() && (f.path.starts_with("core/") || f.path.starts_with("connectors/")))
      for (const Function& one : functions_of(f))
        if (one.lines > longest_function)
          out.push_back({f.path, one.line, one.name + " has " + std::to_string(one.lines) + " lines"});
  return out;
}

std::string largest(const Files& files) {
  std::vector<std::pair<int, std::string>> sizes, functions;
  for (const File& f : files) {
    if (!is_measured(f)) continue;
    sizes.emplace_back(count_lines(f), f.path);
    if (!f.is_cpp()) continue;
    for (const Function& one : functions_of(f)) functions.emplace_back(one.lines, f.path + " " + one.name);
  }
  std::sort(sizes.begin(), sizes.end());
  std::string median = sizes.empty() ? "none" : std::to_string(sizes[sizes.size() / 2].first);
  return std::to_string(sizes.size()) + " files, median " + median + " lines; the largest:\n" + ten(sizes) +
         "the longest functions:\n" + ten(functions);
}

}  // namespace musubi::architecture
