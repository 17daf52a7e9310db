// Parts of values: items, attributes, slices, and what a loop walks.
#include <algorithm>

#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

/// Where each code point of `s` begins, and its end.
std::vector<size_t> point_starts(std::string_view s) {
  std::vector<size_t> out;
  for (size_t i = 0; i < s.size(); ++i)
    if ((static_cast<unsigned char>(s[i]) & 0xC0) != 0x80) out.push_back(i);
  out.push_back(s.size());
  return out;
}

Value list_item(const Value& value, int64_t index) {
  auto size = static_cast<int64_t>(value.json().size());
  if (index < 0) index += size;
  if (index < 0 || index >= size)
    return Value::undefined("list object has no element " + std::to_string(index));
  return value.part(value.json()[static_cast<size_t>(index)]);
}

Value text_item(const Value& value, int64_t index) {
  std::vector<size_t> starts = point_starts(value.text());
  auto size = static_cast<int64_t>(starts.size()) - 1;
  if (index < 0) index += size;
  if (index < 0 || index >= size)
    return Value::undefined("str object has no element " + std::to_string(index));
  auto i = static_cast<size_t>(index);
  return Value(Json(value.text().substr(starts[i], starts[i + 1] - starts[i])));
}

Value member(const Value& value, const std::string& name) {
  auto at = value.json().find(name);
  if (at == value.json().end()) return Value::undefined(name);
  return value.part(*at);
}

Value moment_attribute(const Moment& moment, const std::string& name) {
  int64_t days = moment.micros / kDay, rest = moment.micros % kDay;
  if (rest < 0) rest += kDay, --days;
  CalendarDay day = calendar_day(days);
  if (name == "year") return Value(Json(day.year));
  if (name == "month") return Value(Json(day.month));
  if (name == "day") return Value(Json(day.day));
  if (moment.date_only) return Value::undefined(name);
  if (name == "hour") return Value(Json(rest / (3600 * kSecond)));
  if (name == "minute") return Value(Json(rest / (60 * kSecond) % 60));
  if (name == "second") return Value(Json(rest / kSecond % 60));
  if (name == "microsecond") return Value(Json(rest % kSecond));
  return Value::undefined(name);
}

Value span_attribute(const Span& span, const std::string& name) {
  int64_t days = span.micros / kDay, rest = span.micros % kDay;
  if (rest < 0) rest += kDay, --days;
  if (name == "days") return Value(Json(days));
  if (name == "seconds") return Value(Json(rest / kSecond));
  if (name == "microseconds") return Value(Json(rest % kSecond));
  if (name == "months") return Value(Json(span.months));
  return Value::undefined(name);
}

/// What stands behind a name of namedtuple: the pairs that groupby gives.
Value group_attribute(const Value& list, const std::string& name) {
  const Json& pair = list.json();
  const bool group = pair.size() == 2 && pair[1].is_array();
  if (group && name == "grouper") return list.part(pair[0]);
  if (group && name == "list") return list.part(pair[1]);
  return Value::undefined("list object has no attribute " + name);
}

/// Start, stop and step of a slice over `size` elements, as Python's slice.indices.
struct Range {
  int64_t from, to, step;
};
Range range_of(int64_t size, const Value* from, const Value* to, const Value* step) {
  auto given = [](const Value* v) { return v && !v->is_none(); };
  Range out{0, size, given(step) ? integer_of(*step) : 1};
  if (out.step == 0) trouble("slice step cannot be zero");
  bool back = out.step < 0;
  auto placed = [&](const Value* v, int64_t otherwise) {
    if (!given(v)) return otherwise;
    int64_t index = integer_of(*v);
    if (index < 0) index += size;
    return std::clamp<int64_t>(index, back ? -1 : 0, back ? size - 1 : size);
  };
  out.from = placed(from, back ? size - 1 : 0);
  out.to = placed(to, back ? -1 : size);
  return out;
}

template <class Take>
void walk(const Range& range, Take take) {
  for (int64_t i = range.from; range.step > 0 ? i < range.to : i > range.to; i += range.step) {
    take(static_cast<size_t>(i));
    if (range.step > INT32_MAX || range.step < INT32_MIN) return;  // one step leaves any sequence
  }
}

}  // namespace

Value item(const Value& value, const Value& index) {
  if (value.is_undefined()) undefined_trouble(value.undefined_name());
  if (value.is_dict() && index.is_text()) return member(value, index.text());
  if (value.is_list() && index.is_int()) return list_item(value, integer_of(index));
  if (value.is_text() && index.is_int()) return text_item(value, integer_of(index));
  if (index.is_text()) return attribute(value, index.text());
  return Value::undefined(type_name(value) + " object has no element " + text_of(index));
}

Value attribute(const Value& value, const std::string& name) {
  if (value.is_undefined()) undefined_trouble(value.undefined_name());
  if (value.is_list()) return group_attribute(value, name);
  if (value.is_bindings()) {
    const Value* found = value.bindings().find(name);
    return found ? *found : Value::undefined(name);
  }
  if (value.is_moment()) return moment_attribute(value.moment(), name);
  if (value.is_span()) return span_attribute(value.span(), name);
  if (value.is_dict()) return member(value, name);
  return Value::undefined(type_name(value) + " object has no attribute " + name);
}

Value slice(const Value& value, const Value* from, const Value* to, const Value* step) {
  if (value.is_undefined()) undefined_trouble(value.undefined_name());
  if (value.is_list()) {
    Json out = Json::array();
    walk(range_of(static_cast<int64_t>(value.json().size()), from, to, step),
         [&](size_t i) { out.push_back(value.json()[i]); });
    return Value(std::move(out));
  }
  if (!value.is_text()) return Value::undefined(type_name(value) + " object has no slices");
  std::vector<size_t> starts = point_starts(value.text());
  std::string out;
  walk(range_of(static_cast<int64_t>(starts.size()) - 1, from, to, step),
       [&](size_t i) { out += value.text().substr(starts[i], starts[i + 1] - starts[i]); });
  return Value(Json(std::move(out)));
}

std::vector<Value> elements(const Value& value) {
  std::vector<Value> out;
  if (value.is_undefined()) return out;
  if (value.is_list()) {
    for (const Json& one : value.json()) out.push_back(value.part(one));
  } else if (value.is_dict()) {
    for (const auto& [key, one] : value.json().items()) out.emplace_back(Json(key));
  } else if (value.is_text()) {
    std::vector<size_t> starts = point_starts(value.text());
    if (starts.size() > kMostCharacters) trouble("a text of so many characters is no list");
    for (size_t i = 0; i + 1 < starts.size(); ++i)
      out.emplace_back(Json(value.text().substr(starts[i], starts[i + 1] - starts[i])));
  } else {
    type_trouble("'" + type_name(value) + "' object is not iterable");
  }
  return out;
}

}  // namespace musubi::http
