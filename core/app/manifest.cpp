// musubi manifest check: what manifests need that the plug-in http does not have; without a configuration or
// a database.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/app/command.hpp"
#include "core/app/print.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

class Keep final : public Sink {
 public:
  void record(RawRecord record) override { lacks.push_back(Json::parse(record.json)); }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord, const Message&) override {}
  void keep_secret(std::string_view, std::string_view) override {}
  Json lacks = Json::array();
};

Json lacks_of(Context& context, Plugins& plugins, const std::string& file) {
  ConnectionSettings settings;
  settings.name = settings.connector = "http";
  settings.config_json = Json{{"manifest", std::filesystem::absolute(file).string()}, {"report", true}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
  Keep keep;
  plugins.open(settings, {1, {}, {}}).read("lacks", "", keep, context.stop);
  for (Json& lack : keep.lacks) lack.erase("number");
  return std::move(keep.lacks);
}

void print_lacks(const Context& context, const std::string& file, const Json& lacks) {
  if (lacks.empty()) return fmt::print("{}: OK\n", file);
  fmt::print("{}: {}\n", file,
             fmt::format(fmt::runtime(context.say("足りないもの {} 件", "lacks {}")), lacks.size()));
  for (const Json& lack : lacks) {
    std::string path = lack.value("path", "");
    fmt::print("  {}{}{}\n", path, path.empty() ? "" : ": ", lack.value("what", ""));
  }
}

}  // namespace

int run_manifest_check(Context& context, const std::vector<std::string>& files) {
  Plugins plugins(own_connector_folders());
  Json all = Json::array();
  int bad = 0;
  for (const std::string& file : files) {
    Json lacks = lacks_of(context, plugins, file);
    bad += !lacks.empty();
    if (!context.json) print_lacks(context, file, lacks);
    all.push_back(Json{{"file", file}, {"runs", lacks.empty()}, {"lacks", std::move(lacks)}});
  }
  if (context.json)
    fmt::print("{}\n",
               Json{{"manifests", std::move(all)}}.dump(-1, ' ', false, Json::error_handler_t::replace));
  return bad ? 1 : 0;
}

}  // namespace musubi
