#include "connectors/http/read/asked_streams.hpp"

#include <set>

#include "connectors/http/fail.hpp"
#include "connectors/http/manifest/stream_template.hpp"
#include "connectors/http/read/partitions.hpp"
#include "connectors/http/read/reader.hpp"
#include "connectors/http/read/turns.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr size_t kMostAsked = 10'000;  // streams of one template

std::vector<TemplateValues> asked_values(Session& session, const StreamTemplate& of) {
  std::vector<TemplateValues> out;
  Reader reader(session, *of.asked);
  ParentStates parents;
  Turns turns(session, 1);
  for_each_partition(turns, session, *of.asked, parents, [&](const Slice& slice) {
    SliceRead read(
        reader, slice, nullptr,
        [&](Record& record) {
          record.need();
          if (out.size() == kMostAsked) trouble("the source lists too many streams of a template");
          out.push_back({record.tree(), slice.seen()});
        },
        [](const Json&) { return true; });
    turns.complete(read);
  });
  return out;
}

void refuse_same_names(const Manifest& manifest) {
  std::set<std::string> names;
  for (const Stream& stream : manifest.streams)
    if (!names.insert(stream.name).second && !stream.made_by.empty())
      config_failure("stream_twice", {{"stream", stream.name}, {"template", stream.made_by}});
}

}  // namespace

Manifest with_asked_streams(Session& session, const Manifest& manifest) {
  const Names names = session.names();
  const Scope scope{names, session.clock()};
  Manifest with = manifest;
  for (const auto& one : manifest.templates) add_streams(*one, asked_values(session, *one), scope, with);
  refuse_same_names(with);
  with.templates.clear();
  return with;
}

}  // namespace musubi::http
