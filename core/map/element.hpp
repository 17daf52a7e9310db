// What `each` repeats a party or a fact by.
#pragma once
#include <optional>
#include <vector>

#include "core/map/evaluate.hpp"

namespace musubi::map {

/// Where a party or a fact stands: an element of a list, or the record and one of its people.
struct Element {
  uint32_t here;
  std::optional<text::Mailbox> mailbox;

  /// The scope of what is inside; valid as long as the element is.
  Scope inside(const Scope& top) const { return {top.tree, here, top.record, top.context, top.notes, mailbox ? &*mailbox : nullptr}; }
};

/// The elements of `each`: those of an array, or the one object that stands there; the people of texts, each once (their address without regard to case, else the
/// name); the scope itself where there is no `each`.
std::vector<Element> elements(const std::optional<Each>& each, const Scope& scope);

}  // namespace musubi::map
