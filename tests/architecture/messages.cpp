#include "tests/architecture/messages.hpp"

#include <algorithm>
#include <map>
#include <regex>
#include <set>

namespace musubi::architecture {
namespace {

constexpr std::string_view folder = "core/base/messages/";

bool is_table(const File& f) {
  return f.path.starts_with(folder) && f.path.ends_with(".inc");
}

std::string room_of_table(const std::string& path) {
  return path.substr(folder.size(), path.size() - folder.size() - 4);
}

/// {ja} and {en} are one: what others (plug-ins) say in either language.
std::set<std::string> placeholders(const std::string& sentence) {
  static const std::regex form(R"(\{([^}]*)\})");
  std::set<std::string> out;
  for (auto at = std::sregex_iterator(sentence.begin(), sentence.end(), form); at != std::sregex_iterator();
       ++at)
    out.insert((*at)[1] == "en" ? "ja" : (*at)[1].str());
  return out;
}

bool has_japanese(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xE3; });
}

struct Use {
  std::string path;
  int line;
};

/// What the rooms say: whole ids, and beginnings that the rest is added to ("map.wrong_shape_", or "resolve."
/// with the literals of its room).
struct Said {
  std::map<std::string, Use> ids;
  std::vector<std::string> beginnings;

  bool has(const std::string& id) const {
    return ids.contains(id) || std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& b) {
             return b == id || (b.ends_with('_') && id.starts_with(b));
           });
  }
};

/// Calls take(literal, line number) for every short literal outside of comment lines.
template <class Take>
void each_literal(const File& file, Take take) {
  static const std::regex form("\"([a-z0-9_.]+)\"");
  int number = 0;
  for (std::string_view line : lines_of(file.text)) {
    ++number;
    std::string text(line);
    if (text.find_first_not_of(' ') == text.find("//")) continue;
    for (auto at = std::sregex_iterator(text.begin(), text.end(), form); at != std::sregex_iterator(); ++at)
      take((*at)[1].str(), number);
  }
}

Said what_is_said(const Files& files) {
  static const std::set<std::string> endings = {"hpp",  "cpp",  "inc", "sql", "so",
                                                "yaml", "json", "csv", "log", "lock"};
  std::set<std::string> rooms, composing;
  for (const File& f : files)
    if (is_table(f)) rooms.insert(room_of_table(f.path));
  Said out;
  for (const File& f : files) {
    if (!f.path.starts_with("core/") || !f.is_cpp()) continue;
    each_literal(f, [&](const std::string& literal, int line) {
      size_t dot = literal.find('.');
      if (dot == std::string::npos || !rooms.contains(literal.substr(0, dot))) return;
      if (dot + 1 == literal.size())
        composing.insert(room_of(f.path));
      else if (literal.ends_with('_'))
        out.beginnings.push_back(literal);
      else if (literal.find('.', dot + 1) == std::string::npos && !endings.contains(literal.substr(dot + 1)))
        out.ids.emplace(literal, Use{f.path, line});
    });
  }
  for (const File& f : files)
    if (f.is_cpp() && f.path.starts_with("core/") && composing.contains(room_of(f.path)))
      each_literal(f, [&](const std::string& literal, int) {
        out.beginnings.push_back(room_of(f.path) + "." + literal);
        if (!literal.ends_with('_')) out.beginnings.push_back(out.beginnings.back() + "_");
      });
  return out;
}

}  // namespace

std::vector<Sentence> sentences_of(const Files& files, Findings& malformed) {
  static const std::regex form(
      "\\{\"([^\"]*)\", Who::([a-z]+), \"((?:[^\"\\\\]|\\\\.)*)\", \"((?:[^\"\\\\]|\\\\.)*)\"\\},");
  std::vector<Sentence> out;
  for (const File& f : files) {
    if (!is_table(f)) continue;
    int number = 0;
    for (std::string_view line : lines_of(f.text)) {
      ++number;
      std::string text(line);
      std::smatch m;
      if (text.empty() || text.starts_with("//")) continue;
      if (std::regex_match(text, m, form))
        out.push_back({f.path, number, m[1], m[2], m[3], m[4]});
      else
        malformed.push_back({f.path, number, "not one line of {\"id\", Who::…, \"日本語\", \"English\"},"});
    }
  }
  return out;
}

Findings sentence_violations(const Files& files) {
  Findings out;
  std::map<std::string, int> seen;
  static const std::regex id_form("[a-z]+\\.[a-z][a-z0-9_]*");
  for (const Sentence& s : sentences_of(files, out)) {
    auto wrong = [&](const std::string& what) { out.push_back({s.path, s.line, s.id + ": " + what}); };
    if (!std::regex_match(s.id, id_form) || !s.id.starts_with(room_of_table(s.path) + "."))
      wrong("the id is not <room>.<words>");
    if (!seen.emplace(s.id, s.line).second) wrong("stands twice");
    if (s.ja.empty() || s.en.empty())
      wrong("a language is empty");
    else if (!has_japanese(s.ja) && !s.id.ends_with("_label"))
      wrong("the Japanese sentence is not Japanese");
    if (placeholders(s.ja) != placeholders(s.en))
      wrong("the two languages have different places for arguments");
  }
  return out;
}

Findings id_violations(const Files& files) {
  Findings out;
  const Said said = what_is_said(files);
  std::set<std::string> known;
  Findings malformed;
  for (const Sentence& s : sentences_of(files, malformed)) {
    known.insert(s.id);
    if (!said.has(s.id)) out.push_back({s.path, s.line, s.id + ": nothing says it"});
  }
  for (const auto& [id, use] : said.ids)
    if (!known.contains(id))
      out.push_back({use.path, use.line, id + ": no sentence in " + std::string(folder)});
  return out;
}

}  // namespace musubi::architecture
