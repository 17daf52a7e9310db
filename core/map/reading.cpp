#include "core/map/reading.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/map/file_text.hpp"
#include "core/normalize/normalize.hpp"
#include "core/text/fold.hpp"

namespace musubi::map {
namespace {

namespace norm = normalize;

constexpr std::array<std::pair<std::string_view, Reader>, 18> readers = {{
    {"name", Reader::person_name},
    {"kana", Reader::kana_name},
    {"company", Reader::company},
    {"text", Reader::text},
    {"address", Reader::address},
    {"phone", Reader::phone},
    {"email", Reader::email},
    {"date", Reader::date},
    {"time", Reader::time},
    {"sex", Reader::sex},
    {"number", Reader::number},
    {"yes_no", Reader::yes_no},
    {"url", Reader::url},
    {"corporate_number", Reader::corporate_number},
    {"handle", Reader::handle},
    {"money", Reader::money},
    {"epoch", Reader::epoch},
    {"person", Reader::person_name},
}};

Reading outcome(const norm::Outcome& from, std::vector<std::string> parts) {
  Reading out;
  out.parts = std::move(parts);
  if (from.note) out.notes.push_back(*from.note);
  out.problem = from.problem;
  return out;
}

Reading of_person(const norm::Person& p) {
  Reading out = outcome(p, {p.family, p.given});
  if (!p.family_kana.empty() || !p.given_kana.empty()) out.kana = {p.family_kana, p.given_kana};
  return out;
}

Reading of_kana(const norm::Person& p) {
  bool latin = p.family_kana.empty() && p.given_kana.empty();
  return outcome(p, latin ? std::vector{p.family, p.given} : std::vector{p.family_kana, p.given_kana});
}

Reading of_address(const norm::Address& a) {
  return outcome(a, {a.postal_code, a.pref, a.city, a.town, a.rest, a.building});
}

// Zeros that Excel ate come back before the text is read.
std::string restored(std::string_view kind, const std::string& text, bool& was) {
  std::string out = norm::restore_zeros(kind, text);
  was = out != text;
  return out;
}

Reading with_zeros_note(Reading reading, bool was) {
  if (was && !reading.problem) reading.notes.push_back({"map.zeros_restored", {}});
  return reading;
}

Reading read_phone(const std::string& text) {
  bool was = false;
  norm::Phone p = norm::phone(restored("phone", text, was));
  return with_zeros_note(outcome(p, {p.national.empty() ? p.e164 : p.national}), was);
}

Reading read_corporate_number(const std::string& text) {
  bool was = false;
  norm::Word w = norm::corporate_number(restored("corporate_number", text, was));
  return with_zeros_note(outcome(w, {w.word}), was);
}

// A date-time with an offset is the day it was in `zone`.
Reading read_date(const Text& text, const std::string& zone, const std::string& latest) {
  std::optional<Time> time = text.time;
  norm::DateTime read;
  if (!time && text.text.find(':') != std::string::npos) {
    read = norm::datetime(text.text);
    const bool offset = read.time.size() > 19 && read.time.find_first_of("+-", 19) != std::string::npos;
    if (!read.problem && offset) time = parse_time(read.time, zone);
  }
  if (time) return outcome(read, {format_local(*time, zone).substr(0, 10)});
  norm::Date d = norm::date(text.text, latest);
  return outcome(d, {d.date});
}

Reading read_epoch(const Text& text) {
  std::string digits = folded(text.text);
  int64_t v = 0;
  auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), v);
  bool fraction = end != digits.data() + digits.size() && *end == '.';
  if (fault != std::errc() || (end != digits.data() + digits.size() && !fraction) || v < 0 ||
      v > 99'999'999'999'999)
    return outcome({{}, Message{"map.bad_epoch", {}}}, {});
  if (v > 99'999'999'999) v /= 1000;
  return outcome({}, {format_utc(Time(std::chrono::seconds(v)))});
}

Reading read_money(const std::string& text) {
  norm::Money m = norm::money(text);
  Reading out = outcome(m, {m.amount});
  out.currency = m.currency;
  return out;
}

Reading of_word(const norm::Word& w) {
  return outcome(w, {w.word});
}

Reading of_company(const norm::Company& c) {
  return outcome(c, {norm::shown(c)});
}

Reading read_instant(const Text& text, const std::string& zone) {
  Reading out;
  if (auto time = read_time(text, zone, out)) out.parts = {format_utc(*time)};
  return out;
}

}  // namespace

