#include "connectors/http/read/record_time.hpp"

#include <algorithm>
#include <cctype>
#include <vector>

#include "connectors/http/request/notes.hpp"
#include "connectors/http/template/operators.hpp"

namespace musubi::http {
namespace {

constexpr size_t kLongest = 40, kYear = 4;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The names of months and days, and what stands round times: Mon, 31 Jan 2026 09:00:00 GMT; 2026-01-31T09:00Z; AM.
bool stands_in_times(char c) { return std::isalpha(static_cast<unsigned char>(c)) || std::string_view("-/.:,+ ").find(c) != std::string_view::npos; }

std::vector<size_t> digit_groups(std::string_view text) {
  std::vector<size_t> out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (!is_digit(text[i])) continue;
    if (i == 0 || !is_digit(text[i - 1])) out.push_back(0);
    ++out.back();
  }
  return out;
}

/// What is written before the hour: a day has three groups, or two beside a month's name.
std::string_view day_of(std::string_view text) {
  const size_t colon = text.find(':');
  return colon == text.npos ? text : text.substr(0, text.find_last_of("T ", colon));
}

std::string all_formats(const DatetimeCursor& cursor) {
  std::string out;
  for (const std::string& format : cursor.formats) out += format + ", ";
  return cursor.formats.empty() || std::ranges::find(cursor.formats, cursor.format) == cursor.formats.end() ? out + cursor.format : out.substr(0, out.size() - 2);
}

}  // namespace

std::string shown_time(const std::string& value) {
  if (value.size() > kLongest || !std::ranges::all_of(value, [](char c) { return is_digit(c) || stands_in_times(c); })) return "";
  const auto groups = digit_groups(day_of(value));
  const size_t letters = static_cast<size_t>(std::ranges::count_if(value, [](unsigned char c) { return std::isalpha(c) != 0; }));
  if (groups.size() < 2 || groups.size() > 3 || letters > 12) return "";
  const bool with_year = (groups.front() == kYear) != (groups.back() == kYear);
  const size_t in_days = static_cast<size_t>(std::ranges::count_if(groups, [](size_t size) { return size <= 2; }));
  return with_year && in_days + 1 == groups.size() ? value : "";
}

std::optional<Moment> RecordTimes::of(const Record& record) {
  const Json value = record.find({cursor_.field()}).value_or(nullptr);
  auto out = cursor_.read(value);
  read_ += out.has_value();
  if (out || value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty())) return out;
  if (unread_++ == 0 && !value.is_structured()) first_ = shown_time(text_of(Value::borrowed(value)));
  return out;
}

void RecordTimes::tell() const {
  if (!unread_) return;
  note(session_, MU_LOG_WARN, stream_.cursor->counts ? "unread_count" : "unread_time",
       {{"stream", stream_.name},
        {"field", cursor_.field()},
        {"count", std::to_string(unread_)},
        {"records", std::to_string(unread_ + read_)},
        {"time", first_},
        {"format", all_formats(*stream_.cursor)}});
}

}  // namespace musubi::http
