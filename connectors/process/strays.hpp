// Processes that a program has started and left behind outside its group: found by a variable of their
// environment.
#pragma once
#include <string>

namespace musubi::process {

/// The variable by which all that is started with a private folder can be known: "NAME=folder".
std::string mark_of(const std::string& folder);

/// Kills each process of this user whose environment has `mark` as a variable. Looks through /proc, a few
/// milliseconds; again where it found one, for that may have started another, a few times at most. What has
/// emptied its environment, or runs as another user, stays. "" finds nothing.
void end_strays(const std::string& mark);

}  // namespace musubi::process
