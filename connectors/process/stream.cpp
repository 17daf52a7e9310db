#include "connectors/process/stream.hpp"

#include <algorithm>

#include "core/text/json.hpp"

namespace musubi::process {
namespace {

bool has_property(const Json& schema, const std::string& name) {
  auto properties = schema.find("properties");
  return properties == schema.end() || (properties->is_object() && properties->contains(name));
}

/// The fields that hold the key, where the schema knows them all.
std::vector<std::string> key_fields(const Stream& stream) {
  std::vector<std::string> out;
  for (const auto& path : stream.key) {
    if (!has_property(stream.schema, path[0])) return {};
    if (std::find(out.begin(), out.end(), path[0]) == out.end()) out.push_back(path[0]);
  }
  return out;
}

}  // namespace

std::vector<std::string> key_path(const std::string& written, const Json& schema) {
  auto properties = schema.find("properties");
  if (properties != schema.end() && properties->is_object() && properties->contains(written)) return {written};
  std::vector<std::string> out(1);
  for (char c : written) {
    if (c == '.')
      out.emplace_back();
    else
      out.back() += c;
  }
  return out;
}

std::string catalogue_of(std::vector<Stream> streams) {
  std::sort(streams.begin(), streams.end(), [](const Stream& a, const Stream& b) { return a.name < b.name; });
  std::string out;
  text::JsonWriter json(out);
  json.begin_object().key("streams").begin_array();
  for (const Stream& stream : streams) {
    json.begin_object().key("name").string(stream.name).key("key").begin_array();
    for (const std::string& field : key_fields(stream)) json.string(field);
    json.end_array();
    if (stream.cursor_path.size() == 1 && has_property(stream.schema, stream.cursor))
      json.key("cursor").string(stream.cursor);
    if (!stream.incremental) json.key("complete").boolean(true);
    json.key("schema").raw(stream.schema.dump()).end_object();
  }
  json.end_array().end_object();
  return out;
}

}  // namespace musubi::process
