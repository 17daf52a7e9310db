#include <algorithm>
#include <charconv>
#include <sstream>
#include <vector>

#include "core/flow/schedule_words.hpp"

namespace musubi {
namespace {

struct Range {
  int from, to, offset;
  const char* names;  // three letters each, "" = none
};
constexpr Range minute{0, 59, 0, ""}, hour{0, 23, 0, ""}, day{1, 31, 0, ""}, month{1, 12, 1, "janfebmaraprmayjunjulaugsepoctnovdec"},
    weekday{0, 7, 0, "sunmontuewedthufrisat"};

std::vector<std::string> cut(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  if (!text.empty() && text.back() == at) out.emplace_back();
  return out;
}

std::optional<int> number(const std::string& text, const Range& range) {
  int n = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (error == std::errc() && end == text.data() + text.size()) {
    if (n < range.from || n > range.to) return {};
    return n;
  }
  if (text.size() != 3) return {};
  size_t at = std::string_view(range.names).find(text);
  if (at == std::string_view::npos || at % 3) return {};
  return int(at / 3) + range.offset;
}

/// One of the parts between commas: *, N, A-B, each with /STEP.
bool add_part(const std::string& part, const Range& range, std::vector<bool>& out) {
  std::vector<std::string> stepped = cut(part, '/');
  if (stepped.empty() || stepped.size() > 2) return false;
  int step = 1, from = range.from, to = range.to;
  if (stepped.size() == 2) {
    std::optional<int> n = number(stepped[1], {1, range.to, 0, ""});
    if (!n) return false;
    step = *n;
  }
  if (stepped[0] != "*") {
    std::vector<std::string> ends = cut(stepped[0], '-');
    if (ends.empty() || ends.size() > 2) return false;
    std::optional<int> a = number(ends[0], range), b = number(ends.back(), range);
    if (!a || !b || *a > *b) return false;
    from = *a;
    to = ends.size() == 1 && stepped.size() == 2 ? range.to : *b;
  }
  for (int i = from; i <= to; i += step) out[size_t(i)] = true;
  return true;
}

std::optional<std::vector<bool>> field(const std::string& text, const Range& range) {
  std::vector<bool> out(size_t(range.to) + 1);
  for (const std::string& part : cut(text, ','))
    if (!add_part(part, range, out)) return {};
  return out;
}

std::string spelt_out(const std::string& text) {
  for (auto [word, fields] : {std::pair("@hourly", "0 * * * *"), {"@daily", "0 0 * * *"}, {"@midnight", "0 0 * * *"}, {"@weekly", "0 0 * * 0"},
                              {"@monthly", "0 0 1 * *"}})
    if (text == word) return fields;
  return text;
}

}  // namespace

bool CronFields::looks_like(const std::string& text) {
  return text.starts_with('@') || text.find('*') != std::string::npos || cut(text, ' ').size() == 5;
}

std::optional<Schedule> CronFields::read(const std::string& text) {
  std::vector<std::string> words = cut(spelt_out(text), ' ');
  if (words.size() != 5) return {};
  auto minutes = field(words[0], minute), hours = field(words[1], hour), days = field(words[2], day), months = field(words[3], month),
       weekdays = field(words[4], weekday);
  if (!minutes || !hours || !days || !months || !weekdays) return {};
  Schedule out;
  out.weekdays_.reset();
  for (size_t h = 0; h < 24; ++h)
    for (size_t m = 0; m < 60; ++m) out.minutes_[h * 60 + m] = (*hours)[h] && (*minutes)[m];
  for (size_t i = 0; i < days->size(); ++i) out.days_[i] = (*days)[i];
  for (size_t i = 0; i < months->size(); ++i) out.months_[i] = (*months)[i];
  for (size_t i = 0; i < weekdays->size(); ++i)
    if ((*weekdays)[i]) out.weekdays_[i % 7] = true;
  out.any_day_ = words[2].starts_with('*');
  out.any_weekday_ = words[4].starts_with('*');
  out.interval_ = words[0].starts_with('*') || words[1].starts_with('*');
  return out;
}

}  // namespace musubi
