// What an imported list is called: by its file's name, so that next month's file of the same list is known again.
#pragma once
#include <string>
#include <string_view>

#include "core/settings/settings.hpp"

namespace musubi {

/// A file's name without what changes from one delivery to the next: folder, endings, dates, "(1)", コピー, 最新.
std::string list_stem(std::string_view path);

/// A connection name ([a-z0-9_-]) for a list of that stem that no connection of the configuration has.
std::string fresh_name(const Configuration& configuration, const std::string& stem);

/// Whether a connection can be called so.
bool is_connection_name(std::string_view name);

/// The path in a connection that reads one list file, "" where it is another kind of connection.
std::string path_of_list(const ConnectionSettings& connection);

/// The connection that reads a list of that stem, nullptr if there is none.
const ConnectionSettings* connection_of_list(const Configuration& configuration, const std::string& stem);

}  // namespace musubi
