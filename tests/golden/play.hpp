// Plays a scenario into an empty database in one of several ways that must all end in the same master.
#pragma once
#include <string>
#include <vector>

#include "core/flow/hub.hpp"
#include "tests/golden/scenario.hpp"

namespace musubi::golden {

/// Empties every table (not the migrations). Tests only.
void wipe(Store& store);

/// In what order and pieces the events come.
enum class Way { as_written, one_at_a_time, shuffled, twice };

/// Plays all events and returns the snapshot; checks on the way that every run reconciles (throws std::logic_error) and,
/// for `twice`, that the second time everything was unchanged. `seed` is for `shuffled`: order stays within a key.
std::string play(Hub& hub, const Scenario& scenario, Way way, unsigned seed = 0);

/// Plays the scenario as often as there are commits in it, each time killing a child process (SIGKILL) right after one of
/// them and playing that run again in full, as a restarted program would. Returns a snapshot for each kill, and how many there
/// were is the list's size.
std::vector<std::string> play_killed(const Configuration& configuration, const Scenario& scenario);

}  // namespace musubi::golden
