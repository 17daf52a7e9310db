#include "tests/architecture/definitions.hpp"

#include <algorithm>
#include <map>
#include <regex>

namespace musubi::architecture {
namespace {

struct Definition {
  std::string path, name;  // with its namespace
  int line = 0;
};

/// Walks the lines of one file, a namespace at a time; what stands inside of types, functions and nameless namespaces is their own.
class Walk {
 public:
  Walk(const File& file, std::vector<Definition>& out) : path_(file.path), out_(out) {
    const std::string code = code_of(file.text);
    for (std::string_view line : lines_of(code)) take(std::string(line));
  }

 private:
  void take(const std::string& line) {
    static const std::regex space("\\s*(?:inline )?namespace\\s*([\\w:]*)\\s*\\{"), type("\\s*(?:struct|class)\\s+(\\w+)(?:\\s+final)?\\s*(?::[^:].*)?\\{");
    ++number_;
    std::smatch found;
    const bool opens = std::regex_search(line, found, space, std::regex_constants::match_continuous);
    if (opens)
      spaces_.push_back({depth_, found[1].str()});
    else if (depth_ == spaces_.size() && std::regex_search(line, found, type, std::regex_constants::match_continuous) && named())
      out_.push_back({path_, whole(found[1].str()), number_});
    for (char c : line) {
      depth_ += c == '{';
      depth_ -= c == '}';
    }
    while (!spaces_.empty() && depth_ <= spaces_.back().first) spaces_.pop_back();
  }

  bool named() const {
    return !spaces_.empty() && std::none_of(spaces_.begin(), spaces_.end(), [](const auto& space) { return space.second.empty(); });
  }
  std::string whole(const std::string& name) const {
    std::string out;
    for (const auto& space : spaces_) out += space.second + "::";
    return out + name;
  }

  const std::string& path_;
  std::vector<Definition>& out_;
  std::vector<std::pair<size_t, std::string>> spaces_;  // how deep each began
  size_t depth_ = 0;
  int number_ = 0;
};

}  // namespace

Findings definition_violations(const Files& files) {
  std::vector<Definition> all;
  for (const File& f : files)
    if (f.is_cpp() && (f.path.starts_with("core/") || f.path.starts_with("connectors/"))) Walk(f, all);
  std::map<std::string, std::vector<Definition>> by_name;
  for (Definition& one : all) by_name[one.name].push_back(std::move(one));
  Findings out;
  for (const auto& [name, places] : by_name)
    for (size_t i = 1; i < places.size(); ++i)
      for (size_t j = 0; j < i; ++j) {
        const std::string room = room_of(places[i].path), other = room_of(places[j].path);
        const bool apart = room.starts_with("connectors/") && other.starts_with("connectors/") && room != other;
        if (apart) continue;
        out.push_back({places[i].path, places[i].line, name + " is another type in " + places[j].path});
        break;
      }
  return out;
}

}  // namespace musubi::architecture
