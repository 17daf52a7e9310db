// What a host makes of a connector's note.
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "core/sdk/host.hpp"

namespace musubi::test {

/// A note in English by the connector's `messages`; any other line of its log as it is.
inline std::string spelled(const std::string& line, const mu_message* messages) {
  if (!line.starts_with("{\"note\"")) return line;
  const nlohmann::ordered_json said = nlohmann::ordered_json::parse(line)["note"];
  Pairs args;
  for (const auto& [name, value] : said["args"].items()) args.emplace_back(name, value);
  return sdk::english(messages, said["id"].get<std::string>(), args);
}

}  // namespace musubi::test
