// What a template reads of what it is given: config['a'].b and config.get('a') read the settings "a.b" and "a".
#pragma once
#include <set>
#include <string>

#include "connectors/http/template/parser.hpp"

namespace musubi::http {

/// Adds the settings that a template reads by constant names, their steps parted by dots.
void collect_setting_paths(const Template& of, std::set<std::string>& out);

/// The members of `root` that a template reads by constant names, each by its whole name ("@odata.nextLink");
/// nothing where it may read all of it: a name that is worked out, root.items(), root itself.
std::optional<std::set<std::string>> members_read(const Template& of, const std::string& root);

}  // namespace musubi::http
