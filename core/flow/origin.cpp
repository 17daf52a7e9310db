#include "core/flow/origin.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/pull/raw.hpp"
#include "core/text/hex.hpp"

namespace musubi {
namespace {

using Json = nlohmann::json;

// How it is read, not what.
constexpr std::array manners = {"secrets", "tls",     "proxy",        "timeout",    "page_size",  "rate_limit", "total_rate_limit", "overlap", "look_back",
                                "memory",  "columns", "newest_only", "api_version", "authserv_id", "own",        "manifest",         "key",     "concurrency",
                                "settle",  "line_size", "time_limit",  "credential_ends", "proxy_user", "proxy_password"};
constexpr std::array starts = {"since", "start_date", "start_time", "start_datetime"};

bool is_one_of(const auto& names, std::string_view name) { return std::ranges::find(names, name) != names.end(); }

bool is_secret(const Json& value) { return value.is_object() && value.size() == 1 && (value.contains("env") || value.contains("file")); }

class Reading {
 public:
  explicit Reading(const std::string& stream) : stream_(stream) {}

  void read(const Json& in, const std::string& place) {
    if (!in.is_object()) return;
    for (const auto& [name, value] : in.items()) {
      const std::string at = place + "/" + name;
      if (is_one_of(starts, name) && value.is_string()) since[at] = value;
      else if (name == "auth" && value.is_object()) source[at + "/user"] = value.value("user", Json());
      else if (name == "streams") of_own_stream(value, at);
      else if (is_one_of(manners, name) || name.starts_with("max_") || is_secret(value)) continue;
      else if (value.is_object()) read(value, at);
      else source[at] = value;
    }
  }

  Json source = Json::object(), since = Json::object();

 private:
  void of_own_stream(const Json& streams, const std::string& at) {
    if (streams.is_object() && streams.contains(stream_)) read(streams[stream_], at + "/" + stream_);
  }
  const std::string& stream_;
};

/// The lines of a manifest that say where it asks.
std::string addresses_in(const std::filesystem::path& manifest) {
  std::string out;
  std::istringstream lines(read_bytes(manifest));
  for (std::string line; std::getline(lines, line);)
    for (const char* name : {"url_base:", "url:"})
      if (const size_t at = line.find(name); at != std::string::npos) {
        out += line.substr(at) + "\n";
        break;
      }
  return out;
}

/// Whether one of the dates was set to an earlier one, or taken away.
bool begins_earlier(const std::string& was_text, const std::string& is_text) {
  const Json was = Json::parse(was_text, nullptr, false), is = Json::parse(is_text, nullptr, false);
  if (!was.is_object() || !is.is_object()) return false;
  for (const auto& [place, date] : was.items())
    if (!is.contains(place) || is[place].get<std::string>() < date.get<std::string>()) return true;
  return false;
}

}  // namespace

StreamOrigin origin_of(const ConnectionSettings& settings, const Source::Stream& stream, const std::filesystem::path& directory) {
  const Json config = Json::parse(settings.config_json);
  Reading reading(stream.name);
  reading.read(config, "");
  std::string source = settings.connector + "\n" + reading.source.dump();
  if (const Json manifest = config.value("manifest", Json()); manifest.is_string() && std::filesystem::is_regular_file(directory / manifest.get<std::string>()))
    source += "\n" + addresses_in(directory / manifest.get<std::string>());
  return {text::hex(digest_of(source)), reading.since.dump(), Json(stream.key).dump()};
}

Beginning begin_stream(Session& session, const StreamName& stream, const StreamOrigin& now, bool again) {
  const std::optional<StreamOrigin> was = stream_origin(session, stream);
  StreamOrigin is = now;
  if (was && is.key.empty()) is.key = was->key;
  Beginning out;
  if (was && !was->key.empty() && is.key != was->key && has_records(session, stream)) out.new_key = is;
  if (out.new_key && !again)
    throw Error("flow.key_changed", {{"connection", stream.connection}, {"stream", stream.stream}, {"was", was->key}, {"is", is.key}});
  if (was && was->source != is.source) out.note = Message{"flow.other_source", {{"connection", stream.connection}, {"stream", stream.stream}}};
  else if (was && begins_earlier(was->since, is.since)) out.note = Message{"flow.earlier_start", {{"connection", stream.connection}, {"stream", stream.stream}}};
  if (out.note || again) forget_stream_state(session, stream);
  else out.state = session.stream_state(stream);
  if (out.note && !has_records(session, stream)) out.note.reset();
  if (!out.new_key && (!was || *was != is)) keep_stream_origin(session, stream, is);
  return out;
}

}  // namespace musubi
