#include "core/app/command.hpp"

#include <fmt/format.h>

namespace musubi {

std::filesystem::path usual_configuration() {
  namespace fs = std::filesystem;
  std::error_code none;
  if (fs::exists("musubi.yaml", none)) return ".";
  fs::path programs = fs::read_symlink("/proc/self/exe", none).parent_path(), prefix = programs.parent_path();
  fs::path installed = (prefix == "/usr" ? fs::path("/") : prefix) / "etc/musubi";
  return programs.filename() == "bin" && fs::is_directory(installed, none) ? installed : ".";
}

Configuration configured(Context& context) {
  Configuration configuration = load_configuration(context.config, context.data);
  context.lang = configuration.hub.lang = context.asked_lang.value_or(configuration.hub.lang);
  context.zone = configuration.hub.zone;
  return configuration;
}

Hub opened(Context& context) {
  Configuration configuration = configured(context);
  context.interrupt = Interrupt::gently;
  Hub hub = open_hub(std::move(configuration));
  context.server_log = hub.store.server_log();
  if (const std::string left = hub.store.taken_up(); !left.empty() && !context.json)
    fmt::print(stderr, "{}\n", render({"app.cluster_left", {{"where", left}, {"data", hub.configuration.hub.data.string()}}}, context.lang));
  return hub;
}

}  // namespace musubi
