#include "core/flow/rules.hpp"

#include <algorithm>

namespace musubi {
namespace {

const Mapping* by_name(const std::vector<std::pair<std::string, Mapping>>& all, std::string_view name) {
  auto at = std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.first == name; });
  return at == all.end() ? nullptr : &at->second;
}

void add_named_mappings(const ConnectionSettings& connection, std::vector<std::pair<std::string, Mapping>>& all) {
  for (const auto& [stream, settings] : connection.streams) {
    std::string name = connection.name + "." + stream;
    if (settings.mapping.empty() || settings.mapping == name) continue;
    const Mapping* named = by_name(all, settings.mapping);
    if (!named) throw Error("flow.no_such_mapping", {{"file", connection.file.string()}, {"stream", stream}, {"mapping", settings.mapping}});
    Mapping copy = *named;
    std::erase_if(all, [&](const auto& m) { return m.first == name; });
    all.emplace_back(name, std::move(copy));
  }
}

}  // namespace

const Mapping* Rules::mapping(const StreamName& stream) const { return by_name(mappings, stream.connection + "." + stream.stream); }

MapContext Rules::context(const std::string& connection) const {
  auto own = zones.find(connection);
  return {own == zones.end() ? zone : own->second, &mappings};
}

Rules load_rules(const Configuration& c) {
  Rules out{{}, {}, c.hub.zone, load_model(c.matching.bytes, c.matching.file.string()),
            load_survivorship(c.survivorship.bytes, c.survivorship.file.string())};
  for (const TextFile& file : c.mappings) out.mappings.emplace_back(file.name, read_mapping(file.bytes, file.file.string()));
  for (const ConnectionSettings& connection : c.connections) {
    out.zones[connection.name] = connection.zone;
    add_named_mappings(connection, out.mappings);
  }
  return out;
}

}  // namespace musubi
