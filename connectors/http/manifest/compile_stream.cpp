#include <algorithm>

#include "connectors/http/manifest/query_properties.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

constexpr int kDepth = 20;  // of parents of parents

std::vector<std::vector<std::string>> compile_key(const Part& part) {
  std::vector<std::vector<std::string>> out;
  const Json* key = part.find("primary_key");
  if (!key) return out;
  for (const Json& one : key->is_array() ? *key : Json::array({*key})) {
    std::vector<std::string> path;
    for (const Json& step : one.is_array() ? one : Json::array({one}))
      if (std::string name = part.plain_of(step, "primary_key"); !name.empty()) path.push_back(std::move(name));
    if (!path.empty()) out.push_back(std::move(path));
  }
  return out;
}

/// What a manifest lists is taken as it stands, the text "1" as a text; an expression is evaluated.
Input listed_values(const Part& part) {
  Input out = part.fields("values", false);
  const Json* all = part.find("values");
  if (!all || !all->is_array()) return out;
  for (size_t i = 0; i < all->size(); ++i) {
    const Json& one = (*all)[i];
    if (!one.is_string() || one.get_ref<const std::string&>().find('{') != std::string::npos) continue;
    out.elements[i] = Input();
    out.elements[i].constant = one;
  }
  return out;
}

Router compile_list(const Part& part) {
  Router out;
  out.values = listed_values(part);
  out.field = part.need_text("cursor_field");
  out.option = part.option("request_option");
  if (!part.has("values")) part.lacks_at("values", "missing");
  return out;
}

Router compile_parents(const Part& part, Manifest& into, int depth) {
  Router out;
  out.kind = Router::Kind::parents;
  for (const Part& one : part.children("parent_stream_configs")) {
    if (one.type() != "ParentStreamConfig") {
      one.unknown();
      continue;
    }
    Router::Parent parent;
    parent.key = one.need_text("parent_key");
    parent.field = one.need_text("partition_field");
    parent.option = one.option("request_option");
    parent.incremental = one.flag("incremental_dependency");
    if (const Json* extra = one.find("extra_fields"); extra && extra->is_array())
      for (const Json& path : *extra) {
        std::vector<Interpolated> steps;
        for (const Json& step : path.is_array() ? path : Json::array({path}))
          steps.push_back(one.interpolated(step, "extra_fields", false, Takes::numbers));
        parent.extra.push_back(std::move(steps));
      }
    Stream stream = compile_stream(one.child("stream"), into, depth + 1);
    want_all_properties(stream);
    parent.stream = std::make_shared<const Stream>(std::move(stream));
    out.parents.push_back(std::move(parent));
  }
  if (out.parents.empty()) part.lacks_at("parent_stream_configs", "missing");
  return out;
}

std::optional<Router> compile_router(const Part& part, Manifest& into, int depth);

bool adds_to_requests(const Router& router) {
  return router.option || std::ranges::any_of(router.parents, [](const Router::Parent& parent) { return parent.option.has_value(); });
}

/// A partition comes of any of the members: what one of them would add to requests has no place.
Router compile_united(const Part& part, Manifest& into, int depth) {
  Router out;
  out.kind = Router::Kind::united;
  out.field = part.need_text("partition_field");
  const std::vector<Part> members = part.children("partition_routers");
  if (members.size() < 2) part.lacks_at("partition_routers", "too_few");
  for (const Part& one : members) {
    auto member = compile_router(one, into, depth);
    if (!member) continue;
    if (adds_to_requests(*member)) one.lacks_at("request_option", "not_beside", {{"what", "UnionPartitionRouter"}});
    out.members.push_back(std::move(*member));
  }
  return out;
}

std::optional<Router> compile_router(const Part& part, Manifest& into, int depth) {
  if (part.type() == "ListPartitionRouter") return compile_list(part);
  if (part.type() == "UnionPartitionRouter") return compile_united(part, into, depth);
  if (part.type() == "SubstreamPartitionRouter") return compile_parents(part, into, depth);
  part.unknown();
  return std::nullopt;
}

/// Several partitions of another router as one; what that would add to requests is left out.
void add_group(const Part& part, Manifest& into, int depth, std::vector<Router>& out) {
  const int64_t size = part.whole("group_size", 0);
  if (size < 1) part.lacks_at("group_size", "no_count");
  auto router = compile_router(part.child("underlying_partition_router"), into, depth);
  if (!router) return;
  router->group = static_cast<size_t>(std::max<int64_t>(size, 1));
  router->deduplicates = part.flag("deduplicate", true);
  router->option.reset();
  for (Router::Parent& parent : router->parents) parent.option.reset();
  out.push_back(std::move(*router));
}

/// file_path may hold parameters; the settings are not known yet.
std::string schema_path(const Part& part) {
  const Json none = Json::object();
  Names names;
  names.set("config", Value::borrowed(none));
  const Clock clock = [] { return int64_t{0}; };
  try {
    return part.text("file_path").text({names, clock});
  } catch (const Trouble&) {
    part.lacks_at("file_path", "unevaluated");
    return "";
  }
}

