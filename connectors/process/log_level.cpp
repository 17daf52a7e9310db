#include "connectors/process/log_level.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/process/json_scan.hpp"
#include "core/sdk/connector_abi.h"
#include "core/text/json.hpp"

namespace musubi::process {
namespace {

constexpr size_t kFront = 80, kValueFront = 250;  // where a line's level stands as a word, or as a value

enum class Where : uint8_t { anywhere, front, value };  // anywhere: in capitals also between other words

struct Level {
  std::string_view word;
  int32_t level;
  Where where = Where::anywhere;
};
constexpr Level kLevels[] = {
    {"EMERGENCY", MU_LOG_ERROR, Where::front},
    {"EMERG", MU_LOG_ERROR, Where::front},
    {"ALERT", MU_LOG_ERROR, Where::front},
    {"CRITICAL", MU_LOG_ERROR},
    {"CRIT", MU_LOG_ERROR},
    {"FATAL", MU_LOG_ERROR},
    {"FTL", MU_LOG_ERROR},
    {"PANIC", MU_LOG_ERROR},
    {"SEVERE", MU_LOG_ERROR},
    {"ERROR", MU_LOG_ERROR},
    {"ERR", MU_LOG_ERROR},
    {"FAIL", MU_LOG_ERROR, Where::front},
    {"WARNING", MU_LOG_WARN},
    {"WARN", MU_LOG_WARN},
    {"WRN", MU_LOG_WARN},
    {"NOTICE", MU_LOG_INFO, Where::front},
    {"SUCCESS", MU_LOG_INFO, Where::front},
    {"INFORMATION", MU_LOG_INFO, Where::value},
    {"INFO", MU_LOG_INFO},
    {"INF", MU_LOG_INFO, Where::front},
    {"DEBUG", MU_LOG_DEBUG},
    {"DBUG", MU_LOG_DEBUG},
    {"DBG", MU_LOG_DEBUG},
    {"TRACE", MU_LOG_DEBUG},
    {"TRCE", MU_LOG_DEBUG},
    {"VERBOSE", MU_LOG_DEBUG, Where::front},
    {"VRB", MU_LOG_DEBUG},
    {"SILLY", MU_LOG_DEBUG, Where::front},
    {"FINEST", MU_LOG_DEBUG, Where::front},
    {"FINE", MU_LOG_DEBUG, Where::front},
};
constexpr std::string_view kNames[] = {"level",    "levelname", "level_name", "log_level",
                                       "loglevel", "log.level", "lvl",        "severity",
                                       "@level",   "@l",        "levelno"};

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
}
bool is_letter(char c) {
  return upper(c) >= 'A' && upper(c) <= 'Z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_one_of(char c, std::string_view set) {
  return set.find(c) != set.npos;
}

/// The level whose name stands there as a word of its own, in one case throughout or with a capital.
const Level* named_at(std::string_view line, size_t at) {
  size_t end = at;
  while (end < line.size() && is_letter(line[end])) ++end;
  std::string_view word = line.substr(at, end - at);
  auto is = [&](const Level& one) {
    return one.word.size() == word.size() && std::equal(word.begin(), word.end(), one.word.begin(),
                                                        [](char a, char b) { return upper(a) == b; });
  };
  const Level* found = std::find_if(std::begin(kLevels), std::end(kLevels), is);
  return found == std::end(kLevels) ? nullptr : found;
}

/// Numbers: those of syslog end at 7, all others begin at 10.
std::optional<int32_t> level_of_number(std::string_view digits, bool of_python) {
  int number = 0;
  auto [end, wrong] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (digits.empty() || wrong != std::errc() || end != digits.data() + digits.size() || number < 0 ||
      number > 100)
    return std::nullopt;
  if (number < 8)
    return number < 4 ? MU_LOG_ERROR : number == 4 ? MU_LOG_WARN : number < 7 ? MU_LOG_INFO : MU_LOG_DEBUG;
  const int step = of_python ? 10 : 0;
  if (number >= 50 - step) return MU_LOG_ERROR;
  if (number >= 40 - step) return MU_LOG_WARN;
  return number >= 30 - step ? MU_LOG_INFO : MU_LOG_DEBUG;
}

std::optional<int32_t> level_of_value(std::string_view value, bool of_python) {
  if (!value.empty() && is_digit(value[0])) return level_of_number(value, of_python);
  const Level* level = named_at(value, 0);
  return level && level->word.size() == value.size() ? std::optional(level->level) : std::nullopt;
}

/// Of a line that is one JSON object; ECS and loguru put the level a step further down.
std::optional<int32_t> level_of_object(std::string_view line, bool at_top = true) {
  for (std::string_view name : kNames) {
    std::string_view value = member(line, name);
    if (is_object(value)) value = member(value, "name");
    if (auto level = level_of_value(plain(value), name == "levelno")) return level;
  }
  for (std::string_view name : {"log", "record"})
    if (std::string_view inner = member(line, name); at_top && is_object(inner))
      if (auto level = level_of_object(inner, false)) return level;
  return std::nullopt;
}

/// Whether a name of kNames ends before the sign at `at`, as in level= and "level":".
bool is_value_of_level(std::string_view line, size_t at) {
  std::string_view before = line.substr(0, at);
  auto drop = [&](std::string_view signs) {
    bool any = false;
    for (; !before.empty() && is_one_of(before.back(), signs); any = true) before.remove_suffix(1);
    return any;
  };
  drop("\"'");
  drop(" ");
  if (!drop("=:")) return false;
  drop(" ");
  drop("\"'");
  return std::any_of(std::begin(kNames), std::end(kNames), [&](std::string_view name) {
    return before.ends_with(name) &&
           (before.size() == name.size() || !is_letter(before[before.size() - name.size() - 1]));
  });
}

/// Whether nothing but a time, a number or what stands in brackets is there.
bool is_stamp(std::string_view before) {
  int depth = 0;
  for (char c : before) {
    if (is_one_of(c, "[(")) ++depth;
    if (is_one_of(c, "])")) --depth;
    if (depth <= 0 && !is_digit(c) && !is_one_of(c, " \t-:.,/+TZ[]()|")) return false;
  }
  return true;
}

bool is_enclosed(std::string_view line, size_t at, size_t end) {
  constexpr std::string_view opens = "[(<|-", closes = "])>|-";
  size_t before = at ? line.find_last_not_of(' ', at - 1) : line.npos,
         after = line.find_first_not_of(' ', end);
  if (before == line.npos || after == line.npos || !is_one_of(line[before], opens)) return false;
  bool wide = line[before] != '-' || (before + 1 < at && after > end);  // "tap - info - …", not "re-error-ed"
  return wide && line[after] == closes[opens.find(line[before])];
}

/// Whether the level named at [at, end) is that of the line.
bool is_of_line(std::string_view line, size_t at, size_t end, const Level& level) {
  if (at && is_letter(line[at - 1])) return false;
  if (is_value_of_level(line, at)) return true;
  if (at >= kFront || level.where == Where::value) return false;
  const char before = at ? line[at - 1] : ' ', after = end < line.size() ? line[end] : '\0';
  bool capital = std::all_of(line.begin() + at, line.begin() + end, [](char c) { return c <= 'Z'; });
  if (capital && level.where == Where::anywhere && is_one_of(before, " \t[(|=\"")) return true;
  if (is_enclosed(line, at, end) || (is_one_of(before, " [") && after == ']')) return true;
  return is_stamp(line.substr(0, at)) && (is_one_of(after, ":[\t") || (at && after == ' '));
}

/// I0131 09:00:00.000000 of glog.
std::optional<int32_t> level_of_letter(std::string_view line) {
  bool is = line.size() > 6 && std::all_of(line.begin() + 1, line.begin() + 5, is_digit) && line[5] == ' ';
  if (!is) return std::nullopt;
  switch (line[0]) {
    case 'I':
      return MU_LOG_INFO;
    case 'W':
      return MU_LOG_WARN;
    case 'E':
    case 'F':
      return MU_LOG_ERROR;
    default:
      return std::nullopt;
  }
}

}  // namespace

