// A golden scenario file:
//
//   # what it is about
//   mapping CONNECTION.STREAM          a mapping file's text, up to the line "end"
//   shipped CONNECTION.STREAM…         mapping files that come with Musubi
//   preset NAME CONNECTION             the mappings that musubi init --preset NAME writes for that connection
//   pull CONNECTION.STREAM CONNECTOR PATH KEY…      what the plug-in reads there, below tests/golden; KEY: of a list
//   mailing CONNECTION…                these connections may feed mailing
//   source CONNECTION.STREAM KEY…      one JSON record a line; its key is the value of the named members joined by |
//   run                                what came so far is one run
//   decide CONN.STREAM/KEY#PARTY same|different|household CONN.STREAM/KEY#PARTY
//   merge PARTY PARTY | split PARTY | pin PARTY FIELD VALUE | claim CONNECTION.STREAM/KEY PARTY      other words of a steward
//   accept PARTY FIELD | refuse PARTY FIELD      on the proposal that is open for the customer
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

/// A steward's word on the customers of parties, other than a decision on a pair.
struct SpokenWord {
  std::string verb, first, second;  // first: a field or a receipt; second: a value
  std::vector<PartyKey> parties;
};

/// One thing that happens: a record comes (or is deleted), or a steward speaks.
struct Event {
  RecordKey record;
  std::string json;                 // "" = a steward's word
  bool deleted = false;
  size_t run = 0;
  std::optional<Decision> decision;
  std::optional<SpokenWord> word = {};
  bool said() const { return decision || word; }
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
