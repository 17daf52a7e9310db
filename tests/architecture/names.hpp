// Names say what a thing is (design.md §3), settings have one name everywhere (style.md §3.6), and nothing is
// left for later.
#pragma once
#include "tests/architecture/tree.hpp"

namespace musubi::architecture {

/// Files named manager, helper, util, misc, common or stuff, or not in snake_case.
Findings file_name_violations(const Files& files);

/// Notes to oneself, and places of one machine.
Findings left_over_violations(const Files& files);

/// connectors/*/config.schema.json: a synonym of a canonical setting, or a map that lets unknown settings
/// through.
Findings setting_violations(const Files& files);

}  // namespace musubi::architecture
