#include "connectors/webhook/place.hpp"

#include <algorithm>
#include <charconv>

namespace musubi::webhook {
namespace {

const Json* member(const Json& in, const std::string& name) {
  if (in.is_object()) {
    auto at = in.find(name);
    return at == in.end() ? nullptr : &*at;
  }
  size_t index = 0;
  auto [end, fault] = std::from_chars(name.data(), name.data() + name.size(), index);
  bool number = fault == std::errc() && end == name.data() + name.size();
  return in.is_array() && number && index < in.size() ? &in[index] : nullptr;
}

}  // namespace

Place read_place(std::string_view written) {
  constexpr std::string_view prefix = "header:";
  Place out;
  out.header = written.starts_with(prefix);
  out.name = out.header ? written.substr(prefix.size()) : written;
  for (size_t at = 0; !out.header && at <= written.size();) {
    size_t end = std::min(written.find('.', at), written.size());
    out.members.emplace_back(written.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::string value_at(const Place& place, const Json& event, const Request& request) {
  if (place.header) return std::string(request.header(place.name));
  const Json* at = &event;
  for (const std::string& name : place.members)
    if (!(at = member(*at, name))) return {};
  if (at->is_string()) return at->get<std::string>();
  return at->is_number() || at->is_boolean() ? at->dump() : std::string();
}

bool holds(const Condition& condition, const Json& event, const Request& request) {
  std::string value = value_at(condition.field, event, request);
  return std::any_of(condition.is.begin(), condition.is.end(), [&](const std::string& word) {
    return word.ends_with('*') ? value.starts_with(std::string_view(word).substr(0, word.size() - 1))
                               : value == word;
  });
}

}  // namespace musubi::webhook
