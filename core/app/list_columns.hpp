// What `musubi dedupe` took each column of a list for, so that a person can correct it.
#pragma once
#include "core/app/command.hpp"
#include "core/flow/match_rows.hpp"

namespace musubi {

/// The columns as the customer matcher read them, by their headings.
void print_customer_columns(const Context& context, const List& list, size_t id);
/// The columns as the general matcher read them, by their contents, and why some were left out.
void print_list_columns(const Context& context, const List& list, size_t id, const MatchedList& matched);

}  // namespace musubi
