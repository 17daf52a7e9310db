// Values of a record by the compiled expressions.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "core/map/program.hpp"
#include "core/map/reading.hpp"
#include "core/map/tree.hpp"
#include "core/record/mapped.hpp"
#include "core/text/mailboxes.hpp"

namespace musubi::map {

/// Where an expression looks: the record, the element of `each` it is in, what surrounds it, and where notes
/// go.
struct Scope {
  const RecordTree& tree;
  uint32_t here;
  const RawRecord& record;
  const MapContext& context;
  std::vector<Note>& notes;
  const text::Mailbox* mailbox = nullptr;  // the one that `each: {mailboxes: …}` is at
};

/// What an expression gave. `present`: the record has the field, if only as an empty text. `problem`: there
/// was a text that could not be used (not in `values`, unreadable for `as`); its value is left out. `incomplete`: the problem of a
/// part of a `join`, which is noted already; the other parts stand.
struct Value {
  std::vector<Text> texts;  // none of them empty
  bool present = false;
  std::optional<Message> problem, incomplete;

  bool empty() const { return texts.empty(); }
  /// The first text, "" if there is none.
  const std::string& text() const;
};

/// Notes about cleaned texts are added to the scope; `problem` is the caller's to note or to hold the record
/// for.
Value evaluate(const ValueExpr& expr, const Scope& scope);

/// A value of which the table knows nothing says no, and is noted.
bool holds(const Condition& condition, const Scope& scope);
bool holds(const std::optional<Condition>& condition, const Scope& scope);

/// Adds a note about a source field (or `otherwise` where the expression has none).
void note(const Scope& scope, const ValueExpr& expr, const std::string& otherwise, Message message);

}  // namespace musubi::map
