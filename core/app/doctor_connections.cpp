#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "core/app/doctor.hpp"
#include "core/app/presets.hpp"
#include "core/app/words.hpp"
#include "core/flow/receive.hpp"
#include "core/flow/secrets.hpp"
#include "core/flow/stream_advice.hpp"
#include "core/store/hub_watch.hpp"
#include "core/store/stream_origin.hpp"

namespace musubi {
namespace {

using State = Findings::State;

/// The connections whose mappings of the preset's streams state `scheme`.
std::vector<std::string> stating(const Configuration& configuration, const Preset& preset, const std::string& scheme) {
  std::vector<std::string> out;
  for (const ConnectionSettings& c : configuration.connections) {
    bool states = false;
    for (const std::string& stream : preset.mappings)
      for (const TextFile& file : configuration.mappings)
        if (c.connector == preset.connector && file.name == c.name + "." + stream) states |= id_schemes(file.bytes, file.file.string()).contains(scheme);
    if (states) out.push_back(c.name);
  }
  return out;
}

/// nullopt for a preset that cannot be read: `preset list` says why.
std::optional<Preset> readable_preset(const std::filesystem::path& folder) {
  try {
    return read_preset(folder);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

void look_at_connection(const Context& context, Hub& hub, const ConnectionSettings& settings, Session& session, Findings& findings) {
  try {
    Inbox inbox(hub, *context.clock, {settings.name});
    if (inbox.broken().contains(settings.name)) throw Error(inbox.broken().at(settings.name));
    LentSecrets secrets(hub, settings, *context.clock);
    Source source = secrets.open(hub.plugins, {1, {}, {}});
    source.check();
    for (const Message& one : advice_on_lists(source, settings)) findings.add("settings", State::look, one);
    for (const Message& one : secrets.ending(context.zone)) findings.add("credential", State::look, one);
    for (const Message& one : secrets.advice()) findings.add("settings", State::look, one);
  } catch (const Error& e) {
    return findings.add("connection", State::bad, {"app.doctor_connection_bad", {{"connection", settings.name}, {"why", render(e.message(), context.lang)}}});
  }
  for (const Alert& open : open_alerts(session))
    if (open.connection == settings.name && open.kind == "columns") findings.add("columns", State::look, open.reason);
  std::optional<Run> last = last_run(session, settings.name);
  if (!last) return findings.add("connection", State::look, {"app.doctor_never_run", {{"connection", settings.name}}});
  bool fine = last->state == "finished" || last->state == "running";
  findings.add("connection", fine ? State::good : State::look,
               {fine ? "app.doctor_connection" : "app.doctor_last_failed",
                {{"connection", settings.name}, {"run", fmt::to_string(last->id)}, {"state", state_word(context, last->state)}, {"at", format_local(last->started, context.zone)}}});
}

void look_at_shared_ids(const Configuration& configuration, Findings& findings) {
  for (const auto& [name, folder] : find_presets(own_preset_folders())) {
    const std::optional<Preset> readable = readable_preset(folder);
    if (!readable) continue;
    const Preset& preset = *readable;
    for (const auto& [scheme, identifies] : own_id_schemes(preset)) {
      if (!identifies) continue;
      const std::vector<std::string> sharing = stating(configuration, preset, scheme);
      if (sharing.size() > 1) findings.add("ids", State::look, {"app.doctor_shared_ids", {{"connections", fmt::format("{}", fmt::join(sharing, " "))}, {"scheme", scheme}, {"last", sharing.back()}}});
    }
  }
}

std::vector<Message> gone_connections(Session& session, const Configuration& configuration) {
  std::vector<std::string> known;
  for (const ConnectionSettings& c : configuration.connections) known.push_back(c.name);
  std::vector<Message> out;
  for (const LeftBehind& left : left_behind(session, known))
    out.push_back({left.records ? "app.gone_connection" : "app.gone_connection_held",
                   {{"connection", left.connection}, {"count", fmt::to_string(left.records ? left.records : left.held)}}});
  return out;
}

}  // namespace musubi
