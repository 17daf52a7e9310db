#include "core/flow/rules.hpp"

#include <algorithm>

#include "core/pull/raw.hpp"
#include "core/settings/bounces.hpp"
#include "core/text/hex.hpp"

namespace musubi {
namespace {

// Raised by every release that normalizes, keys or weighs otherwise, so that what is stored follows.
constexpr std::string_view way_of_deriving = "18";

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

std::string rules_digest(const Configuration& configuration, const ConnectionSettings& connection, int64_t model_number) {
  std::string all = std::string(way_of_deriving) + "\n" + connection.zone + (connection.mailing ? "\nmailing\n" : "\n") + configuration.matching.bytes + "\n" + configuration.survivorship.bytes;
  BounceSettings bounces = bounce_settings(configuration.directory);
  all += "\nbounces " + std::to_string(bounces.refusals) + " " + std::to_string(bounces.days);
  if (model_number) all += "\nmodel " + std::to_string(model_number);
  for (const TextFile& file : configuration.mappings) {
    bool named = std::any_of(connection.streams.begin(), connection.streams.end(), [&](const auto& s) { return s.second.mapping == file.name; });
    if (named || file.name.starts_with(connection.name + ".")) all += "\n" + file.name + "\n" + file.bytes;
  }
  return text::hex(digest_of(all));
}

Rules load_rules(const Configuration& c) {
  Rules out{{}, {}, {}, c.hub.zone, load_model(c.matching.bytes, c.matching.file.string()),
            load_survivorship(c.survivorship.bytes, c.survivorship.file.string())};
  for (const TextFile& file : c.mappings) out.mappings.emplace_back(file.name, read_mapping(file.bytes, file.file.string()));
  for (const ConnectionSettings& connection : c.connections) {
    out.zones[connection.name] = connection.zone;
    if (connection.mailing) out.mailing.insert(connection.name);
    add_named_mappings(connection, out.mappings);
  }
  return out;
}

}  // namespace musubi
