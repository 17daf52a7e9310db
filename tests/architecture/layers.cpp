#include "tests/architecture/layers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace musubi::architecture {
namespace {

using Words = std::set<std::string>;

/// The table of design.md §3. `text` stands below `base`, so whoever may use base may use text.
const std::map<std::string, Words>& table() {
  static const std::map<std::string, Words> rooms = {
      {"text", {}},
      {"base", {"text"}},
      {"record", {"base"}},
      {"sdk", {"text"}},
      {"settings", {"base", "text"}},
      {"pull", {"base", "text", "record", "sdk", "settings"}},
      {"normalize", {"base", "text"}},
      {"map", {"base", "text", "record", "normalize"}},
      {"resolve", {"base", "text", "record"}},
      {"merge", {"base", "text", "record"}},
      {"store", {"base", "text", "record", "settings"}},
      {"flow",
       {"base", "text", "record", "sdk", "settings", "pull", "normalize", "map", "resolve", "merge",
        "store"}},
      {"insight", {"base", "text", "record", "store"}},
      {"serve", {"base", "text", "record", "settings", "normalize", "store", "flow", "insight"}},
      {"console", {}},
      {"app",
       {"base", "text", "record", "sdk", "settings", "pull", "normalize", "map", "resolve", "merge", "store",
        "flow", "insight", "serve"}},
  };
  return rooms;
}

constexpr std::array heavy = {"soci/",    "httplib",       "nlohmann/", "yaml-cpp/", "simdjson",
                              "unicode/", "phonenumbers/", "libpq",     "curl/",     "valijson/",
                              "orcus/",   "xlsxwriter",    "mysql"};
constexpr std::array impure = {"soci/",    "httplib", "libpq",    "curl/",  "sys/socket", "netdb",
                               "netinet/", "fstream", "iostream", "cstdio", "filesystem", "unistd"};

struct Include {
  std::string path;
  bool angled;
  int line;
};

std::vector<Include> includes_of(const File& file) {
  static const std::regex form(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"].*)");
  std::vector<Include> out;
  int number = 0;
  for (std::string_view line : lines_of(file.text)) {
    ++number;
    std::match_results<std::string_view::const_iterator> m;
    if (std::regex_match(line.begin(), line.end(), m, form)) out.push_back({m[2], m[1] == "<", number});
  }
  return out;
}

template <class Names>
bool begins_with_one(const std::string& path, const Names& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return path.starts_with(name); });
}

