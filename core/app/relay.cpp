// musubi connection relay: all that a page on a rented web server needs to keep posts for the hub (connectors/form/README.md).
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/app/list_name.hpp"
#include "core/app/presets.hpp"
#include "core/app/print.hpp"
#include "core/settings/cipher.hpp"
#include "core/settings/key_pair.hpp"
#include "core/text/hex.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

constexpr size_t word_bytes = 32;

/// The page with its first two lines filled in.
std::string page_with(const std::string& public_key, const std::string& word) {
  for (const fs::path& folder : own_preset_folders()) {
    std::error_code none;
    if (!fs::exists(folder / "relay.php", none)) continue;
    std::string page = read_bytes(folder / "relay.php");
    for (auto [place, value] : {std::pair{"@PUBLIC_KEY@", &public_key}, {"@WORD@", &word}})
      if (size_t at = page.find(place); at != page.npos) page.replace(at, std::string_view(place).size(), *value);
    return page;
  }
  throw Error("app.no_relay_page");
}

std::string settings_of(const std::string& name, const std::string& endpoint) {
  return fmt::format("  endpoint: {}\n  auth:\n    token: {{file: secrets/{}.token}}\n    private_key: {{file: secrets/{}.private_key}}\n", endpoint, name, name);
}

std::string connection_of(const Context& context, const std::string& name, const std::string& endpoint) {
  return fmt::format("connector: form\ntouchpoint: Web\nschedule: {}\nconfig:\n{}", context.say("5分ごと", "every 5 minutes"), settings_of(name, endpoint));
}

/// What the plug-in itself would say of the address later. Throws Error.
void refuse_unfit(const std::string& name, const std::string& endpoint) {
  ConnectionSettings settings;
  settings.name = name;
  settings.connector = "form";
  settings.config_json = nlohmann::json{{"endpoint", endpoint}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  Plugins(own_connector_folders()).open(std::move(settings), {1, {}, {}});
}

}  // namespace

int run_connection_relay(Context& context, const RelayOptions& o) {
  configured(context);
  if (!is_connection_name(o.name)) throw Error("app.import_bad_name", {{"name", o.name}});
  refuse_unfit(o.name, o.endpoint);
  const fs::path secrets = context.config / "secrets", connection = context.config / "connections" / (o.name + ".yaml");
  std::error_code none;
  const bool there = fs::exists(connection, none);
  const KeyPair keys = new_key_pair();
  const std::string word = text::hex(random_bytes(word_bytes));
  std::vector<NewFile> files = {{secrets / (o.name + ".private_key"), keys.private_pem, true},
                                {secrets / (o.name + ".token"), word + "\n", true},
                                {secrets / (o.name + ".php"), page_with(keys.public_line, word), true}};
  if (!there) files.push_back({connection, connection_of(context, o.name, o.endpoint)});
  for (const NewFile& one : files)
    if (fs::exists(one.file, none)) throw Error("app.relay_there", {{"file", one.file.string()}});
  write_all(files);
  if (context.json) return fmt::print("{{\"connection\": {}, \"files\": [{}]}}\n", json_text(o.name), listed(files)), 0;
  for (const NewFile& one : files) fmt::print("{}\n", one.file.string());
  if (there) fmt::print("{}\n{}", fmt::format(fmt::runtime(context.say("{} の config に書き足してください（schedule: 5分ごと も）:", "Add to config in {} (and a schedule, such as every 5 minutes):")), connection.string()), settings_of(o.name, o.endpoint));
  fmt::print(fmt::runtime(context.say("次は:\n  {0} を {1} に置く（ほかの人に見せない）\n  mappings/{2}.posts.yaml にフォームの項目対応を書く（見本は docs/admin.md）\n  musubi check {2}\n", "Next:\n  put {0} at {1} (show it to nobody)\n  say in mappings/{2}.posts.yaml what the fields of your form mean (docs/admin.md has an example)\n  musubi check {2}\n")),
             files[2].file.string(), o.endpoint, o.name);
  return 0;
}

}  // namespace musubi
