// musubi connector new: writes the beginning of a preset (config/scaffold) into a new folder.
#include <fmt/format.h>

#include <filesystem>

#include "core/app/list_name.hpp"
#include "core/app/presets.hpp"
#include "core/app/print.hpp"

namespace musubi {
namespace {

struct ScaffoldFile {
  std::string_view name, contents;
};
constexpr ScaffoldFile scaffold[] = {
#include "scaffold.inc"
};

std::string named(std::string_view contents, const std::string& name) {
  std::string out(contents), upper = name;
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c == '-' ? '_' : c;
  for (const auto& [word, value] : {std::pair<std::string, std::string>{"@NAME@", name}, {"@VARIABLE@", upper}})
    for (size_t at = out.find(word); at != out.npos; at = out.find(word, at + value.size())) out.replace(at, word.size(), value);
  return out;
}

/// The program that proves presets, as it is called here: by its name where it is installed beside this one, in a checkout by its place.
std::string preset_test() {
  namespace fs = std::filesystem;
  std::error_code none;
  const fs::path program = fs::read_symlink("/proc/self/exe", none), checkout = program.parent_path().parent_path() / "tests/presets/musubi-preset-test";
  const bool is_built_here = !fs::exists(program.parent_path() / "musubi-preset-test", none) && fs::exists(checkout, none);
  if (!is_built_here) return "musubi-preset-test";
  return fs::proximate(checkout, none).string() + " --musubi " + fs::proximate(program, none).string();
}

}  // namespace

int run_connector_new(Context& context, const std::string& directory) {
  namespace fs = std::filesystem;
  fs::path folder(directory);
  std::string name = fs::absolute(folder).lexically_normal().filename().string();
  if (name.empty()) name = fs::absolute(folder).lexically_normal().parent_path().filename().string();
  if (!is_connection_name(name) || !(name[0] >= 'a' && name[0] <= 'z')) throw Error("app.bad_preset_name", {{"name", name}});
  if (fs::exists(folder) && !fs::is_empty(folder)) throw Error("app.not_empty", {{"directory", directory}});
  std::string json;
  for (const ScaffoldFile& file : scaffold) {
    write_new_file(folder / file.name, named(file.contents, name));
    json += (json.empty() ? "" : ", ") + json_text((folder / file.name).string());
  }
  if (context.json) return fmt::print("{{\"preset\": {}, \"files\": [{}]}}\n", json_text(name), json), 0;
  std::string place = folder.is_absolute() ? folder.string() : "./" + folder.lexically_normal().string();
  fmt::print("{}\n", context.say("プリセットの書き始めです。manifest.yaml と mappings/ を相手のシステムに合わせてください（docs/presets.md）。", "The beginning of a preset. Make manifest.yaml and mappings/ those of your system (docs/presets.md)."));
  for (const ScaffoldFile& file : scaffold) fmt::print("  {}\n", (folder / file.name).string());
  fmt::print("{}\n  {} {}\n  musubi init {} --preset {}\n", context.say("次は:", "Next:"), preset_test(), place, context.say("フォルダー", "DIR"), place);
  return 0;
}

}  // namespace musubi
