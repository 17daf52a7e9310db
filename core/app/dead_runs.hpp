// Runs whose process is gone, before a command tells of runs.
#pragma once
#include "core/app/command.hpp"

namespace musubi {

/// The session for a command that looks at runs. Before it, those whose process is gone are closed and that is kept, in a session of its own: closing
/// holds what a sync of the connection asks for, and the looking may last. Throws Error.
Session looking_at_runs(const Context& context, Hub& hub);

}  // namespace musubi
