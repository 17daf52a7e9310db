// What a mapping makes of one raw record.
#pragma once
#include <string>
#include <vector>

#include "core/base/message.hpp"
#include "core/record/fact.hpp"
#include "core/record/profile.hpp"

namespace musubi {

/// A doubtful or unreadable value that did not hold the record: the field stays as it is, the note says why.
struct Note {
  std::string field;  // the source's own field, or party.field
  Message message;
};

/// `problem` set: the record is held (quarantined) for that reason, and the rest is empty.
struct Mapped {
  RecordKey record;
  std::vector<Profile> profiles;
  std::vector<Fact> facts;
  std::vector<Note> notes;
  std::optional<Message> problem;
  std::string problem_step, problem_field;  // "map", "normalize"; the source's field, "" if none
};

}  // namespace musubi
