#include "connectors/http/read/extraction.hpp"

#include "connectors/http/messages.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/read/record.hpp"
#include "connectors/http/template/operators.hpp"

namespace musubi::http {
namespace {

/// Whether Python takes it for false.
bool says_nothing(std::string_view record) {
  switch (json_kind(record)) {
    case '{': return json_members(record).empty();
    case '[': return json_elements(record).empty();
    default: return !is_true(parse_json(record));
  }
}

}  // namespace

Extracting::Extracting(Session& session, const Extraction& of, const std::string& stream) : session_(session), of_(of), stream_(stream) {
  const Names names = session.names();
  for (const Interpolated& step : of.path) path_.push_back(step.text({names, session.clock()}));
  if (of.expander) expanding_ = std::make_unique<Expanding>(session, *of.expander, stream);
  if (of.combined)
    for (const Extraction& one : of.combined->all) parts_.push_back(std::make_unique<Extracting>(session, one, stream));
}

Extracting::~Extracting() = default;

void Extracting::run(const std::vector<std::string_view>& documents, const std::vector<JsonMember>& top, const Each& each) {
  if (of_.combined) return run_combined(documents, top, each);
  std::vector<std::string_view> found;
  for (std::string_view document : documents) {
    if (top.empty() || path_.empty() || path_[0] == "*") extract_records(document, path_, found);
    for (const JsonMember& member : top)
      if (!path_.empty() && member.name == path_[0]) extract_records(member.value, {path_.begin() + 1, path_.end()}, found);
    for (std::string_view one : found)
      if (expanding_)
        expanding_->expand(one, [&](std::string_view record) { each(&record); });
      else
        each(&one);
    found.clear();
  }
}

/// Empty records count, but make no part the first that has any.
void Extracting::run_combined(const std::vector<std::string_view>& documents, const std::vector<JsonMember>& top, const Each& each) {
  for (const auto& part : parts_) {
    bool any = false;
    size_t left_out = 0;
    part->run(documents, top, [&](const std::string_view* record) {
      if (!record || (of_.combined->leaves_empty && says_nothing(*record))) {
        ++left_out;
        if (!of_.combined->first_match || any) each(nullptr);
        return;
      }
      if (!any && of_.combined->first_match)
        for (size_t i = 0; i < left_out; ++i) each(nullptr);
      any = true;
      each(record);
    });
    if (left_out && (any || !of_.combined->first_match))
      left_out_.add(session_.host(), "empty_left_out", {{"stream", stream_}, {"records", std::to_string(left_out)}});
    if (any && of_.combined->first_match) return;
  }
}

}  // namespace musubi::http
