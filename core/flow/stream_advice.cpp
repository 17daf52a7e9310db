#include "core/flow/stream_advice.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/nearest.hpp"
#include "core/store/stream_origin.hpp"

namespace musubi {
namespace {

Message lost_message(const StreamName& name, const std::vector<std::string>& lost, const std::vector<std::string>& now) {
  std::string fields, near;
  auto add = [](std::string& to, const std::string& one) { to += (to.empty() ? "" : ", ") + one; };
  for (const std::string& field : lost) {
    add(fields, field);
    if (const std::string one = nearest(field, now); !one.empty()) add(near, one);
  }
  return {near.empty() ? "flow.lost_fields" : "flow.lost_fields_near", {{"connection", name.connection}, {"stream", name.stream}, {"fields", fields}, {"nearest", near}}};
}

}  // namespace

std::vector<Message> heed_columns(Session& session, const Mapping& mapping, const StreamName& name, const Source::Stream& stream) {
  std::vector<Message> out;
  if (stream.fields.empty()) return out;
  std::vector<std::string> lost;
  if (!stream.sampled) {
    lost = mapping.lost_fields(seen_columns(session, name), stream.fields);
    std::vector<std::string> kept = mapping.read_fields(stream.fields);
    kept.insert(kept.end(), lost.begin(), lost.end());
    keep_seen_columns(session, name, kept);
  }
  for (const std::string& field : mapping.unfilled_fields(stream.fields)) {
    if (std::find(lost.begin(), lost.end(), field) != lost.end()) continue;
    std::string near = nearest(field, stream.fields);
    out.push_back({near.empty() ? "flow.missing_field" : "flow.missing_field_near",
                   {{"connection", name.connection}, {"stream", name.stream}, {"field", field}, {"nearest", near}}});
  }
  if (!lost.empty()) out.push_back(lost_message(name, lost, stream.fields));
  return out;
}

std::vector<Message> heed_records(const Mapping& mapping, const StreamName& name, const std::vector<std::string>& seen) {
  std::vector<Message> out;
  std::vector<std::string> unread;
  std::copy_if(seen.begin(), seen.end(), std::back_inserter(unread), [&](const std::string& field) { return !mapping.knows_field(field); });
  if (unread.empty()) return out;
  for (const std::string& field : mapping.unfilled_fields(seen))
    if (const std::string near = nearest(field, unread); !near.empty())
      out.push_back({"flow.missing_field_near", {{"connection", name.connection}, {"stream", name.stream}, {"field", field}, {"nearest", near}}});
  return out;
}

std::optional<Message> several_files(const ConnectionSettings& settings, const Source::Stream& stream) {
  auto its = settings.streams.find(stream.name);
  if (its == settings.streams.end() || !its->second.complete || stream.files < 2) return {};
  return Message{"flow.several_files", {{"connection", settings.name}, {"stream", stream.name}, {"count", std::to_string(stream.files)}}};
}

std::vector<Message> advice_on_lists(Source& source, const ConnectionSettings& settings) {
  std::vector<Message> out;
  if (std::none_of(settings.streams.begin(), settings.streams.end(), [](const auto& s) { return s.second.complete; })) return out;
  for (const Source::Stream& stream : source.streams())
    if (std::optional<Message> several = several_files(settings, stream)) out.push_back(*several);
  return out;
}

}  // namespace musubi
