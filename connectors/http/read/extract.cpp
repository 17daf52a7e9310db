#include "connectors/http/read/extract.hpp"

#include <algorithm>
#include <charconv>

#include "connectors/http/read/json_scan.hpp"

namespace musubi::http {
namespace {

std::optional<size_t> index_of(const std::string& step) {
  size_t out = 0;
  auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), out);
  return error == std::errc() && !step.empty() && end == step.data() + step.size() ? std::optional(out)
                                                                                   : std::nullopt;
}

std::optional<std::string_view> step_into(std::string_view value, const std::string& step) {
  char kind = json_kind(value);
  if (kind == '{') return json_member(value, step);
  auto index = kind == '[' ? index_of(step) : std::nullopt;
  if (!index) return std::nullopt;
  auto all = json_elements(value);
  return *index < all.size() ? std::optional(all[*index]) : std::nullopt;
}

void expand(std::string_view value, const std::vector<std::string>& path, size_t at,
            std::vector<std::string_view>& out) {
  if (at == path.size()) return out.push_back(value);
  if (path[at] != "*") {
    if (auto next = step_into(value, path[at])) expand(*next, path, at + 1, out);
    return;
  }
  if (json_kind(value) == '[')
    for (std::string_view one : json_elements(value)) expand(one, path, at + 1, out);
  else
    for (const JsonMember& one : json_members(value)) expand(one.value, path, at + 1, out);
}

/// Empty objects, nulls, false, zero and "" are no records.
bool counts(std::string_view value) {
  char kind = json_kind(value);
  if (kind == '{') return !json_members(value).empty();
  return kind != 'n' && kind != 'f' && value != "0" && value != "\"\"";
}

}  // namespace

void extract_records(std::string_view document, const std::vector<std::string>& path,
                     std::vector<std::string_view>& out) {
  if (std::ranges::find(path, "*") != path.end()) return expand(document, path, 0, out);
  std::string_view value = document;
  for (const std::string& step : path) {
    auto next = step_into(value, step);
    if (!next) return;
    value = *next;
  }
  value = json_value_at(value, 0);
  if (json_kind(value) == '[') {
    auto all = json_elements(value);
    out.insert(out.end(), all.begin(), all.end());
  } else if (counts(value)) {
    out.push_back(value);
  }
}

std::optional<DeadEnd> dead_end(std::string_view document, const std::vector<std::string>& path) {
  if (std::ranges::find(path, "*") != path.end()) return std::nullopt;
  DeadEnd out{json_value_at(document, 0)};
  for (; out.steps < path.size(); ++out.steps) {
    const auto next = step_into(out.value, path[out.steps]);
    if (!next) return out;
    out.value = json_value_at(*next, 0);
  }
  return std::nullopt;
}

const Json* value_at(const Json& in, const std::vector<std::string>& path, bool from_end) {
  const Json* at = &in;
  for (const std::string& step : path) {
    if (at->is_object()) {
      auto next = at->find(step);
      if (next == at->end()) return nullptr;
      at = &*next;
    } else {
      const bool backwards = from_end && step.starts_with('-');
      auto index = at->is_array() ? index_of(backwards ? step.substr(1) : step) : std::nullopt;
      if (!index || (backwards ? *index == 0 || *index > at->size() : *index >= at->size())) return nullptr;
      at = &(*at)[backwards ? at->size() - *index : *index];
    }
  }
  return at;
}

}  // namespace musubi::http
