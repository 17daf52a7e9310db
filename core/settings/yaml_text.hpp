// Settings written as YAML that a person reads and changes.
#pragma once
#include <string>

#include "core/settings/document.hpp"

namespace musubi {

/// `value`, a map, as YAML: maps in blocks, lists and maps of one plain member in a line. read_document gives the same back, but
/// for empty maps, which are left out.
std::string yaml_text(const Json& value);

}  // namespace musubi
