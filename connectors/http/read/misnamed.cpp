#include "connectors/http/read/misnamed.hpp"

#include <algorithm>

#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/json_scan.hpp"
#include "connectors/http/request/notes.hpp"
#include "core/sdk/nearest.hpp"

namespace musubi::http {
namespace {

constexpr size_t kMostNames = 8, kLongestName = 40;

std::string joined(const std::vector<std::string>& all, const char* between) {
  std::string out;
  for (const std::string& one : all) out += (out.empty() ? "" : between) + one;
  return out;
}

bool holds_any(std::string_view value) {
  switch (json_kind(value)) {
    case '{': return !json_members(value).empty();
    case '[': return !json_elements(value).empty();
    default: return false;
  }
}

/// Members that are named by what is told of people are not for a log.
bool is_a_word(std::string_view name) {
  return name.size() <= kLongestName && std::ranges::all_of(name, [](unsigned char c) { return c > ' ' && c < 127 && c != '@' && c != '"'; }) &&
         !std::ranges::all_of(name, [](unsigned char c) { return c < 'A'; });
}

}  // namespace

Misnamed::Misnamed(Session& session, const Stream& stream, const std::vector<std::string>& path)
    : session_(session), stream_(stream), path_(path), leads_somewhere_(path.empty()) {
  const Names names = session.names();
  if (stream.cursor) cursor_ = stream.cursor->field.text({names, session.clock()});
}

void Misnamed::see(const std::vector<std::string_view>& documents) {
  for (std::string_view document : documents) {
    if (leads_somewhere_) return;
    const auto end = dead_end(document, path_);
    if (!end) leads_somewhere_ = true;
    if (!end || (place_ && place_->holds_more)) continue;
    Place here;
    const std::string before = joined({path_.begin(), path_.begin() + static_cast<ptrdiff_t>(end->steps)}, ".") + (end->steps ? "." : "");
    if (json_kind(end->value) == '[') here.items = json_elements(end->value).size();
    if (json_kind(end->value) == '{')
      for (const JsonMember& member : json_members(end->value)) {
        here.holds_more = here.holds_more || holds_any(member.value);
        if (is_a_word(member.name) && here.names.size() < kMostNames) here.names.push_back(before + std::string(member.name));
      }
    if (documents.size() > 1) here = {.names = {}, .items = documents.size()};  // a list's elements are documents of their own
    here.holds_more = here.holds_more || here.items.value_or(0) > 0;
    if (!place_ || here.holds_more) place_ = std::move(here);
  }
}

void Misnamed::see(const Record& record) {
  if (cursor_.empty() || has_cursor_ || record.unread() || record.is_gone() || !record.is_object()) return;
  has_cursor_ = record.find({cursor_}).has_value();
  if (has_cursor_ || first_) return;
  first_.emplace();
  const Json tree = record.tree();
  for (const auto& [name, value] : tree.items()) first_->push_back(name);
}

/// What lists nothing but numbers and texts may say thereby that there is nothing ({"total": 0}): that is for the log alone.
void Misnamed::tell_of_path() const {
  note(session_, place_->holds_more ? MU_LOG_WARN : MU_LOG_INFO, "nothing_at_path",
      {{"stream", stream_.name}, {"path", joined(path_, ".")}, {"names", joined(place_->names, ", ")}, {"items", place_->items ? std::to_string(*place_->items) : ""}});
}

void Misnamed::tell(bool ended) {
  if (!leads_somewhere_ && place_) tell_of_path();
  if (ended && first_ && !has_cursor_) note(session_, MU_LOG_WARN, "no_cursor_field", {{"stream", stream_.name}, {"field", cursor_}, {"nearest", nearest_name(cursor_, *first_)}});
  place_.reset();
  first_.reset();
}

void ParentKey::see(const Json& record) {
  std::vector<std::string> before;
  const Json* at = &record;
  for (const std::string& step : path_) {
    const Json* next = value_at(*at, {step});
    if (!next) break;
    before.push_back(step);
    at = next;
  }
  const bool stands = before.size() == path_.size() || at->is_null();
  absent_ += !stands;
  stands_ = stands_ || stands;
  if (records_++ || stands || !at->is_object()) return;
  for (const auto& [name, value] : at->items()) names_.push_back(joined(before, "/") + (before.empty() ? "" : "/") + name);
}

void ParentKey::tell() const {
  if (records_ && !stands_)
    note(session_, MU_LOG_WARN, "no_parent_key", {{"stream", parent_}, {"field", written_}, {"records", std::to_string(records_)}, {"nearest", nearest_name(written_, names_)}});
  else if (absent_)
    note(session_, MU_LOG_INFO, "no_parent_key_in_some", {{"stream", parent_}, {"field", written_}, {"records", std::to_string(records_)}, {"absent", std::to_string(absent_)}});
}

}  // namespace musubi::http
