// Methods of values: what Python's types offer, as far as templates use it.
#include <map>

#include "connectors/http/template/builtins.hpp"
#include "connectors/http/template/methods_text.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

[[noreturn]] void no_method(const Value& of, const std::string& name) {
  undefined_trouble(type_name(of) + " object has no attribute '" + name + "'");
}

Value dict_method(const Value& of, const std::string& name, const Arguments& given) {
  const Json& dict = of.json();
  if (name == "get") {
    const Value& key = given.need(0, "key");
    if (key.is_text())
      if (auto at = dict.find(key.text()); at != dict.end()) return of.part(*at);
    const Value* fallback = given.find(1, "default");
    return fallback ? *fallback : Value(Json(nullptr));
  }
  Json out = Json::array();
  if (name == "keys")
    for (const auto& [key, value] : dict.items()) out.push_back(key);
  else if (name == "values")
    for (const auto& [key, value] : dict.items()) out.push_back(value);
  else if (name == "items")
    for (const auto& [key, value] : dict.items()) out.push_back(Json::array({key, value}));
  else if (name == "copy")
    return Value(dict);
  else
    no_method(of, name);
  return Value(std::move(out));
}

Value list_method(const Value& of, const std::string& name, const Arguments& given) {
  if (name == "copy") return Value(of.json());
  if (name != "index" && name != "count") no_method(of, name);
  const Value& wanted = given.need(0, "value");
  int64_t count = 0, at = 0;
  for (const Json& one : of.json()) {
    if (wanted.is_json() && equal(one, wanted.json())) {
      if (name == "index") return Value(Json(at));
      ++count;
    }
    ++at;
  }
  if (name == "index") trouble("the value is not in the list");
  return Value(Json(count));
}

int64_t weekday(const Moment& moment) {
  int64_t days = moment.micros / kDay - (moment.micros % kDay < 0 ? 1 : 0);
  return ((days + 3) % 7 + 7) % 7;
}

Moment replaced(const Moment& moment, const Arguments& given) {
  int64_t days = moment.micros / kDay, rest = moment.micros % kDay;
  if (rest < 0) rest += kDay, --days;
  CalendarDay day = calendar_day(days);
  day.year = given.integer(0, "year", day.year);
  day.month = static_cast<int>(given.integer(1, "month", day.month));
  day.day = static_cast<int>(given.integer(2, "day", day.day));
  if (day.year < 1 || day.year > 9999 || day.month < 1 || day.month > 12)
    trouble("a part of the date is out of range");
  if (day.day < 1 || day.day > days_in_month(day.year, day.month)) trouble("day is out of range for month");
  int64_t hour = given.integer(3, "hour", rest / (3600 * kSecond)),
          minute = given.integer(4, "minute", rest / (60 * kSecond) % 60);
  int64_t second = given.integer(5, "second", rest / kSecond % 60),
          micro = given.integer(6, "microsecond", rest % kSecond);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || micro < 0 ||
      micro > 999999)
    trouble("a part of the time is out of range");
  Moment out = moment;
  out.micros = days_since_1970(day) * kDay + (hour * 3600 + minute * 60 + second) * kSecond + micro;
  if (const Value* zone = given.find(7, "tzinfo"); zone && zone->is_none()) out.offset.reset();
  return out;
}

Value moment_method(const Value& of, const std::string& name, const Arguments& given) {
  const Moment& moment = of.moment();
  if (name == "strftime") return Value(Json(format_time(moment, given.text(0, "format"))));
  if (name == "isoformat") {
    if (moment.date_only && given.size() + given.named().size()) type_trouble("date.isoformat() takes no arguments");
    const std::string between = given.text(0, "sep", "T");
    if (elements(Value(Json(between))).size() != 1) type_trouble("isoformat() argument 1 must be a unicode character");
    return Value(Json(moment_iso(moment, between, given.text(1, "timespec", "auto"))));
  }
  if (name == "weekday") return Value(Json(weekday(moment)));
  if (name == "isoweekday") return Value(Json(weekday(moment) + 1));
  if (name == "replace") return Value(replaced(moment, given));
  if (moment.date_only) no_method(of, name);
  if (name == "timestamp") return Value(Json(static_cast<double>(moment.utc()) / 1e6));
  if (name == "date") {
    int64_t days = moment.micros / kDay - (moment.micros % kDay < 0 ? 1 : 0);
    return Value(Moment{days * kDay, std::nullopt, true});
  }
  if (name == "utcnow" || name == "now") no_method(of, name);
  no_method(of, name);
}

Value number_method(const Value& of, const std::string& name) {
  if (name == "is_integer")
    return Value(
        Json(of.is_int() || double_of(of) == static_cast<double>(static_cast<int64_t>(double_of(of)))));
  no_method(of, name);
}

}  // namespace

Value call_method(const Value& of, const std::string& name, const Arguments& arguments) {
  Arguments given(name, arguments.placed(), arguments.named());
  if (of.is_dict()) return dict_method(of, name, given);
  if (of.is_text()) return text_method(of, name, given);
  if (of.is_list()) return list_method(of, name, given);
  if (of.is_moment()) return moment_method(of, name, given);
  if (of.is_span() && name == "total_seconds")
    return Value(Json(static_cast<double>(of.span().micros) / 1e6));
  if (of.is_json() && of.is_number()) return number_method(of, name);
  no_method(of, name);
}

}  // namespace musubi::http
