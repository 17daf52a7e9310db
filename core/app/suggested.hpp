// A suggestion with a person's answers: used by `import` and `mapping suggest`.
#pragma once
#include <string>

#include "core/app/command.hpp"
#include "core/app/seen.hpp"
#include "core/map/suggest.hpp"

namespace musubi {

/// The list that the options name. Throws Error where there is no such file.
ListChoice chosen_list(const ImportOptions& options);

/// Looks at the list; where a workbook has several lists or an archive several files, asks which (or takes the first).
/// `asked` counts questions.
LookedAt look_at_chosen(Context& context, Plugins& plugins, ListChoice& choice, bool yes, int* asked);

/// The suggestion after the questions that are worth asking. Throws Error where nobody can be found in the list.
Suggestion asked_suggestion(const Context& context, const LookedAt& looked, bool yes, const std::string& file, int* asked);

/// Which column is taken for what.
void print_suggestion(const Context& context, const LookedAt& looked, const Suggestion& suggestion);

}  // namespace musubi
