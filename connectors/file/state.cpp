#include "connectors/file/state.hpp"

#include <nlohmann/json.hpp>

namespace musubi::file {
namespace {

constexpr int kVersion = 1;

}  // namespace

std::string State::text() const {
  nlohmann::ordered_json json{
      {"v", kVersion}, {"settings", settings}, {"files", nlohmann::ordered_json::object()}};
  for (const auto& [path, file] : files) {
    auto& out = json["files"][path] = {
        {"size", file.size}, {"modified", file.modified}, {"digest", file.digest}, {"row", file.row}};
    if (!file.version.empty()) out["version"] = file.version;
  }
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

State State::parse(std::string_view text, const std::string& settings) {
  State out{settings, {}};
  auto json = nlohmann::json::parse(text, nullptr, false);
  if (!json.is_object() || json.value("v", 0) != kVersion || json.value("settings", "") != settings)
    return out;
  for (const auto& [path, file] : json["files"].items())
    out.files[path] = {file.value("size", uint64_t{0}), file.value("modified", int64_t{0}),
                       file.value("digest", ""), file.value("row", int64_t{-1}), file.value("version", "")};
  return out;
}

}  // namespace musubi::file