bool Reading::empty() const {
  return std::all_of(parts.begin(), parts.end(), [](const std::string& p) { return p.empty(); });
}

std::optional<Reader> find_reader(std::string_view name) {
  auto at = std::find_if(readers.begin(), readers.end(), [&](const auto& r) { return r.first == name; });
  if (at == readers.end()) return {};
  return at->second;
}

std::vector<std::string> reader_names() {
  std::vector<std::string> out;
  for (const auto& [name, reader] : readers) out.emplace_back(name);
  return out;
}

Reader reader_of(FieldType type) {
  return Reader(type);
}
static_assert(int(Reader::person_name) == int(FieldType::person_name) &&
              int(Reader::url) == int(FieldType::url) && int(Reader::handle) == int(FieldType::handle));

std::string_view type_word(FieldType type) {
  static constexpr std::string_view words[] = {
      "person_name", "kana_name", "company", "text", "address",          "phone", "email", "date",
      "sex",         "number",    "yes_no",  "url",  "corporate_number", "handle"};
  return words[size_t(type)];
}

Reading read(Reader reader, const Text& text, const std::string& zone, const std::string& latest) {
  const std::string& t = text.text;
  switch (reader) {
    case Reader::person_name:
      return of_person(norm::person(t));
    case Reader::kana_name:
      return of_kana(norm::kana(t));
    case Reader::company:
      return of_company(norm::company(t));
    case Reader::text:
      return of_word(norm::text(t));
    case Reader::address:
      return of_address(norm::address(t));
    case Reader::phone:
      return read_phone(t);
    case Reader::email: {
      norm::Email e = norm::email(t);
      return outcome(e, {e.email});
    }
    case Reader::date:
      return read_date(text, zone, latest);
    case Reader::sex:
      return of_word(norm::sex(t));
    case Reader::number:
      return of_word(norm::number(t));
    case Reader::yes_no:
      return of_word(norm::yes_no(t));
    case Reader::url:
      return of_word(norm::url(t));
    case Reader::corporate_number:
      return read_corporate_number(t);
    case Reader::handle:
      return of_word(norm::handle(t));
    case Reader::money:
      return read_money(t);
    case Reader::time:
      return read_instant(text, zone);
    case Reader::epoch:
      return read_epoch(text);
  }
  return {};
}

Reading read_name(bool kana, const std::string& family, const std::string& given, const std::string& full) {
  if (norm::says_none(family) && norm::says_none(given)) return kana ? of_kana(norm::kana(full)) : of_person(norm::person(full));
  return kana ? of_kana(norm::kana(family, given)) : of_person(norm::person(family, given));
}

Reading read_address(const std::vector<std::string>& columns) {
  const norm::Address a = norm::address(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]);
  return with_zeros_note(of_address(a), a.zeros_restored);
}

std::optional<Time> read_time(const Text& text, const std::string& zone, Reading& out) {
  if (text.time) return text.time;
  norm::DateTime read = norm::datetime(text.text);
  std::string iso = read.time;
  norm::Outcome said = read;
  if (read.problem) {
    norm::Date day = norm::date(text.text);
    if (!day.problem) iso = day.date, said = day;
  }
  if (said.note) out.notes.push_back(*said.note);
  out.problem = said.problem;
  if (out.problem) return {};
  std::optional<Time> time = parse_time(iso, zone);
  if (!time) out.problem = Message{"map.bad_time", {}};
  return time;
}

std::string tidy_lines(const std::string& text, bool prose) {
  std::string out;
  for (size_t at = 0; at <= text.size();) {
    size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = std::string_view(text).substr(at, end - at);
    out += text::squeeze_spaces(prose ? std::string(line) : text::nfkc(line));
    out += '\n';
    at = end + 1;
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out.substr(std::min(out.find_first_not_of('\n'), out.size()));
}

}  // namespace musubi::map
