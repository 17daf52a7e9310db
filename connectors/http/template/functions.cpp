// The functions of the format: now_utc(), format_datetime(), max() …
#include <date/tz.h>
#include <openssl/rand.h>

#include <chrono>
#include <cmath>
#include <map>

#include "connectors/http/template/builtins.hpp"
#include "connectors/http/template/case_mapping.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/methods_changing.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

Value date_of(Moment moment) {
  int64_t days = moment.micros / kDay - (moment.micros % kDay < 0 ? 1 : 0);
  return Value(Moment{days * kDay, std::nullopt, true});
}

Value now_utc(const Arguments&, const Clock& clock) {
  return Value(utc_moment(clock()));
}
Value today_utc(const Arguments&, const Clock& clock) {
  return date_of(utc_moment(clock()));
}
Value today_with_timezone(const Arguments& given, const Clock& clock) {
  std::string name = given.text(0, "timezone");
  try {
    auto zone = date::locate_zone(name);
    int64_t now = clock();
    auto info = zone->get_info(std::chrono::sys_seconds(std::chrono::seconds(now / kSecond)));
    return date_of(Moment{now + info.offset.count() * kSecond, std::nullopt, false});
  } catch (const std::runtime_error&) {
    trouble("there is no time zone '" + name + "'");
  }
}

Moment moment_from_text(const std::string& text) {
  auto out = parse_iso_time(text);
  if (!out) trouble("the time cannot be read as ISO 8601");
  return as_utc(*out);
}

Value timestamp(const Arguments& given, const Clock&) {
  const Value& of = given.need(0, "dt");
  if (of.is_int()) return Value(Json(integer_of(of)));
  if (of.is_float()) return Value(Json(static_cast<int64_t>(double_of(of))));
  if (of.is_undefined()) undefined_trouble(of.undefined_name());
  if (!of.is_text()) type_trouble("timestamp() takes a number or a text, not " + type_name(of));
  return Value(Json(static_cast<double>(moment_from_text(of.text()).micros) / 1e6));
}

Value str_to_datetime(const Arguments& given, const Clock&) {
  return Value(moment_from_text(given.text(0, "s")));
}

Value extreme(const Arguments& given, int sign) {
  std::vector<Value> all = given.placed();
  if (all.empty()) type_trouble(given.of() + " expected at least 1 argument, got 0");
  if (all.size() == 1) {
    if (all[0].is_undefined()) trouble(given.of() + "() arg is an empty sequence");
    all = elements(all[0]);
  }
  if (all.empty()) trouble(given.of() + "() arg is an empty sequence");
  Value best = all[0];
  for (size_t i = 1; i < all.size(); ++i)
    if (order(all[i], best) == sign) best = all[i];
  return best;
}

Value day_delta(const Arguments& given, const Clock& clock) {
  const Value& days = given.need(0, "num_days");
  if (!days.is_number()) type_trouble("unsupported type for timedelta days component: " + type_name(days));
  double micros = double_of(days) * static_cast<double>(kDay);
  if (std::fabs(micros) > 8e18) trouble("date value out of range");
  Moment moment = shifted(utc_moment(clock()), Span{static_cast<int64_t>(std::llround(micros)), 0}, 1);
  return Value(Json(format_time(moment, given.text(1, "format", "%Y-%m-%dT%H:%M:%S.%f%z"))));
}

Value duration(const Arguments& given, const Clock&) {
  auto out = parse_duration(given.text(0, "datestring"));
  if (!out) trouble("Unable to parse duration string");
  return Value(*out);
}

Value format_datetime(const Arguments& given, const Clock&) {
  const Value& of = given.need(0, "dt");
  std::string format = given.text(1, "format"), input = given.text(2, "input_format", "");
  if (of.is_undefined()) undefined_trouble(of.undefined_name());
  if (of.is_moment() && !of.moment().date_only) return Value(Json(format_time(of.moment(), format)));
  std::optional<Moment> moment;
  if (of.is_int()) {
    moment = parse_source_time(text_of(of.is_bool() ? Value(Json(integer_of(of))) : of),
                               input.empty() ? "%s" : input);
  } else if (!of.is_text()) {
    type_trouble("format_datetime() takes a text, a number or a time, not " + type_name(of));
  } else {
    moment = input.empty() ? parse_iso_time(of.text()) : parse_time(of.text(), input);
    if (moment && input.empty()) moment = as_utc(*moment);
  }
  if (!moment) trouble("the time does not fit the format '" + (input.empty() ? "ISO 8601" : input) + "'");
  if (!moment->offset) moment->offset = 0;
  return Value(Json(format_source_time(*moment, format)));
}

Value sanitize_url(const Arguments& given, const Clock&) {
  return Value(Json(percent_encoded(given.text(0, "value"), "", true)));
}

Value camel_case_to_snake_case(const Arguments& given, const Clock&) {
  std::string text = given.text(0, "value"), out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (i && text[i] >= 'A' && text[i] <= 'Z') out += '_';
    out += text[i];
  }
  return Value(Json(lower_case(out)));
}

Value generate_uuid(const Arguments&, const Clock&) {
  unsigned char bytes[16];
  if (RAND_bytes(bytes, sizeof bytes) != 1) trouble("no random numbers are to be had");
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3F) | 0x80);
  std::string hex = hex_of({reinterpret_cast<const char*>(bytes), sizeof bytes});
  for (size_t at : {size_t{8}, size_t{13}, size_t{18}, size_t{23}}) hex.insert(at, "-");
  return Value(Json(hex));
}

/// dict() and namespace(): what a dict or pairs hold, then what is named.
Json members_of(const Arguments& given) {
  Json out = Json::object();
  change(out, "update", given);
  return out;
}
Value make_namespace(const Arguments& given, const Clock&) {
  auto out = std::make_shared<Bindings>();
  const Json placed = members_of(Arguments(given.of(), given.placed(), {}));
  for (const auto& [name, value] : placed.items()) out->set(name, Value(value));
  for (const auto& [name, value] : given.named()) {
    if (value.is_bindings()) trouble("a namespace inside of a namespace is not supported");
    out->set(name, value);
  }
  return Value(std::move(out));
}

using Function = Value (*)(const Arguments&, const Clock&);

const std::map<std::string_view, Function>& functions() {
  static const std::map<std::string_view, Function> all = {
      {"now_utc", now_utc},
      {"today_utc", today_utc},
      {"today_with_timezone", today_with_timezone},
      {"timestamp", timestamp},
      {"str_to_datetime", str_to_datetime},
      {"max", [](const Arguments& given, const Clock&) { return extreme(given, 1); }},
      {"min", [](const Arguments& given, const Clock&) { return extreme(given, -1); }},
      {"day_delta", day_delta},
      {"duration", duration},
      {"format_datetime", format_datetime},
      {"sanitize_url", sanitize_url},
      {"camel_case_to_snake_case", camel_case_to_snake_case},
      {"generate_uuid", generate_uuid},
      {"dict", [](const Arguments& given, const Clock&) { return Value(members_of(given)); }},
      {"namespace", make_namespace},
  };
  return all;
}

}  // namespace

bool has_function(std::string_view name) {
  return functions().contains(name);
}

Value call_function(const std::string& name, const Arguments& arguments, const Clock& clock) {
  auto at = functions().find(name);
  if (at == functions().end()) undefined_trouble(name);
  return at->second(Arguments(name, arguments.placed(), arguments.named()), clock);
}

}  // namespace musubi::http