bool is_std(const std::string& path) {
  return path == "stddef.h" || path == "stdint.h" || path.ends_with("mmintrin.h") ||
         std::all_of(path.begin(), path.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

/// A quoted include as a path from the root: as it stands, else beside the file that includes it.
std::string resolved(const std::set<std::string>& known, const File& from, const std::string& path) {
  if (known.contains(path)) return path;
  std::string beside = from.path.substr(0, from.path.rfind('/') + 1) + path;
  return known.contains(beside) ? beside : "";
}

std::set<std::string> paths_of(const Files& files) {
  std::set<std::string> out;
  for (const File& f : files) out.insert(f.path);
  return out;
}

std::string judge(const std::string& room, const std::string& other) {
  if (room == "tests" || room == other) return "";
  if (other == "tests") return "nothing outside tests may use tests";
  if (room.starts_with("connectors/"))
    return other == "sdk" || other == "text" ? "" : "a connector may use sdk and text only";
  auto rule = table().find(room);
  if (rule == table().end()) return "the room " + room + " is not in the table of rooms";
  return rule->second.contains(other) ? "" : room + " may not use " + other;
}

}  // namespace

Findings room_violations(const Files& files) {
  Findings out;
  const std::set<std::string> known = paths_of(files);
  for (const File& file : files) {
    const std::string room = room_of(file.path);
    if (!file.is_cpp() || room.empty()) continue;
    for (const Include& in : includes_of(file)) {
      std::string target = in.angled ? "" : resolved(known, file, in.path);
      bool from_root = target == in.path, generated = in.path.find('/') == std::string::npos && room != "sdk";
      if (!in.angled && target.empty() && !generated)
        out.push_back({file.path, in.line, "there is no " + in.path});
      if (!target.empty() && !from_root && room != "sdk")
        out.push_back({file.path, in.line, "write the include from the root: " + target});
      if (target.empty()) continue;
      if (std::string why = judge(room, room_of(target)); !why.empty())
        out.push_back({file.path, in.line, why + " (" + target + ")"});
    }
  }
  return out;
}

Findings std_only_violations(const Files& files) {
  Findings out;
  for (const File& file : files) {
    const std::string room = room_of(file.path);
    if (!file.is_cpp() || (room != "text" && (room != "sdk" || !file.is_header()))) continue;
    for (const Include& in : includes_of(file))
      if (in.angled && !is_std(in.path) && (file.is_header() || !in.path.starts_with("unicode/")))
        out.push_back({file.path, in.line, room + " stands on the standard library alone (" + in.path + ")"});
  }
  return out;
}

Findings heavy_violations(const Files& files) {
  const std::set<std::string> known = paths_of(files);
  std::map<std::string, std::vector<std::string>> uses;  // header → project headers
  std::map<std::string, std::string> carries;            // header → a heavy one it includes itself
  std::set<std::string> open;                            // headers that another room includes
  for (const File& file : files)
    for (const Include& in : file.is_cpp() ? includes_of(file) : std::vector<Include>()) {
      if (in.angled && file.is_header() && begins_with_one(in.path, heavy))
        carries.emplace(file.path, in.path);
      std::string target = in.angled ? "" : resolved(known, file, in.path);
      if (target.empty()) continue;
      if (file.is_header()) uses[file.path].push_back(target);
      std::string room = room_of(file.path);
      if (room != "tests" && room_of(target) != "tests" && room != room_of(target)) open.insert(target);
    }
  Findings out;
  for (const std::string& header : open) {
    std::vector<std::string> todo = {header};
    std::set<std::string> seen;
    while (!todo.empty()) {
      std::string one = todo.back();
      todo.pop_back();
      if (!seen.insert(one).second) continue;
      if (auto c = carries.find(one); c != carries.end())
        out.push_back({header, 0,
                       "other rooms include it, and it brings " + c->second +
                           (one == header ? "" : " through " + one)});
      todo.insert(todo.end(), uses[one].begin(), uses[one].end());
    }
  }
  return out;
}

Findings purity_violations(const Files& files) {
  static const Words pure = {"map", "normalize", "resolve", "merge", "text"};
  static const std::regex clock(
      R"(\b(system_clock|steady_clock|high_resolution_clock)\s*::\s*now\b|\bSystemClock\b|\bgetenv\b)");
  Findings out;
  for (const File& file : files) {
    if (!file.is_cpp() || !pure.contains(room_of(file.path))) continue;
    for (const Include& in : includes_of(file))
      if (in.angled && begins_with_one(in.path, impure))
        out.push_back({file.path, in.line, room_of(file.path) + " is pure: no <" + in.path + ">"});
    const std::string code = code_of(file.text);
    int number = 0;
    for (std::string_view line : lines_of(code)) {
      ++number;
      if (std::regex_search(line.begin(), line.end(), clock))
        out.push_back({file.path, number, room_of(file.path) + " is pure: no clock, no environment"});
    }
  }
  return out;
}

Findings link_violations(std::string_view cmake) {
  static const std::regex form(R"(musubi_room\((\w+)([^)]*)\))");
  Findings out;
  const std::string text(cmake);
  for (auto at = std::sregex_iterator(text.begin(), text.end(), form); at != std::sregex_iterator(); ++at) {
    std::istringstream words((*at)[2]);
    bool uses = false;
    for (std::string word; words >> word;) {
      if (word == "USES" || word == "LIBS")
        uses = word == "USES";
      else if (std::string why = uses ? judge((*at)[1], word) : ""; !why.empty())
        out.push_back({"CMakeLists.txt", 0, why});
    }
  }
  return out;
}

}  // namespace musubi::architecture
