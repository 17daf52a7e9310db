// The sentences of core/base/messages against the sources that say them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "tests/architecture/tree.hpp"

namespace musubi::architecture {

/// One line of a table: {"room.id", Who::admin, "Japanese", "English"},
struct Sentence {
  std::string path;
  int line = 0;
  std::string id, who, ja, en;
};

/// The sentences of core/base/messages/*.inc; a line that is none is a finding.
std::vector<Sentence> sentences_of(const Files& files, Findings& malformed);

/// Both languages there and different, the same placeholders in both, an id of its own room, none twice.
Findings sentence_violations(const Files& files);

/// Ids that core says ("store.down") without a sentence, and sentences that nothing in core says.
Findings id_violations(const Files& files);

}  // namespace musubi::architecture
