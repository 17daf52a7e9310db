#include <algorithm>
#include <array>

#include "connectors/http/manifest/part.hpp"
#include "connectors/http/manifest/yaml.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

/// One that depends on the settings is judged with them.
void judge_time(const Part& part, const std::string& member, const std::optional<Interpolated>& time, const std::string& format) {
  if (!time || !time->is_plain() || format.empty() || parse_source_time(time->source(), format)) return;
  part.lacks_at(member, "no_such_time", {{"value", time->source()}, {"format", format}});
}

BoundedTime compile_time(const Part& in, const std::string& name, const std::string& format) {
  BoundedTime out;
  Part part = in.child(name);
  out.path = part.path();
  if (!part.node().is_object()) {
    out.time = in.text(name, "", Takes::numbers);
    if (in.has(name)) judge_time(in, name, out.time, format);
    return out;
  }
  out.time = part.need_text("datetime", Takes::numbers);
  out.format = part.plain("datetime_format");
  out.least = part.maybe_text("min_datetime", Takes::numbers);
  out.most = part.maybe_text("max_datetime", Takes::numbers);
  const std::string& own = out.format.empty() ? format : out.format;
  if (part.has("datetime")) judge_time(part, "datetime", out.time, own);
  judge_time(part, "min_datetime", out.least, own);
  judge_time(part, "max_datetime", out.most, own);
  return out;
}

std::optional<Span> compile_span(const Part& part, const std::string& name) {
  if (!part.has(name)) return std::nullopt;
  auto out = parse_duration(part.plain(name));
  if (!out) part.lacks_at(name, "bad_duration_named", {{"value", part.plain(name)}});
  return out;
}

/// A step that depends on the settings is judged with them.
void judge_step(const Part& part) {
  if (part.plain("step").find('{') != std::string::npos) return;
  const auto step = compile_span(part, "step");
  if (step && step->micros <= 0 && step->months <= 0) part.lacks_at("step", "no_way_on", {{"value", part.plain("step")}});
}

void compile_clamping(const Part& part, DatetimeCursor& out) {
  using Clamping = DatetimeCursor::Clamping;
  const std::string target = part.plain("target");
  out.clamping = target == "DAY" ? Clamping::day : target == "WEEK" ? Clamping::week : target == "MONTH" ? Clamping::month : Clamping::none;
  if (out.clamping == Clamping::none) return part.lacks_at("target", "no_clamping", {{"value", target}});
  if (out.clamping != Clamping::week) return;
  constexpr std::array days = {"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"};
  const std::string day = part.child("target_details").plain("weekday");
  const auto* at = std::ranges::find(days, day);
  if (at == days.end()) return part.lacks_at("target_details.weekday", "no_weekday", {{"value", day}});
  out.weekday = static_cast<int>(at - days.begin());
}

/// A number that only grows.
DatetimeCursor compile_count(const Part& part) {
  DatetimeCursor out;
  out.path = part.path();
  out.counts = true;
  out.field = part.need_text("cursor_field");
  out.start.time = part.text("start_value", "0", Takes::numbers);
  if (out.start.time.is_plain() && !yaml_scalar(out.start.time.source()).is_number_integer()) part.lacks_at("start_value", "no_whole");
  out.start_option = part.option("start_value_option");
  out.start_name = "start";
  out.end_name = "end";
  return out;
}

}  // namespace

std::optional<DatetimeCursor> compile_cursor(const Part& part) {
  if (part.is_null()) return std::nullopt;
  if (part.type() == "IncrementingCountCursor") return compile_count(part);
  if (part.type() != "DatetimeBasedCursor") {
    part.unknown();
    return std::nullopt;
  }
  DatetimeCursor out;
  out.path = part.path();
  out.field = part.need_text("cursor_field");
  out.format = part.plain("datetime_format");
  if (out.format.empty()) part.lacks_at("datetime_format", "missing");
  out.formats = part.plains("cursor_datetime_formats");
  if (out.formats.empty()) out.formats = {out.format};
  if (!part.has("start_datetime")) part.lacks_at("start_datetime", "missing");
  out.start = compile_time(part, "start_datetime", out.format);
  if (part.has("end_datetime")) out.end = compile_time(part, "end_datetime", out.format);
  out.step = part.maybe_text("step");
  judge_step(part);
  out.granularity = compile_span(part, "cursor_granularity");
  if (out.step && !part.has("cursor_granularity")) part.lacks_at("cursor_granularity", "needed_by", {{"what", "step"}});
  out.lookback = part.maybe_text("lookback_window");
  out.start_option = part.option("start_time_option");
  out.end_option = part.option("end_time_option");
  out.start_name = part.plain("partition_field_start", "start_time");
  out.end_name = part.plain("partition_field_end", "end_time");
  out.is_data_feed = part.flag("is_data_feed");
  out.client_side = part.flag("is_client_side_incremental");
  out.global = part.flag("global_substream_cursor");
  out.strictly = part.flag("is_compare_strictly");
  if (part.has("clamping")) compile_clamping(part.child("clamping"), out);
  return out;
}

}  // namespace musubi::http
