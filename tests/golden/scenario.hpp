// A golden scenario file:
//
//   # what it is about
//   mapping CONNECTION.STREAM          a mapping file's text, up to the line "end"
//   source CONNECTION.STREAM KEY…      one JSON record a line; its key is the value of the named members joined by |
//   run                                what came so far is one run
//   decide CONN.STREAM/KEY#PARTY same|different|household CONN.STREAM/KEY#PARTY
//   matching | survivorship            a settings file's text, up to "end"
//   delete CONNECTION.STREAM KEY       the source deletes that record
//   ----                               behind it stands the expected snapshot (snapshot.hpp)
#pragma once
#include <string>
#include <vector>

#include "core/record/link.hpp"
#include "core/record/source.hpp"
#include "core/settings/settings.hpp"

namespace musubi::golden {

/// One thing that happens: a record comes (or is deleted), or a steward decides.
struct Event {
  RecordKey record;
  std::string json;                 // "" = a decision
  bool deleted = false;
  size_t run = 0;
  std::optional<Decision> decision;
};

struct Scenario {
  std::string file, head, expected;  // head: everything up to and with "----"
  Configuration configuration;       // mappings and rules only
  std::vector<Event> events;
  size_t runs = 1;
};

/// Throws std::runtime_error naming file and line.
Scenario read_scenario(const std::string& file);

}  // namespace musubi::golden
