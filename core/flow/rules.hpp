// The rules of a configuration, compiled once per command: mappings, model, survivorship.
#pragma once
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/map/map.hpp"
#include "core/merge/merge.hpp"
#include "core/resolve/resolve.hpp"
#include "core/settings/settings.hpp"

namespace musubi {

/// Everything that decides how source records become customers. Immutable after loading; read by several threads.
struct Rules {
  std::vector<std::pair<std::string, Mapping>> mappings;  // by "connection.stream"; what references look up
  std::map<std::string, std::string> zones;               // connection → IANA zone
  std::set<std::string> mailing;                          // connections that may feed mailing
  std::string zone = "Asia/Tokyo";                        // the hub's: where a source's time becomes a day
  Model model;
  Survivorship survivorship;
  int64_t model_number = 0;  // of the kept model that `model` holds; 0: the shipped one

  /// The mapping of a stream; nullptr if it has none.
  const Mapping* mapping(const StreamName& stream) const;
  /// How naive times of a connection are read and references resolved.
  MapContext context(const std::string& connection) const;
};

/// A digest of everything that decides how the records of one connection are published: its mappings, matching.yaml,
/// survivorship.yaml, its time zone, whether it may feed mailing, and the number of the match model. Hexadecimal.
std::string rules_digest(const Configuration& configuration, const ConnectionSettings& connection, int64_t model_number);

/// Compiles what the configuration holds, with the shipped match model. A stream's mapping is the file its settings name, else <connection>.<stream>.
/// Throws Error naming file and line.
Rules load_rules(const Configuration& configuration);

}  // namespace musubi
