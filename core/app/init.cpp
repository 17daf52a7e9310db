// musubi init: writes the example configuration (config/example) into an empty directory.
#include <fmt/format.h>

#include <fstream>

#include "core/app/command.hpp"

namespace musubi {
namespace {

struct ExampleFile {
  std::string_view name, contents;
};
constexpr ExampleFile example[] = {
#include "example.inc"
};

}  // namespace

int run_init(Context& context, const std::string& directory) {
  namespace fs = std::filesystem;
  if (fs::exists(directory) && !fs::is_empty(directory)) throw Error("app.not_empty", {{"directory", directory}});
  for (const ExampleFile& file : example) {
    fs::path path = fs::path(directory) / file.name;
    std::error_code failed;
    fs::create_directories(path.parent_path(), failed);
    std::ofstream out(path, std::ios::binary);
    out << file.contents;
    if (failed || !out.flush()) throw Error("app.cannot_write", {{"file", path.string()}});
  }
  fs::permissions(directory, fs::perms::owner_all);
  fmt::print("{}\n  musubi --config {} import {}\n{}\n  musubi --config {} sync\n", context.say("設定の見本を書きました。次は、自分の一覧を取り込む:", "The example is written. Next, take in a list of your own:"), directory,
             context.say("会員名簿.xlsx", "members.xlsx"), context.say("または、見本の一覧で試す:", "Or try the list that comes with it:"), directory);
  return 0;
}

}  // namespace musubi
