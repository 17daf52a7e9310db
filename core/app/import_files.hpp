// The files an import leaves behind: a connection and a mapping that a person can read and change.
#pragma once
#include <filesystem>
#include <string>

#include "core/app/seen.hpp"
#include "core/map/suggest.hpp"

namespace musubi {

/// A list that is to become, or is, a connection with the one stream "list".
struct ImportPlan {
  std::string name;            // of the connection
  ListChoice choice;
  std::vector<std::string> key;
  std::string mapping;         // text of the mapping file
  std::filesystem::path connection_file, mapping_file;
  bool known = false;          // the connection is there already, and its mapping is kept
};

/// The connection's file as text.
std::string connection_text(const ImportPlan& plan, Lang lang);

/// The connection as if its file were there already.
ConnectionSettings planned_connection(const ImportPlan& plan, const Context& context);

/// Writes both files (of a connection that is known, only the path of its list, in place). Throws Error app.cannot_write, or
/// app.import_path_line where the connection's file has not exactly one line for it.
void write_plan(const ImportPlan& plan, Lang lang);

}  // namespace musubi
