// musubi init: writes the example configuration (config/example) into an empty directory.
#include <fmt/format.h>

#include <fstream>

#include "core/app/command.hpp"
#include "core/app/presets.hpp"

namespace musubi {
namespace {

struct ExampleFile {
  std::string_view name, contents;
};
constexpr ExampleFile example[] = {
#include "example.inc"
};

void write_example(const std::filesystem::path& path, std::string_view contents) {
  std::error_code failed;
  std::filesystem::create_directories(path.parent_path(), failed);
  std::ofstream out(path, std::ios::binary);
  out << contents;
  if (failed || !out.flush()) throw Error("app.cannot_write", {{"file", path.string()}});
}

}  // namespace

void write_hub_file(const std::filesystem::path& directory) {
  for (const ExampleFile& file : example)
    if (file.name == "musubi.yaml") write_example(directory / file.name, file.contents);
  std::filesystem::permissions(directory, std::filesystem::perms::owner_all);
}

int run_init(Context& context, const std::string& directory) {
  namespace fs = std::filesystem;
  if (fs::exists(directory) && !fs::is_empty(directory)) throw Error("app.not_empty", {{"directory", directory}});
  for (const ExampleFile& file : example) write_example(fs::path(directory) / file.name, file.contents);
  fs::permissions(directory, fs::perms::owner_all);
  fmt::print("{}\n  musubi --config {} import {}\n{}\n  musubi --config {} sync\n", context.say("設定の見本を書きました。次は、自分の一覧を取り込む:", "The example is written. Next, take in a list of your own:"), directory,
             context.say("会員名簿.xlsx", "members.xlsx"), context.say("または、見本の一覧で試す:", "Or try the list that comes with it:"), directory);
  return 0;
}

}  // namespace musubi
