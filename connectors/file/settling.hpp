// Which files are still being written: they are left for a later run.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "connectors/file/place.hpp"

namespace musubi::file {

struct Unfinished {
  std::string why;  // id of a sentence, for the log
  Pairs args;       // of it, but for {file} and {stream}
  int seconds = 1;  // until it may be looked at again
};

/// Of those `files` that are `wanted`, by id: one with a companion (members.csv.filepart), one changed less
/// than place.settle() seconds ago, one changed just now that a program of this machine has open for writing, and one whose
/// size or time changes while we look. The last look takes place.settle() seconds by our own clock, 1 to 60, whatever the
/// server's says, and is left out where all that is wanted has stood for a day by a clock that is not ahead of ours. Throws
/// as Place::find does.
std::map<std::string, Unfinished> unfinished(const Host& host, Place& place,
                                             const std::vector<FoundFile>& files,
                                             const std::function<bool(const FoundFile&)>& wanted);

}  // namespace musubi::file
