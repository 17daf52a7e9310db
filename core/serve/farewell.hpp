// Last words: refusals after which a connection ends, whatever its other side was about to ask.
#pragma once
#include "core/serve/line.hpp"
#include "core/serve/refusal.hpp"

namespace musubi {

/// Says why, and lets what still comes run by for a second at most (Line::linger).
void end_line(Line& line, const Refusal& why);

/// Closes `socket` at once since there are too many; with a sentence where it is `plain`, without TLS, and takes no wait.
void turn_away(int socket, bool plain);

}  // namespace musubi
