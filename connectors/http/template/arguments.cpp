#include "connectors/http/template/builtins.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {

const Value* Arguments::find(size_t place, std::string_view name) const {
  if (place < placed_.size()) return &placed_[place];
  for (const auto& [word, value] : named_)
    if (word == name) return &value;
  return nullptr;
}

const Value& Arguments::need(size_t place, std::string_view name) const {
  if (const Value* found = find(place, name)) return *found;
  type_trouble(of_ + "() missing required argument '" + std::string(name) + "'");
}

std::string Arguments::text(size_t place, std::string_view name) const {
  const Value& found = need(place, name);
  if (found.is_undefined()) undefined_trouble(found.undefined_name());
  if (!found.is_text())
    type_trouble(of_ + "() argument '" + std::string(name) + "' must be str, not " + type_name(found));
  return found.text();
}

std::string Arguments::text(size_t place, std::string_view name, std::string_view otherwise) const {
  const Value* found = find(place, name);
  return found && !found->is_none() ? text(place, name) : std::string(otherwise);
}

int64_t Arguments::integer(size_t place, std::string_view name, int64_t otherwise) const {
  const Value* found = find(place, name);
  if (!found || found->is_none()) return otherwise;
  if (found->is_undefined()) undefined_trouble(found->undefined_name());
  return integer_of(*found);
}

bool Arguments::truth(size_t place, std::string_view name, bool otherwise) const {
  const Value* found = find(place, name);
  return found ? is_true(*found) : otherwise;
}

void Arguments::at_most(size_t most) const {
  if (placed_.size() > most) type_trouble(of_ + "() takes at most " + std::to_string(most) + " arguments");
}

}  // namespace musubi::http