int32_t log_level(std::string_view word) {
  const Level* level = named_at(word, 0);
  return level ? level->level : MU_LOG_INFO;
}

std::optional<int32_t> level_in(std::string_view given) {
  std::string plain_line;
  std::string_view line = given;
  if (line.find('\x1b') != line.npos) line = plain_line = without_colours(given);
  if (size_t begin = line.find_first_not_of(" \t");
      begin != line.npos && line[begin] == '{' && !text::check_json(line))
    return level_of_object(line.substr(begin));
  if (auto level = level_of_letter(line)) return level;
  line = line.substr(0, kValueFront);
  for (size_t at = 0; at < line.size(); ++at) {
    if (!is_letter(line[at]) && !is_digit(line[at])) continue;
    if (is_digit(line[at]) && at && !is_digit(line[at - 1]) && is_value_of_level(line, at)) {
      size_t end = std::min(line.find_first_not_of("0123456789", at), line.size());
      if (auto level =
              level_of_number(line.substr(at, end - at), line.substr(0, at).find("levelno") != line.npos))
        return level;
    }
    if (at && is_letter(line[at - 1])) continue;
    if (const Level* level = named_at(line, at);
        level && is_of_line(line, at, at + level->word.size(), *level))
      return level->level;
  }
  return std::nullopt;
}

std::string without_colours(std::string_view line) {
  std::string out;
  for (size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '\x1b' || at + 1 >= line.size() || line[at + 1] != '[') {
      out += line[at];
      continue;
    }
    at = std::min(line.find_first_not_of("0123456789;", at + 2), line.size());
  }
  return out;
}

}  // namespace musubi::process
