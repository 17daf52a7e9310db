#include "connectors/process/message.hpp"

#include <algorithm>

#include "connectors/process/json_scan.hpp"
#include "core/sdk/connector_abi.h"
#include "core/text/json.hpp"

namespace musubi::process {
namespace {

constexpr size_t kFront = 80, kValueFront = 250;  // where a line's level stands as a word, or as a value
constexpr std::string_view kLevels[] = {"CRITICAL", "FATAL", "ERROR", "WARNING", "WARN", "INFO", "DEBUG", "TRACE"};

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/// Whether a level's name that begins and ends there says the line's level.
bool names_level(std::string_view line, size_t at, size_t end) {
  if (end < line.size() && is_letter(line[end])) return false;
  char before = at ? line[at - 1] : ' ';
  return before == '=' || before == '"' || (at < kFront && std::string_view(" [(|").find(before) != std::string_view::npos);
}

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
  if (type == "BATCH") return unsupported(type);
  return of(type.empty() ? Message::chatter : Message::other);
}

Message read_state(std::string_view state) {
  std::string_view descriptor = member(member(state, "stream"), "stream_descriptor");
  return of(Message::state, state, full_name(text_of(descriptor, "namespace"), text_of(descriptor, "name")));
}

Message read_log(std::string_view log) {
  Message out = of(Message::log);
  out.text = text_of(log, "message");
  out.level = log_level(text_of(log, "level"));
  return out;
}

Message read_trace(std::string_view trace) {
  std::string_view error = member(trace, "error");
  if (text_of(trace, "type") != "ERROR" || error.empty()) return of(Message::other);
  Message out = of(Message::error);
  out.text = text_of(error, "message");
  if (out.text.empty()) out.text = text_of(error, "internal_message");
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
    return record(member(inside, "data"), full_name(text_of(inside, "namespace"), text_of(inside, "stream")));
  }
  if (type == "STATE") return read_state(member(line, "state"));
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

int32_t log_level(std::string_view word) {
  auto is = [&](std::string_view name) { return word.starts_with(name); };
  if (is("FATAL") || is("CRITICAL") || is("ERROR")) return MU_LOG_ERROR;
  if (is("WARN")) return MU_LOG_WARN;
  if (is("DEBUG") || is("TRACE")) return MU_LOG_DEBUG;
  return MU_LOG_INFO;
}

std::optional<int32_t> level_in(std::string_view line) {
  line = line.substr(0, kValueFront);
  for (size_t at = 0; at < line.size(); ++at)
    for (std::string_view word : kLevels)
      if (line.substr(at).starts_with(word) && names_level(line, at, at + word.size())) return log_level(word);
  return std::nullopt;
}

}  // namespace musubi::process
