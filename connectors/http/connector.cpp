#include <algorithm>
#include <fstream>
#include <sstream>

#include "config_schema.hpp"
#include "connectors/http/catalogue.hpp"
#include "connectors/http/fail.hpp"
#include "connectors/http/manifest/manifest.hpp"
#include "connectors/http/manifest/schema_files.hpp"
#include "connectors/http/manifest/stream_template.hpp"
#include "connectors/http/messages.hpp"
#include "connectors/http/read/asked_streams.hpp"
#include "connectors/http/read/fetch.hpp"
#include "connectors/http/read/stream_run.hpp"
#include "connectors/http/request/config_rules.hpp"
#include "connectors/http/request/endings.hpp"
#include "connectors/http/request/login.hpp"
#include "connectors/http/request/settings.hpp"
#include "connectors/http/template/trouble.hpp"
#include "core/sdk/nearest.hpp"
#include "core/text/utf8.hpp"

namespace musubi::http {
namespace {

constexpr size_t kLargestManifest = 32 * 1024 * 1024;

std::string text_of_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file || std::filesystem::is_directory(path)) config_failure("no_manifest", {{"file", path}});
  std::ostringstream text;
  text << file.rdbuf();
  if (text.view().size() > kLargestManifest) config_failure("no_manifest", {{"file", path}});
  return text.str();
}

constexpr size_t kShown = 200;  // columns of an expression

/// What a template could not do is a fault of the manifest or of the source's data.
template <class Body>
void told(const Session& session, const std::string& stream, Body body) {
  try {
    body();
  } catch (const Trouble& t) {
    const std::string id = t.expression.empty() ? "template_cannot" : "template_failed";
    data_failure(id, {{"stream", stream},
                      {"expression", session.struck_out(std::string(text::truncate_to_width(t.expression, kShown)))},
                      {"reason", session.struck_out(spoken(t))}});
  }
}

class HttpConnector final : public Connector {
 public:
  HttpConnector(Host host, std::string_view config)
      : settings_(read_settings(config)),
        manifest_(read_manifest(text_of_file(settings_.manifest), settings_.report ? nullptr : &settings_.values)),
        session_(host, settings_, manifest_, system_clock),
        login_(session_, manifest_) {
    read_schema_files(manifest_, folder());
    if (settings_.report) return;
    offered_ = whole_streams(manifest_);
    refuse_settings(manifest_, settings_, with_login());
  }

  void check() override {
    if (session_.logs_in()) login_.refuse_without();
    if (!knows_checked_streams(manifest_)) ask();
    for (const Stream* stream : checked_streams(manifest_, offered_))
      told(session_, stream->name, [&] {
        tell_endings(session_, {stream});
        try_stream(session_, *stream);
      });
  }

  std::string discover() override {
    if (!settings_.report) ask();
    return settings_.report ? lacks_catalogue() : catalogue_of(offered_, session_);
  }

  void read(std::string_view name, std::string_view state) override {
    if (settings_.report) return report_lacks(session_.host(), manifest_);
    if (name == Login::kStream) return log_in(state);
    with_stream(name, [&](const Stream& stream) { run_stream(session_, stream, state); });
  }

  void fetch(std::string_view name, std::span<const std::string_view> keys) override {
    with_stream(name, [&](const Stream& stream) { fetch_records(session_, stream, keys); });
  }

 private:
  std::filesystem::path folder() const { return std::filesystem::path(settings_.manifest).parent_path(); }

  /// Those that are offered, of which none may lack anything. Throws Failure CONFIG.
  std::vector<const Stream*> whole_streams(const Manifest& manifest) const {
    refuse_unread(manifest, settings_);
    auto out = offered_streams(manifest, settings_);
    refuse_lacks(manifest, settings_, with_login(), out);
    return out;
  }

  /// The source for the streams that it lists, once; where they cannot be offered, all stays as it was.
  void ask() {
    if (manifest_.templates.empty()) return;
    if (session_.logs_in()) login_.refuse_without();
    Manifest with;
    told(session_, manifest_.templates.front()->name, [&] { with = with_asked_streams(session_, manifest_); });
    read_schema_files(with, folder());
    offered_ = whole_streams(with);
    manifest_.streams = std::move(with.streams);  // they stay where they are; the session refers to other members
    manifest_.lacks = std::move(with.lacks);
    manifest_.doubts = std::move(with.doubts);
    manifest_.setting_paths = std::move(with.setting_paths);
    manifest_.templates.clear();
  }

  template <class Body>
  void with_stream(std::string_view name, Body body) {
    if (session_.logs_in()) login_.refuse_without();
    if (std::ranges::find(offered_, name, &Stream::name) == offered_.end()) ask();
    std::vector<std::string> names;
    for (const Stream* stream : offered_) {
      if (stream->name == name)
        return told(session_, stream->name, [&] {
          tell_endings(session_, {stream});
          body(*stream);
        });
      names.push_back(stream->name);
    }
    config_failure("no_stream", {{"stream", std::string(name)}, {"nearest", nearest_name(name, names)}});
  }

  /// The settings as they are once somebody has logged in: what a login fills is not missing before.
  Json with_login() const {
    Json out = session_.config();
    if (session_.logs_in())
      for (const auto& setting : login_.filled())
        if (!find_at(out, setting)) set_at(out, setting, "");
    return out;
  }

  void log_in(std::string_view state) {
    try {
      state.empty() ? login_.begin() : login_.end(state);
    } catch (const Trouble& t) {
      config_failure("bad_consent", {{"what", t.what()}});
    }
  }

  Settings settings_;
  Manifest manifest_;
  Session session_;
  Login login_;
  std::vector<const Stream*> offered_;  // sorted by name
};

}  // namespace
}  // namespace musubi::http

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<musubi::http::HttpConnector>("http", "1.0.0", config_schema,
                                                              musubi::http::messages);
}
