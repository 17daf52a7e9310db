// A name means one thing in a program: two types of one name in one namespace are one to the linker, which then runs the members of either for both.
#pragma once
#include "tests/architecture/tree.hpp"

namespace musubi::architecture {

/// Classes and structs with a body in a namespace that has a name, of which the core and one plug-in have two of the same name.
Findings definition_violations(const Files& files);

}  // namespace musubi::architecture
