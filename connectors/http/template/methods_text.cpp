#include "connectors/http/template/methods_text.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <map>

#include "connectors/http/template/case_mapping.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

using Method = Value (*)(const std::string&, const Arguments&);

Value text(std::string s) {
  return Value(Json(std::move(s)));
}
Value boolean(bool b) {
  return Value(Json(b));
}
Value list(const std::vector<std::string>& parts) {
  return Value(Json(parts));
}

/// Runs between white space.
std::vector<std::string> words(const std::string& s, int64_t most) {
  std::vector<std::string> out;
  std::string rest = stripped(s, nullptr, true, false);
  while (!rest.empty()) {
    if (most == 0) {
      out.push_back(stripped(rest, nullptr, false, true));
      break;
    }
    size_t end = rest.find_first_of(" \t\n\r\f\v");
    if (size_t wide = rest.find("\u3000"); wide < end) end = wide;
    out.push_back(rest.substr(0, end));
    rest = end == rest.npos ? "" : stripped(rest.substr(end), nullptr, true, false);
    if (most > 0) --most;
  }
  return out;
}

Value split(const std::string& s, const Arguments& a) {
  const Value* by = a.find(0, "sep");
  int64_t most = a.integer(1, "maxsplit", -1);
  if (!by || by->is_none()) return list(words(s, most));
  std::string between = a.text(0, "sep");
  if (between.empty()) trouble("empty separator");
  std::vector<std::string> out;
  size_t at = 0;
  for (size_t found = s.find(between); found != s.npos && most != 0; found = s.find(between, at), --most) {
    out.push_back(s.substr(at, found - at));
    at = found + between.size();
  }
  out.push_back(s.substr(at));
  return list(out);
}

/// The last `most` of them, and what stands before them.
std::vector<std::string> words_from_right(const std::string& s, size_t most) {
  std::vector<std::string> all = words(s, -1), out;
  std::string rest = stripped(s, nullptr, false, true);
  while (!all.empty() && out.size() < most) {
    rest = stripped(rest.substr(0, rest.size() - all.back().size()), nullptr, false, true);
    out.push_back(std::move(all.back()));
    all.pop_back();
  }
  if (!rest.empty()) out.push_back(rest);
  std::ranges::reverse(out);
  return out;
}

Value split_from_right(const std::string& s, const Arguments& a) {
  const Value* by = a.find(0, "sep");
  int64_t most = a.integer(1, "maxsplit", -1);
  if (!by || by->is_none()) {
    return list(most < 0 ? words(s, -1) : words_from_right(s, static_cast<size_t>(most)));
  }
  std::string between = a.text(0, "sep"), rest = s;
  if (between.empty()) trouble("empty separator");
  std::vector<std::string> out;
  for (size_t found = rest.rfind(between); found != rest.npos && most != 0;
       found = rest.rfind(between), --most) {
    out.push_back(rest.substr(found + between.size()));
    rest.resize(found);
  }
  out.push_back(rest);
  std::ranges::reverse(out);
  return list(out);
}

Value split_lines(const std::string& s, const Arguments&) {
  std::vector<std::string> out;
  for (size_t at = 0; at < s.size();) {
    size_t end = std::min(s.find_first_of("\r\n", at), s.size());
    out.push_back(s.substr(at, end - at));
    at = end + (s.substr(end).starts_with("\r\n") ? 2 : 1);
  }
  return list(out);
}

bool begins(const std::string& s, const Value& with, bool at_end) {
  if (with.is_list())
    return std::ranges::any_of(elements(with), [&](const Value& one) { return begins(s, one, at_end); });
  if (!with.is_text())
    type_trouble("startswith first arg must be str or a tuple of str, not " + type_name(with));
  return at_end ? s.ends_with(with.text()) : s.starts_with(with.text());
}

