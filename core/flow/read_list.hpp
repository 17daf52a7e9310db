// A CSV file as a list in memory.
#pragma once
#include <string>

#include "core/flow/list.hpp"

namespace musubi {

/// The rows of a CSV text in whatever encoding and dialect, blank lines left out; `file` names it in errors. Throws
/// Error("app.broken_csv", file, line) and Error("app.empty_file", file). The result does not depend on `threads`; two halve
/// the time where rows end in mid-text as they seem to.
List read_list(const std::string& bytes, const std::string& file, unsigned threads);

}  // namespace musubi
