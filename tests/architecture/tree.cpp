#include "tests/architecture/tree.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace musubi::architecture {
namespace {

namespace fs = std::filesystem;

fs::path from_environment(const char* name) {
  const char* value = std::getenv(name);
  if (!value) throw std::runtime_error(std::string(name) + " is not set; run this through ctest");
  return value;
}

bool is_outside(const fs::path& folder) {
  std::string name = folder.filename().string();
  return name == ".git" || name == ".cache" || name == "node_modules" || name == "__pycache__" ||
         name.starts_with("build");
}

Files read_project() {
  Files files;
  const fs::path root = source_root();
  for (auto at = fs::recursive_directory_iterator(root); at != fs::recursive_directory_iterator(); ++at) {
    if (at->is_directory() && is_outside(at->path())) at.disable_recursion_pending();
    if (!at->is_regular_file() || at->path().filename() == ".git") continue;  // a file in a second worktree
    std::ifstream in(at->path(), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (text.view().find('\0') == std::string_view::npos)
      files.push_back({at->path().lexically_relative(root).generic_string(), std::move(text).str()});
  }
  std::sort(files.begin(), files.end(), [](const File& a, const File& b) { return a.path < b.path; });
  return files;
}

/// Blanks one literal or comment after another.
class Blanker {
 public:
  explicit Blanker(std::string_view text) : text_(text), out_(text) {}

  std::string run() {
    while (at_ < text_.size()) {
      std::string_view rest = text_.substr(at_);
      if (rest.starts_with("//"))
        blank_until(text_.find('\n', at_));
      else if (rest.starts_with("/*"))
        blank_past("*/", at_ + 2);
      else if (rest.starts_with("R\""))
        raw_string();
      else if (rest.front() == '"' || (rest.front() == '\'' && !separates_digits()))
        quoted(rest.front());
      else
        ++at_;
    }
    return std::move(out_);
  }

 private:
  void blank_until(size_t end) {
    for (end = std::min(end, text_.size()); at_ < end; ++at_)
      if (text_[at_] != '\n') out_[at_] = ' ';
  }
  void blank_past(std::string_view mark, size_t from) {
    size_t end = text_.find(mark, from);
    blank_until(end == std::string_view::npos ? end : end + mark.size());
  }
  void raw_string() {
    size_t open = std::min(text_.find('(', at_), text_.size());
    std::string mark = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    blank_past(mark, open);
  }
  void quoted(char quote) {
    size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != quote && text_[end] != '\n') end += text_[end] == '\\' ? 2 : 1;
    ++at_;
    blank_until(end);
    if (at_ < text_.size()) ++at_;
  }
  /// 1'000: a number stands before the quote.
  bool separates_digits() const {
    size_t begin = at_;
    while (begin > 0 &&
           (std::isalnum(static_cast<unsigned char>(text_[begin - 1])) || text_[begin - 1] == '\''))
      --begin;
    return begin < at_ && std::isdigit(static_cast<unsigned char>(text_[begin]));
  }

  std::string_view text_;
  std::string out_;
  size_t at_ = 0;
};

}  // namespace

std::string printed(const Findings& findings) {
  std::string out;
  for (const Finding& f : findings) out += f.path + ":" + std::to_string(f.line) + ": " + f.what + "\n";
  return out;
}

fs::path source_root() {
  return from_environment("MUSUBI_SOURCE");
}
fs::path build_root() {
  return from_environment("MUSUBI_BUILD");
}

const Files& project() {
  static const Files files = read_project();
  return files;
}

std::string code_of(std::string_view text) {
  return Blanker(text).run();
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> out;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size());
    out.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out;
}

std::string room_of(std::string_view path) {
  auto upto = [&](size_t from) { return std::string(path.substr(from, path.find('/', from) - from)); };
  if (path.starts_with("core/")) return upto(5);
  if (path.starts_with("connectors/") && path.find('/', 11) != std::string_view::npos)
    return "connectors/" + upto(11);
  return path.starts_with("tests/") ? "tests" : "";
}

}  // namespace musubi::architecture
