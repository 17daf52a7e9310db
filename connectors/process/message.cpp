#include "connectors/process/message.hpp"

#include <algorithm>
#include <cstdlib>

#include "connectors/process/json_scan.hpp"
#include "connectors/process/log_level.hpp"
#include "core/text/json.hpp"

namespace musubi::process {
namespace {

/// Where the object is that a line begins with, npos where it begins with something else.
size_t begin_of_object(std::string_view line) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  size_t begin = line.find_first_not_of(" \t", line.starts_with(mark) ? mark.size() : 0);
  return begin != line.npos && line[begin] == '{' ? begin : line.npos;
}

Message of(Message::Kind kind, std::string_view body = {}, std::string stream = {}) {
  Message out;
  out.kind = kind;
  out.body = body;
  out.stream = std::move(stream);
  return out;
}

Message record(std::string_view body, std::string stream) {
  return of(is_object(body) ? Message::record : Message::broken, body, std::move(stream));
}

Message unsupported(std::string type) {
  Message out = of(Message::unsupported);
  out.text = std::move(type);
  return out;
}

Message read_singer(std::string_view line, const std::string& type) {
  if (type == "RECORD") return record(member(line, "record"), text_of(line, "stream"));
  if (type == "STATE") return of(Message::state, member(line, "value"));
  if (type == "SCHEMA") return of(Message::schema, member(line, "key_properties"), text_of(line, "stream"));
  if (type == "ACTIVATE_VERSION") {
    Message out = of(Message::activated, {}, text_of(line, "stream"));
    out.text = text_of(line, "version");
    return out;
  }
  if (type == "BATCH") return unsupported(type);
  return of(type.empty() ? Message::chatter : Message::other);
}

std::string described_stream(std::string_view holder) {
  std::string_view descriptor = member(holder, "stream_descriptor");
  return full_name(text_of(descriptor, "namespace"), text_of(descriptor, "name"));
}

Message read_log(std::string_view log) {
  Message out = of(Message::log);
  out.text = text_of(log, "message");
  out.level = log_level(text_of(log, "level"));
  return out;
}

/// Whether a stream waits for its source, and till when.
void read_reasons(std::string_view reasons, Message& out) {
  for (const std::string& one : elements(reasons)) {
    if (text_of(one, "type") != "RATE_LIMITED") continue;
    out.limited = true;
    const std::string reset = text_of(member(one, "rate_limited"), "quota_reset");
    out.until = std::max<int64_t>(out.until, std::strtoll(reset.c_str(), nullptr, 10));
  }
}

Message read_trace(std::string_view trace) {
  std::string_view error = member(trace, "error"), status = member(trace, "stream_status");
  if (is_object(status)) {
    Message out = of(Message::progress, {}, described_stream(status));
    out.text = text_of(status, "status");
    read_reasons(member(status, "reasons"), out);
    return out;
  }
  if (text_of(trace, "type") != "ERROR" || error.empty()) return of(Message::other);
  Message out = of(Message::error, {}, described_stream(error));
  out.text = text_of(error, "message");
  out.detail = text_of(error, "internal_message");
  if (out.text.empty()) out.text = out.detail;
  out.failure_type = text_of(error, "failure_type");
  return out;
}

Message read_status(std::string_view status) {
  Message out = of(Message::status);
  out.text = text_of(status, "message");
  if (text_of(status, "status") != "SUCCEEDED") out.failure_type = "config_error";
  return out;
}

Message read_airbyte(std::string_view line, const std::string& type) {
  if (type == "RECORD") {
    std::string_view inside = member(line, "record");
    Message out = record(member(inside, "data"), full_name(text_of(inside, "namespace"), text_of(inside, "stream")));
    out.meta = member(inside, "meta");
    return out;
  }
  if (type == "STATE") {
    std::string_view state = member(line, "state");
    return of(Message::state, state, described_stream(member(state, "stream")));
  }
  if (type == "LOG") return read_log(member(line, "log"));
  if (type == "TRACE") return read_trace(member(line, "trace"));
  if (type == "CONNECTION_STATUS") return read_status(member(line, "connectionStatus"));
  if (type == "SPEC") return of(Message::spec, member(member(line, "spec"), "connectionSpecification"));
  if (type == "CATALOG") return of(Message::catalog, member(line, "catalog"));
  if (type == "CONTROL") {
    std::string_view config = member(member(member(line, "control"), "connectorConfig"), "config");
    return config.empty() ? of(Message::other) : of(Message::renewed, config);
  }
  return of(type.empty() ? Message::chatter : Message::other);
}

}  // namespace

Message read_message(Speech protocol, std::string_view line) {
  size_t begin = begin_of_object(line);
  if (begin == line.npos) begin = message_in(line);
  if (begin == line.npos) return {};
  line.remove_prefix(begin);
  if (text::check_json(line)) return of(Message::broken);
  std::string type = text_of(line, "type");
  return protocol == Speech::singer ? read_singer(line, type) : read_airbyte(line, type);
}

size_t message_in(std::string_view line) {
  auto take = [](std::string_view& rest, std::string_view what) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (!rest.starts_with(what)) return false;
    rest.remove_prefix(what.size());
    return true;
  };
  for (size_t at = 0; (at = line.find('{', at)) != line.npos; ++at) {
    std::string_view rest = line.substr(at + 1);
    if (take(rest, "\"type\"") && take(rest, ":") && (take(rest, "\"RECORD\"") || take(rest, "\"STATE\"")))
      return at;
  }
  return line.npos;
}

bool is_logged(std::string_view line) {
  if (begin_of_object(line) != line.npos) return false;
  std::string_view before = line.substr(0, std::min(message_in(line), line.size()));
  if (level_in(before)) return true;
  before.remove_prefix(std::min(before.find_first_not_of(" [("), before.size()));
  constexpr std::string_view date = "0000-00-00";
  return before.size() >= date.size() && std::equal(date.begin(), date.end(), before.begin(), [](char due, char c) {
    return due == '0' ? c >= '0' && c <= '9' : c == '-' || c == '/';
  });
}

std::string full_name(const std::string& name_space, const std::string& name) {
  return name_space.empty() ? name : name_space + "." + name;
}

}  // namespace musubi::process