int64_t place_of(const std::string& s, size_t byte) {
  return byte == s.npos ? -1 : static_cast<int64_t>(elements(text(s.substr(0, byte))).size());
}
Value found(const std::string& s, const Arguments& a, bool from_right, bool must) {
  std::string wanted = a.text(0, "sub");
  int64_t at = place_of(s, from_right ? s.rfind(wanted) : s.find(wanted));
  if (at < 0 && must) trouble("substring not found");
  return Value(Json(at));
}

Value count(const std::string& s, const Arguments& a) {
  std::string wanted = a.text(0, "sub");
  int64_t out = 0;
  if (wanted.empty()) return Value(Json(elements(text(s)).size() + 1));
  for (size_t at = s.find(wanted); at != s.npos; at = s.find(wanted, at + wanted.size())) ++out;
  return Value(Json(out));
}

Value joined(const std::string& s, const Arguments& a) {
  std::string out;
  bool any = false;
  for (const Value& one : elements(a.need(0, "iterable"))) {
    if (!one.is_text()) type_trouble("sequence item: expected str instance, " + type_name(one) + " found");
    if (any) out += s;
    any = true;
    out += one.text();
  }
  return text(out);
}

Value padded(const std::string& s, const Arguments& a, int side) {
  int64_t width = a.integer(0, "width", 0), size = static_cast<int64_t>(elements(text(s)).size());
  std::string fill = a.text(1, "fillchar", " ");
  if (width > 100'000) trouble("a text becomes too long");
  std::string out = s;
  int64_t left = side > 0 ? width - size : side < 0 ? 0 : (width - size) / 2 + ((width - size) & width & 1);
  for (int64_t i = 0; i < width - size; ++i) i < left ? out.insert(0, fill) : out += fill;
  return text(out);
}

Value zero_filled(const std::string& s, const Arguments& a) {
  int64_t width = a.integer(0, "width", 0), size = static_cast<int64_t>(elements(text(s)).size());
  if (width > 100'000) trouble("a text becomes too long");
  size_t sign = !s.empty() && (s[0] == '-' || s[0] == '+') ? 1 : 0;
  std::string out = s;
  if (width > size) out.insert(sign, static_cast<size_t>(width - size), '0');
  return text(out);
}

template <class Holds>
Value all_points(const std::string& s, Holds holds) {
  std::vector<Value> points = elements(text(s));
  return boolean(!points.empty() && std::ranges::all_of(points, [&](const Value& p) {
    const std::string& one = p.text();
    auto lead = static_cast<unsigned char>(one[0]);
    UChar32 c = one.size() == 1 ? lead : lead & (0x7F >> one.size());
    for (size_t i = 1; i < one.size(); ++i) c = (c << 6) | (one[i] & 0x3F);
    return holds(c);
  }));
}

/// One character, its case turned round.
std::string other_case(const std::string& point) {
  return is_upper(point) ? lower_case(point) : is_lower(point) ? upper_case(point) : point;
}
Value case_swapped(const std::string& s) {
  std::string out;
  for (const Value& point : elements(text(s))) out += other_case(point.text());
  return text(out);
}

/// str.format_map(): the names of a dict.
Value formatted_by(const std::string& s, const Arguments& a) {
  const Value& names = a.need(0, "mapping");
  if (!names.is_dict()) type_trouble("format_map() takes a dict, not " + type_name(names));
  std::vector<std::pair<std::string, Value>> named;
  for (const auto& [name, value] : names.json().items()) named.emplace_back(name, names.part(value));
  return text(format_text(s, Arguments("format", {}, std::move(named))));
}

Value partitioned(const std::string& s, const Arguments& a, bool from_right) {
  std::string by = a.text(0, "sep");
  if (by.empty()) trouble("empty separator");
  size_t at = from_right ? s.rfind(by) : s.find(by);
  if (at == s.npos) return from_right ? list({"", "", s}) : list({s, "", ""});
  return list({s.substr(0, at), by, s.substr(at + by.size())});
}

const std::map<std::string_view, Method>& methods() {
  using S = const std::string&;
  using A = const Arguments&;
  static const std::map<std::string_view, Method> all = {
      {"upper", [](S s, A) { return text(upper_case(s)); }},
      {"lower", [](S s, A) { return text(lower_case(s)); }},
      {"casefold", [](S s, A) { return text(lower_case(s)); }},
      {"capitalize", [](S s, A) { return text(capitalized(s)); }},
      {"title", [](S s, A) { return text(title_case(s)); }},
      {"strip", [](S s, A a) { return text(stripped(s, a.find(0, "chars"), true, true)); }},
      {"lstrip", [](S s, A a) { return text(stripped(s, a.find(0, "chars"), true, false)); }},
      {"rstrip", [](S s, A a) { return text(stripped(s, a.find(0, "chars"), false, true)); }},
      {"split", split},
      {"rsplit", split_from_right},
      {"splitlines", split_lines},
      {"replace",
       [](S s, A a) {
         return text(replaced(s, a.text(0, "old"), a.text(1, "new"), a.integer(2, "count", -1)));
       }},
      {"startswith", [](S s, A a) { return boolean(begins(s, a.need(0, "prefix"), false)); }},
      {"endswith", [](S s, A a) { return boolean(begins(s, a.need(0, "suffix"), true)); }},
      {"find", [](S s, A a) { return found(s, a, false, false); }},
      {"rfind", [](S s, A a) { return found(s, a, true, false); }},
      {"index", [](S s, A a) { return found(s, a, false, true); }},
      {"count", count},
      {"join", joined},
      {"format", [](S s, A a) { return text(format_text(s, a)); }},
      {"format_map", formatted_by},
      {"swapcase", [](S s, A) { return case_swapped(s); }},
      {"isascii", [](S s, A) { return boolean(std::ranges::none_of(s, [](char c) { return (c & 0x80) != 0; })); }},
      {"zfill", zero_filled},
      {"rjust", [](S s, A a) { return padded(s, a, 1); }},
      {"ljust", [](S s, A a) { return padded(s, a, -1); }},
      {"center", [](S s, A a) { return padded(s, a, 0); }},
      {"partition", [](S s, A a) { return partitioned(s, a, false); }},
      {"rpartition", [](S s, A a) { return partitioned(s, a, true); }},
      {"removeprefix",
       [](S s, A a) {
         return text(s.starts_with(a.text(0, "prefix")) ? s.substr(a.text(0, "prefix").size()) : s);
       }},
      {"removesuffix",
       [](S s, A a) {
         return text(s.ends_with(a.text(0, "suffix")) ? s.substr(0, s.size() - a.text(0, "suffix").size())
                                                      : s);
       }},
      {"isdigit", [](S s, A) { return all_points(s, [](UChar32 c) { return u_isdigit(c) != 0; }); }},
      {"isdecimal", [](S s, A) { return all_points(s, [](UChar32 c) { return u_isdigit(c) != 0; }); }},
      {"isnumeric",
       [](S s, A) {
         return all_points(s, [](UChar32 c) { return u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != 0; });
       }},
      {"isalpha", [](S s, A) { return all_points(s, [](UChar32 c) { return u_isalpha(c) != 0; }); }},
      {"isalnum", [](S s, A) { return all_points(s, [](UChar32 c) { return u_isalnum(c) != 0; }); }},
      {"isspace", [](S s, A) { return all_points(s, [](UChar32 c) { return u_isUWhiteSpace(c) != 0; }); }},
      {"islower", [](S s, A) { return boolean(is_lower(s)); }},
      {"isupper", [](S s, A) { return boolean(is_upper(s)); }},
  };
  return all;
}

}  // namespace

Value text_method(const Value& of, const std::string& name, const Arguments& arguments) {
  auto at = methods().find(name);
  if (at == methods().end()) undefined_trouble("str object has no attribute '" + name + "'");
  return at->second(of.text(), arguments);
}

}  // namespace musubi::http
