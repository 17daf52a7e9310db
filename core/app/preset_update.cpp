// musubi init --preset NAME --update: what the shipped preset says today, beside what a connection of it has.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "core/app/presets.hpp"
#include "core/app/print.hpp"
#include "core/flow/hub.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) out.push_back(line);
  return out;
}

/// The lines that only one of the texts has, in order: "- " of the first, "+ " of the second. Cost: the product of their lengths.
std::vector<std::string> difference(const std::vector<std::string>& was, const std::vector<std::string>& is) {
  std::vector<std::vector<uint32_t>> common(was.size() + 1, std::vector<uint32_t>(is.size() + 1, 0));
  for (size_t i = was.size(); i-- > 0;)
    for (size_t j = is.size(); j-- > 0;) common[i][j] = was[i] == is[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
  std::vector<std::string> out;
  for (size_t i = 0, j = 0; i < was.size() || j < is.size();) {
    if (i < was.size() && j < is.size() && was[i] == is[j]) ++i, ++j;
    else if (j == is.size() || (i < was.size() && common[i + 1][j] >= common[i][j + 1])) out.push_back("- " + was[i++]);
    else out.push_back("+ " + is[j++]);
  }
  return out;
}

void put(const fs::path& file, const std::string& text) {
  std::error_code failed;
  fs::create_directories(file.parent_path(), failed);
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out << text;
  if (!out.flush()) throw Error("app.cannot_write", {{"file", file.string()}});
}

/// "added", "same" or "differs"; what differs stands beside the connection's own as FILE.new, which no command reads.
std::string take(const Context& context, const NewFile& shipped) {
  std::error_code none;
  fs::path beside = shipped.file;
  beside += ".new";
  if (!fs::exists(shipped.file, none)) return put(shipped.file, shipped.text), "added";
  const std::string own = read_bytes(shipped.file);
  if (own == shipped.text) return fs::remove(beside, none), "same";
  put(beside, shipped.text);
  if (!context.json) fmt::print("--- {}\n+++ {}\n", shipped.file.string(), beside.string());
  if (!context.json)
    for (const std::string& line : difference(lines_of(own), lines_of(shipped.text))) fmt::print("{}\n", line);
  return "differs";
}

std::map<std::string, std::string> own_mappings(const Preset& preset, const std::string& name, const fs::path& hub) {
  std::map<std::string, std::string> out;
  std::error_code none;
  for (const std::string& stream : preset.mappings)
    if (const fs::path file = mapping_file(hub, name, stream); fs::exists(file, none)) out[stream] = read_bytes(file);
  return out;
}

}  // namespace

int run_update_preset(Context& context, const PresetOptions& options) {
  const Preset preset = preset_named(options.preset);
  if (!options.directory.empty()) context.config = options.directory;
  const Configuration configuration = configured(context);
  const std::string name = options.connection.empty() ? preset.name : options.connection;
  const ConnectionSettings& settings = connection_named(configuration, name);
  if (settings.connector != preset.connector) throw Error("app.other_connector", {{"connection", name}, {"connector", settings.connector}, {"preset", preset.name}, {"wanted", preset.connector}});
  const auto lists = lists_today(preset, set_answers(preset, options.set), own_mappings(preset, name, configuration.directory));
  std::string json;
  size_t differ = 0, added = 0;
  for (const NewFile& shipped : preset_files(preset, name, configuration.directory, lists)) {
    const std::string state = take(context, shipped);
    differ += state == "differs";
    added += state == "added";
    json += fmt::format("{}{{\"file\": {}, \"state\": \"{}\"}}", json.empty() ? "" : ", ", json_text(shipped.file.string()), state);
    if (state == "added" && !context.json) fmt::print("+++ {}\n", shipped.file.string());
  }
  if (context.json) return fmt::print("{{\"connection\": {}, \"files\": [{}]}}\n", json_text(name), json), 0;
  const char* id = differ ? "app.preset_differs" : added ? "app.preset_added" : "app.preset_same";
  fmt::print("{}\n", render({id, {{"connection", name}, {"preset", preset.name}, {"count", fmt::to_string(differ ? differ : added)}}}, context.lang));
  return 0;
}

}  // namespace musubi
