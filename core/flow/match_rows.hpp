// The rows of any list, matched without knowing what kind of list it is (docs/matching.md).
#pragma once
#include <string>

#include "core/flow/list.hpp"
#include "core/resolve/match_list.hpp"

namespace musubi {

/// Whether a list is one of Japanese customers: columns of names, companies or addresses, recognised by their headings, whose
/// cells are mostly Japanese. Such a list is better off with deduplicate(), which knows readings, addresses and phones.
bool is_of_japanese_customers(const List& list, size_t id_column);

/// match_list() of all columns but `id_column`. `config`: the file of the settings, for messages. Throws
/// Error("flow.no_such_list_column") where the settings name a column that is not there.
MatchedList match_rows(const List& list, size_t id_column, const ListSettings& settings, const std::string& config, unsigned threads);

}  // namespace musubi
