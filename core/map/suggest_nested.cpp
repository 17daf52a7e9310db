#include "core/map/suggest_nested.hpp"

#include <algorithm>

#include "core/text/fold.hpp"

namespace musubi::map {
namespace {

/// As folded: what wraps the record's own values.
constexpr std::string_view wraps[] = {"attributes", "fields", "properties", "property", "data",   "values",  "value",   "profile", "person",  "people", "user",
                                      "customer",   "client", "contact",    "contacts", "member", "patient", "student", "guest",   "buyer",   "personal", "info",
                                      "details",    "detail", "basic",      "record",   "item",   "node",    "content", "general", "account", "subscriber", "names", "billing"};
/// Who works with the record, or sells.
constexpr std::string_view workers[] = {"owner",    "createdby", "updatedby", "modifiedby", "lastmodifiedby", "assignee", "assignedto", "assigned", "staff",  "agent",
                                        "operator", "author",    "editor",    "seller",     "shop",           "store",    "vendor",     "creator",  "salesrep", "salesperson", "employee"};

std::string folded_name(const std::string& name) {
  std::string out;
  for (char c : text::fold_case(text::nfkc(name)))
    if (c != '_' && c != '-' && c != ' ') out += c;
  return out;
}

template <size_t N>
bool holds(const std::string_view (&words)[N], const std::string& name) {
  return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

/// Roles by which other things are told, too.
bool of_anything(Role role) {
  switch (role) {
    case Role::name:
    case Role::id:
    case Role::label:
    case Role::title:
    case Role::customer_type:
    case Role::note:
    case Role::website:
    case Role::updated_at:
    case Role::since:
      return true;
    default:
      return false;
  }
}

bool names_or_numbers(Role role) { return role == Role::name || role == Role::family || role == Role::given || role == Role::company || role == Role::id; }

}  // namespace

std::set<std::string> objects_of_their_own(const SeenList& list) {
  std::set<std::string> out;
  for (const SeenColumn& column : list.columns) {
    if (column.steps.size() != 2 || column.of_elements()) continue;
    const std::string top = folded_name(column.top());
    if (holds(wraps, top) || top.find("address") != top.npos || top.find("住所") != top.npos) continue;
    const Heading own = read_heading(column.steps[1].name);
    if (own.exact && names_or_numbers(own.role)) out.insert(column.top());
  }
  return out;
}

Heading read_column(const SeenColumn& column) {
  const auto& steps = column.steps;
  for (size_t i = 0; i + 1 < steps.size(); ++i)
    if (holds(workers, folded_name(steps[i].name))) return {Role::unused, Whose::own, 0, true};
  Heading whole = read_heading(column.name);
  if (steps.size() < 2 || whole.exact) return whole;
  std::string tail;
  for (size_t i = 1; i < steps.size(); ++i) tail += (tail.empty() ? "" : ".") + steps[i].name;
  for (size_t from = 1; from < steps.size(); ++from) {
    Heading one = read_heading(tail);
    const bool wrapped = std::all_of(steps.begin(), steps.begin() + ptrdiff_t(from), [](const auto& step) { return holds(wraps, folded_name(step.name)); });
    if (one.exact && (wrapped || !of_anything(one.role))) {
      one.whose = whole.whose == Whose::own ? one.whose : whole.whose;
      return one;
    }
    tail.erase(0, steps[from].name.size() + 1);
  }
  return whole;
}

}  // namespace musubi::map
