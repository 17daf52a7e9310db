#include "connectors/http/manifest/query_properties.hpp"

namespace musubi::http {
namespace {

using Chunking = QueryProperties::Chunking;

Chunking compile_chunking(const Part& part) {
  Chunking out;
  if (part.type() != "PropertyChunking") {
    part.unknown();
    return out;
  }
  const std::string by = part.plain("property_limit_type");
  out.by_characters = by == "characters";
  if (!out.by_characters && by != "property_count") part.lacks_at("property_limit_type", "no_limit_type", {{"value", by}});
  out.limit = part.whole("property_limit", 0);
  if (out.limit < 0) part.lacks_at("property_limit", "no_count");
  if (!part.has("record_merge_strategy")) return out;
  const Part merging = part.child("record_merge_strategy");
  if (merging.type() != "GroupByKeyMergeStrategy") {
    merging.unknown();
    return out;
  }
  out.key = merging.plains("key");
  if (out.key.empty()) merging.lacks_at("key", "missing");
  return out;
}

void compile_endpoint(const Part& part, QueryProperties& out) {
  if (part.type() != "PropertiesFromEndpoint") return part.unknown();
  out.name_path = part.steps("property_field_path");
  if (out.name_path.empty()) part.lacks_at("property_field_path", "missing");
  const Part retriever = part.child("retriever");
  for (const char* name : {"partition_router", "stream_slicer"})
    if (retriever.has(name)) retriever.doubts_at(name, "passed_over");
  refuse_beginning_anew(retriever, "PropertiesFromEndpoint");
  out.endpoint = std::make_shared<const Stream>(compile_retriever_of(part, "dynamic_properties"));
}

QueryProperties compile_properties(const Part& part) {
  QueryProperties out;
  const Json* list = part.find("property_list");
  if (!list)
    part.lacks_at("property_list", "missing");
  else if (list->is_array())
    out.listed = part.plains("property_list");
  else
    compile_endpoint(part.child("property_list"), out);
  out.always = part.plains("always_include_properties");
  if (part.has("property_chunking")) out.chunking = compile_chunking(part.child("property_chunking"));
  if (!part.has("property_selector")) return out;
  const Part selector = part.child("property_selector");
  out.of_schema = selector.type() == "JsonSchemaPropertySelector";
  if (!out.of_schema) selector.unknown();
  compile_transformations(selector, out.schema_edits);
  return out;
}

/// Those that stand in a place of `requester` of their own.
std::optional<QueryProperties> compile_beside_parameters(const Part& requester) {
  if (requester.has("fetch_properties_from_endpoint")) {
    QueryProperties out;
    compile_endpoint(requester.child("fetch_properties_from_endpoint"), out);
    return out;
  }
  if (!requester.has("query_properties")) return std::nullopt;
  const Part part = requester.child("query_properties");
  if (part.type() == "QueryProperties") return compile_properties(part);
  part.unknown();
  return std::nullopt;
}

}  // namespace

bool is_query_properties(const Json& value) {
  return value.is_object() && value.contains("type") && value["type"] == "QueryProperties";
}

std::shared_ptr<const QueryProperties> compile_query_properties(const Part& requester) {
  std::optional<QueryProperties> out;
  const Part parameters = requester.child("request_parameters");
  if (parameters.node().is_object())
    for (const auto& [name, value] : parameters.node().items()) {
      if (!is_query_properties(value)) continue;
      if (out) parameters.lacks_at(name, "only_one", {{"what", "QueryProperties"}});
      out = compile_properties(parameters.child(name));
      out->parameter = name;
    }
  if (out && requester.has("fetch_properties_from_endpoint"))
    requester.lacks_at("fetch_properties_from_endpoint", "not_beside", {{"what", "QueryProperties"}});
  if (!out) out = compile_beside_parameters(requester);
  return out ? std::make_shared<const QueryProperties>(std::move(*out)) : nullptr;
}

void want_all_properties(Stream& stream) {
  if (!stream.requester.properties || !stream.requester.properties->of_schema) return;
  auto all = std::make_shared<QueryProperties>(*stream.requester.properties);
  all->of_schema = false;
  stream.requester.properties = std::move(all);
}

Stream compile_retriever_of(const Part& component, const std::string& name) {
  Json stream = {{"type", "DeclarativeStream"}, {"name", name}, {"schema_loader", {{"type", "InlineSchemaLoader"}}}};
  if (const Json* retriever = component.find("retriever")) stream["retriever"] = *retriever;
  return compile_stream(component.with(stream), component.manifest(), 0);
}

}  // namespace musubi::http
