// musubi init --preset NAME: a connection of a known system as files.
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>

#include "core/app/list_name.hpp"
#include "core/app/presets.hpp"
#include "core/app/print.hpp"
#include "core/settings/settings.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

/// The configuration that gets the connection: an existing one, or a new one in an empty directory. True: a new one.
bool choose_hub(Context& context, const std::string& directory) {
  if (!directory.empty()) context.config = directory;
  std::error_code none;
  if (fs::exists(context.config / "musubi.yaml", none)) return false;
  if (directory.empty()) throw Error("app.preset_no_hub", {{"directory", context.config.string()}});
  if (fs::exists(context.config, none) && !fs::is_empty(context.config, none)) throw Error("app.not_empty", {{"directory", directory}});
  return true;
}

/// A secret given as it is goes to a file of its own, which only the owner may read.
void keep_secrets(const Preset& preset, const std::string& name, const fs::path& hub, PresetAnswers& answers, std::vector<NewFile>& files) {
  for (const PresetQuestion& q : preset.questions) {
    std::string& answer = answers.at(q.key);
    if (q.kind != PresetQuestion::Kind::secret || answer.empty() || answer.starts_with("env:") || answer.starts_with("file:")) continue;
    std::string place = "secrets/" + name + "." + q.key;
    files.push_back({hub / place, answer + "\n", true});
    answer = "file:" + place;
  }
}

std::vector<NewFile> planned(const Preset& preset, const std::string& name, const fs::path& hub, PresetAnswers answers, Lang lang) {
  std::vector<NewFile> out;
  keep_secrets(preset, name, hub, answers, out);
  for (NewFile& file : preset_files(preset, name, hub, answered_lists(preset, answers))) out.push_back(std::move(file));
  out.push_back({hub / "connections" / (name + ".yaml"), preset_connection(preset, name, answers, lang)});
  return out;
}

/// Two connections never read one variable unless somebody says so: the second would log in at the first one's shop.
void refuse_taken_variables(const Configuration& configuration, const Preset& preset, const PresetAnswers& answers, const std::vector<std::string>& set) {
  for (const PresetQuestion& q : preset.questions) {
    const std::string& answer = answers.at(q.key);
    bool said = std::ranges::any_of(set, [&](const std::string& one) { return one.starts_with(q.key + "="); });
    if (said || q.kind != PresetQuestion::Kind::secret || !answer.starts_with("env:")) continue;
    for (const ConnectionSettings& other : configuration.connections)
      if (other.config_json.find("\"" + answer.substr(4) + "\"") != std::string::npos)
        throw Error("app.variable_taken", {{"variable", answer.substr(4)}, {"connection", other.name}, {"key", q.key}});
  }
}

void say_next(const Context& context, const Preset& preset, const std::string& name, const PresetAnswers& answers) {
  std::string config = context.config == usual_configuration() ? "" : " --config " + context.config.string();
  fmt::print("{}\n", context.say("次は:", "Next:"));
  for (const PresetQuestion& q : preset.questions)
    if (const std::string& answer = answers.at(q.key); q.kind == PresetQuestion::Kind::secret && answer.starts_with("env:")) fmt::print("  export {}=…   # {}\n", answer.substr(4), q.ask.in(context.lang));
  for (const PresetQuestion& q : preset.questions)
    if (q.optional && answers.at(q.key).empty()) fmt::print("  musubi{} connection login {}\n", config, name);
  for (const char* command : {"check", "preview", "sync"}) fmt::print("  musubi{} {} {}\n", config, command, name);
  if (const std::string& notes = preset.notes.in(context.lang); !notes.empty()) fmt::print("{}\n", notes);
}

}  // namespace

fs::path mapping_file(const fs::path& hub, const std::string& connection, const std::string& stream) { return hub / "mappings" / (connection + "." + stream + ".yaml"); }

std::vector<NewFile> preset_files(const Preset& preset, const std::string& name, const fs::path& hub, const std::map<std::string, MappingLists>& lists) {
  std::vector<NewFile> out;
  if (fs::exists(preset.folder / "manifest.yaml")) out.push_back({hub / "manifests" / (name + ".yaml"), read_bytes(preset.folder / "manifest.yaml")});
  for (const std::string& stream : preset.mappings) {
    auto filled = lists.find(stream);
    out.push_back({mapping_file(hub, name, stream), preset_mapping(preset, stream, name, filled == lists.end() ? MappingLists() : filled->second)});
  }
  return out;
}

void write_new_file(const fs::path& file, const std::string& text, bool secret) {
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  if (secret) fs::permissions(file.parent_path(), fs::perms::owner_all, failed);
  int out = open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, secret ? 0600 : 0644);
  if (out < 0) throw Error(errno == EEXIST ? "app.would_overwrite" : "app.cannot_write", {{"file", file.string()}});
  bool whole = write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (close(out) == 0 && whole) return;
  fs::remove(file, failed);
  throw Error("app.cannot_write", {{"file", file.string()}});
}

void write_all(const std::vector<NewFile>& files) {
  size_t written = 0;
  try {
    for (; written < files.size(); ++written) write_new_file(files[written].file, files[written].text, files[written].secret);
  } catch (const Error&) {
    std::error_code none;
    while (written > 0) fs::remove(files[--written].file, none);
    throw;
  }
}

std::string listed(const std::vector<NewFile>& files) {
  std::string out;
  for (const NewFile& one : files) out += (out.empty() ? "" : ", ") + json_text(one.file.string());
  return out;
}

int run_init_preset(Context& context, const PresetOptions& options) {
  Preset preset = preset_named(options.preset);
  bool fresh = choose_hub(context, options.directory);
  const Configuration configuration = fresh ? Configuration() : configured(context);
  std::string name = options.connection.empty() ? preset.name : options.connection;
  if (!is_connection_name(name)) throw Error("app.import_bad_name", {{"name", name}});
  PresetAnswers answers = preset_answers(context, preset, name, options.set, options.yes);
  refuse_taken_variables(configuration, preset, answers, options.set);
  std::vector<NewFile> files = planned(preset, name, context.config, answers, context.lang);
  for (const NewFile& one : files)
    if (fs::exists(one.file)) throw Error("app.would_overwrite", {{"file", one.file.string()}});
  if (fresh) write_hub_file(context.config);
  write_all(files);
  if (context.json) return fmt::print("{{\"connection\": {}, \"files\": [{}]}}\n", json_text(name), listed(files)), 0;
  fmt::print("{}\n", fmt::format(fmt::runtime(context.say("接続 {} を書きました（{}。確かめた相手: {}）。", "The connection {} is written ({}; proven against: {}).")), name, preset.title.in(context.lang), proven_text(context, preset.proven)));
  for (const NewFile& one : files) fmt::print("  {}\n", one.file.string());
  say_next(context, preset, name, answers);
  return 0;
}

}  // namespace musubi
