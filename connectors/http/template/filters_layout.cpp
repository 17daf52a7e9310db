// Filters that lay texts out for people.
#include <unicode/utf8.h>

#include <array>
#include <charconv>

#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/methods_text.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kWidth = 80;  // of what pprint writes on one line

Value centered(const Value& input, const Arguments& given) {
  std::vector<Value> width;
  width.emplace_back(Json(given.integer(0, "width", 80)));
  return text_method(Value(Json(soft_text(input))), "center", Arguments("center", std::move(width), {}));
}

/// Every line but the first (and that too, if asked) behind blanks; empty lines only if asked.
Value indented(const Value& input, const Arguments& given) {
  if (input.is_undefined()) undefined_trouble(input.undefined_name());
  if (!input.is_text()) type_trouble("indent takes a text, not " + type_name(input));
  const Value* width = given.find(0, "width");
  const std::string before = width && width->is_text() ? width->text() : std::string(static_cast<size_t>(std::clamp<int64_t>(given.integer(0, "width", 4), 0, 1000)), ' ');
  const bool first = given.truth(1, "first", false), blank = given.truth(2, "blank", false);
  const std::string& s = input.text();
  std::string out = first ? before : "";
  for (size_t at = 0;;) {
    const size_t end = std::min(s.find_first_of("\r\n", at), s.size());
    out.append(s, at, end - at);
    heed_length(out.size());
    if (end == s.size()) return Value(Json(std::move(out)));
    at = end + (s.compare(end, 2, "\r\n") == 0 ? 2 : 1);
    out += '\n';
    const bool empty = at == s.size() || s[at] == '\r' || s[at] == '\n';
    if (blank || !empty) out += before;
  }
}

void append_point(std::string& out, uint32_t point) {
  char bytes[U8_MAX_LENGTH];
  int32_t size = 0;
  U8_APPEND_UNSAFE(bytes, size, point);
  out.append(bytes, static_cast<size_t>(size));
}

/// The character that an entity of HTML names; nullopt for one that is not known.
std::optional<uint32_t> entity_point(std::string_view name) {
  struct Entity {
    std::string_view name;
    uint32_t point;
  };
  static constexpr std::array<Entity, 24> known = {
      {{"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}, {"yen", 0xA5}, {"copy", 0xA9},
       {"reg", 0xAE}, {"trade", 0x2122}, {"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014}, {"lsquo", 0x2018}, {"rsquo", 0x2019},
       {"ldquo", 0x201C}, {"rdquo", 0x201D}, {"middot", 0xB7}, {"times", 0xD7}, {"deg", 0xB0}, {"laquo", 0xAB}, {"raquo", 0xBB},
       {"bull", 0x2022}, {"euro", 0x20AC}}};
  if (name.starts_with('#')) {
    const bool hex = name.size() > 1 && (name[1] | 32) == 'x';
    std::string_view digits = name.substr(hex ? 2 : 1);
    uint32_t point = 0;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), point, hex ? 16 : 10);
    const bool good = error == std::errc() && !digits.empty() && end == digits.data() + digits.size();
    const bool scalar = point > 0 && point < 0x110000 && (point < 0xD800 || point > 0xDFFF);
    return good ? std::optional(scalar ? point : 0xFFFD) : std::nullopt;
  }
  for (const Entity& one : known)
    if (one.name == name) return one.point;
  return std::nullopt;
}

/// Where the entity at `at` ends; npos if none that is known can stand there.
size_t end_of_entity(const std::string& s, size_t at) {
  constexpr size_t longest = 32;
  const size_t end = s[at] == '&' ? std::string_view(s).substr(at, longest).find(';') : s.npos;
  return end == s.npos ? s.npos : at + end;
}

std::string without_entities(const std::string& s) {
  std::string out;
  for (size_t at = 0; at < s.size();) {
    const size_t end = end_of_entity(s, at);
    const auto point = end == s.npos ? std::nullopt : entity_point(std::string_view(s).substr(at + 1, end - at - 1));
    if (point)
      append_point(out, *point);
    else
      out += s[at];
    at = point ? end + 1 : at + 1;
  }
  return out;
}

void cut_out(std::string& s, std::string_view open, std::string_view close) {
  std::string out;
  size_t at = 0;
  for (;;) {
    const size_t begin = s.find(open, at), end = begin == s.npos ? s.npos : s.find(close, begin);
    if (end == s.npos) break;
    out.append(s, at, begin - at);
    at = end + close.size();
  }
  s = out.append(s, at);
}

/// Without comments and tags, runs of white space as one blank, entities as what they stand for.
Value without_tags(const Value& input, const Arguments&) {
  std::string s = soft_text(input), out;
  cut_out(s, "<!--", "-->");
  cut_out(s, "<", ">");
  const Value words = text_method(Value(Json(s)), "split", Arguments("split", {}, {}));
  for (const Json& word : words.json()) {
    if (!out.empty()) out += ' ';
    out += word.get_ref<const std::string&>();
  }
  return Value(Json(without_entities(out)));
}

Json with_sorted_keys(const Json& json) {
  if (!json.is_structured()) return json;
  Json out = json.is_array() ? Json::array() : Json::object();
  if (json.is_array()) {
    for (const Json& one : json) out.push_back(with_sorted_keys(one));
    return out;
  }
  std::map<std::string, const Json*> members;
  for (const auto& [key, value] : json.items()) members.emplace(key, &value);
  for (const auto& [key, value] : members) out[key] = with_sorted_keys(*value);
  return out;
}

Value printed(const Value& input, const Arguments&) {
  if (!input.is_json()) trouble("pprint of " + type_name(input) + " is not supported");
  std::string out;
  append_repr(out, with_sorted_keys(input.json()));
  if (out.size() > kWidth) trouble("pprint of more than a line is not supported");
  return Value(Json(std::move(out)));
}

}  // namespace

const Filters& layout_filters() {
  static const Filters all = {{"center", centered}, {"indent", indented}, {"striptags", without_tags}, {"pprint", printed}};
  return all;
}

}  // namespace musubi::http
