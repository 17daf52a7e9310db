// Which settings a template reads: config['a'].b and config.get('a') give "a" and "a.b".
#pragma once
#include <set>
#include <string>

#include "connectors/http/template/parser.hpp"

namespace musubi::http {

void collect_setting_paths(const Template& of, std::set<std::string>& out);

/// The members of `root` that a template reads by constant names; nothing where it may read all of it.
std::optional<std::set<std::string>> members_read(const Template& of, const std::string& root);

}  // namespace musubi::http