bool is_counted(const Stream& stream) {
  return stream.cursor && stream.cursor->counts;
}

/// Of a stream that is offered; what else reads only follows it.
void doubt_no_key(const Part& part, const Stream& stream, int depth) {
  const bool goes_on = stream.cursor || (stream.going_on && stream.going_on->cursor);
  if (depth == 0 && goes_on && stream.key.empty()) part.doubts_at("primary_key", "another_each_time");
}

/// Reads by one stream at first, and by another once there is a state.
Stream compile_delegating(const Part& part, Manifest& into, int depth) {
  Stream out = compile_stream(part.child("full_refresh_stream"), into, depth + 1);
  auto going_on = std::make_shared<Stream>(compile_stream(part.child("incremental_stream"), into, depth + 1));
  const std::string name = part.plain("name");
  for (const std::string& other : {out.name, going_on->name})
    if (other != name) part.lacks_at("name", "other_name", {{"name", name}, {"other", other}});
  out.retention = part.maybe_text("api_retention_period");
  if (out.retention && (is_counted(out) || is_counted(*going_on)))
    part.lacks_at("api_retention_period", "not_beside", {{"what", "IncrementingCountCursor"}});
  out.name = name;
  out.path = part.path();
  out.going_on = std::move(going_on);
  doubt_no_key(part, out, depth);
  return out;
}

}  // namespace

std::vector<Router> compile_routers(const Part& part, Manifest& into, int depth) {
  std::vector<Router> out;
  for (const Part& one : part.children("partition_router")) {
    if (one.type() == "GroupingPartitionRouter")
      add_group(one, into, depth, out);
    else if (auto router = compile_router(one, into, depth))
      out.push_back(std::move(*router));
  }
  if (out.empty() && part.has("stream_slicer")) part.lacks_at("stream_slicer", "renamed", {{"name", "partition_router"}});
  return out;
}

void compile_schema(const Part& part, Stream& into) {
  into.schema = nullptr;
  if (part.type() == "InlineSchemaLoader") {
    if (const Json* schema = part.find("schema"); schema && schema->is_object()) into.schema = *schema;
  } else if (part.is_null() || (part.type() == "JsonFileSchemaLoader" && !part.has("file_path"))) {
    into.schema_file = "schemas/" + into.name + ".json";
  } else if (part.type() == "JsonFileSchemaLoader") {
    into.schema_file = schema_path(part);
  } else if (!part.node().is_array() && part.type() != "DynamicSchemaLoader" &&
             part.type() != "CompositeSchemaLoader") {
    part.unknown();
  }
  // The rest are schemas asked from the source: they describe, and change nothing that is read.
}

Stream compile_stream(const Part& part, Manifest& into, int depth) {
  Stream out;
  out.path = part.path();
  out.name = part.plain("name");
  if (depth > kDepth) {
    part.lacks("too_deep");
    return out;
  }
  if (part.type() == "StateDelegatingStream") return compile_delegating(part, into, depth);
  if (part.type() != "DeclarativeStream") {
    part.unknown();
    return out;
  }
  if (out.name.empty()) part.lacks_at("name", "missing");
  out.key = compile_key(part);
  Part retriever = part.child("retriever");
  const bool exports = retriever.type() == "AsyncRetriever";
  if (!exports && retriever.type() != "SimpleRetriever") {
    retriever.unknown();
  } else if (exports) {
    compile_job(retriever, out);
    out.routers = compile_routers(retriever, into, depth);
    leave_to_requesters(out.routers);
  } else {
    out.requester = compile_requester(retriever.child("requester"));
    out.decoder = compile_decoder(retriever.child("decoder"));
    out.selector = compile_selector(retriever.child("record_selector"));
    out.paginator = compile_paginator(retriever.child("paginator"));
    out.routers = compile_routers(retriever, into, depth);
    out.first_page_only = retriever.flag("ignore_stream_slicer_parameters_on_paginated_requests");
  }
  compile_transformations(part, out.selector.transformations);
  out.cursor = compile_cursor(part.child("incremental_sync"));
  doubt_no_key(part, out, depth);
  if (exports && out.cursor) leave_to_requesters(*out.cursor);
  if (is_counted(out) && !out.routers.empty()) part.lacks_at("incremental_sync", "not_beside", {{"what", "partition_router"}});
  if (out.cursor && out.cursor->client_side && !retriever.child("record_selector").has("transform_before_filtering"))
    out.selector.transform_first = true;
  out.again = compile_reading_again(retriever, part.child("incremental_sync"), out);
  if (part.has("file_uploader")) part.doubts_at("file_uploader", "no_files");
  for (const Part& migration : part.children("state_migrations"))  // of states that were never written here
    if (migration.type() != "LegacyToPerPartitionStateMigration") migration.unknown();
  compile_schema(part.child("schema_loader"), out);
  compile_own(part.child("x-musubi"), out);
  return out;
}

}  // namespace musubi::http
