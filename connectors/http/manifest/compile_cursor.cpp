#include "connectors/http/manifest/part.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

BoundedTime compile_time(const Part& in, const std::string& name) {
  BoundedTime out;
  Part part = in.child(name);
  if (!part.node().is_object()) {
    out.time = in.text(name);
    return out;
  }
  out.time = part.need_text("datetime");
  out.format = part.plain("datetime_format");
  out.least = part.maybe_text("min_datetime");
  out.most = part.maybe_text("max_datetime");
  return out;
}

std::optional<Span> compile_span(const Part& part, const std::string& name) {
  if (!part.has(name)) return std::nullopt;
  auto out = parse_duration(part.plain(name));
  if (!out || (out->micros <= 0 && out->months <= 0))
    part.lacks_at(name, part.plain(name) + " is no ISO 8601 duration");
  return out;
}

}  // namespace

std::optional<DatetimeCursor> compile_cursor(const Part& part) {
  if (part.is_null()) return std::nullopt;
  if (part.type() != "DatetimeBasedCursor") {
    part.unknown();
    return std::nullopt;
  }
  DatetimeCursor out;
  out.field = part.need_text("cursor_field");
  out.format = part.plain("datetime_format");
  if (out.format.empty()) part.lacks_at("datetime_format", "it is missing");
  out.formats = part.plains("cursor_datetime_formats");
  if (out.formats.empty()) out.formats = {out.format};
  if (!part.has("start_datetime")) part.lacks_at("start_datetime", "it is missing");
  out.start = compile_time(part, "start_datetime");
  if (part.has("end_datetime")) out.end = compile_time(part, "end_datetime");
  out.step = part.maybe_text("step");
  if (part.plain("step").find('{') == std::string::npos) compile_span(part, "step");  // the rest is known with the settings
  out.granularity = compile_span(part, "cursor_granularity");
  if (out.step && !out.granularity) part.lacks_at("cursor_granularity", "step needs it");
  out.lookback = part.maybe_text("lookback_window");
  out.start_option = part.option("start_time_option");
  out.end_option = part.option("end_time_option");
  out.start_name = part.plain("partition_field_start", "start_time");
  out.end_name = part.plain("partition_field_end", "end_time");
  out.is_data_feed = part.flag("is_data_feed");
  out.client_side = part.flag("is_client_side_incremental");
  out.global = part.flag("global_substream_cursor");
  if (part.has("clamping")) part.lacks_at("clamping", "it is not supported");
  if (part.flag("is_compare_strictly") && !out.step)
    part.lacks_at("is_compare_strictly", "it is not supported without step");
  return out;
}

}  // namespace musubi::http
