#include "connectors/http/catalogue.hpp"

#include <algorithm>
#include <set>

#include "connectors/http/fail.hpp"
#include "connectors/http/template/operators.hpp"
#include "core/sdk/nearest.hpp"
#include "core/text/json.hpp"

namespace musubi::http {
namespace {

/// Whether what lacks stands in a stream that is not offered.
bool is_elsewhere(const Lack& lack, const std::vector<const Stream*>& offered) {
  const std::string entry = lack.path.substr(0, lack.path.find(']') + 1);  // of a template, or perhaps of several streams, on a condition
  if (lack.path.starts_with("dynamic_streams["))
    return std::ranges::none_of(offered, [&](const Stream* one) { return one->path.starts_with(entry); });
  if (!lack.path.starts_with("streams[")) return false;
  const bool of_entry = !lack.path.starts_with(entry + ".streams[");
  return std::ranges::none_of(offered, [&](const Stream* one) {
    return one->path == entry || lack.path.starts_with(one->path + ".") || (of_entry && one->path.starts_with(entry + "."));
  });
}

/// Whether the settings choose what lacks.
bool is_chosen(const Lack& lack, const Json& config) {
  return std::ranges::all_of(lack.only, [&](const SettingChoice& choice) {
    const Json* value = find_at(config, choice.setting);
    return value && text_of(Value::borrowed(*value)) == choice.value;
  });
}

bool is_read(const Manifest& manifest, const std::string& name) {
  return std::ranges::any_of(manifest.setting_paths, [&](const std::string& path) {
    return path == name || path.starts_with(name + ".");
  });
}

}  // namespace

std::vector<const Stream*> offered_streams(const Manifest& manifest, const Settings& settings) {
  std::vector<const Stream*> out;
  std::vector<std::string> names;
  for (const Stream& stream : manifest.streams) names.push_back(stream.name);
  for (const std::string& wanted : settings.streams)
    if (manifest.templates.empty() && std::ranges::find(names, wanted) == names.end())
      config_failure("no_stream", {{"stream", wanted}, {"nearest", nearest_name(wanted, names)}});
  for (const Stream& stream : manifest.streams)
    if (settings.streams.empty() ||
        std::ranges::find(settings.streams, stream.name) != settings.streams.end())
      out.push_back(&stream);
  std::ranges::sort(out, {}, &Stream::name);
  return out;
}

void refuse_unread(const Manifest& manifest, const Settings& settings) {
  if (!manifest.unread) return;
  config_failure("manifest_unread",
                 {{"file", settings.manifest}, {"why", said(*manifest.unread, Tongue::en)}, {"why_ja", said(*manifest.unread, Tongue::ja)}});
}

void refuse_lacks(const Manifest& manifest, const Settings& settings, const Json& config,
                  const std::vector<const Stream*>& offered) {
  std::string all, all_ja;
  size_t count = 0;
  for (const Lack& lack : manifest.lacks) {
    if ((!settings.streams.empty() && is_elsewhere(lack, offered)) || !is_chosen(lack, config)) continue;
    ++count;
    const std::string before = (all.empty() ? "" : "; ") + (lack.path.empty() ? "" : lack.path + ": ");
    all += before + said(lack, Tongue::en);
    all_ja += before + said(lack, Tongue::ja);
  }
  if (count)
    config_failure("manifest_lacks",
                   {{"file", settings.manifest}, {"count", std::to_string(count)}, {"lacks", all}, {"lacks_ja", all_ja}});
}

void refuse_settings(const Manifest& manifest, const Settings& settings, const Json& config) {
  std::string missing = missing_value(config, manifest.specification);
  if (!missing.empty()) config_failure("missing_value", {{"setting", missing}});
  auto properties = manifest.specification.find("properties");
  if (properties == manifest.specification.end() || !properties->is_object()) return;
  std::vector<std::string> known;
  for (const auto& [name, rule] : properties->items()) known.push_back(name);
  for (const auto& [name, value] : settings.values.items())
    if (!properties->contains(name) && !is_read(manifest, name))
      config_failure("unknown_setting",
                     {{"setting", "settings." + name}, {"nearest", nearest_name(name, known)}});
}

bool knows_checked_streams(const Manifest& manifest) {
  if (manifest.templates.empty()) return true;
  const bool by_name = !manifest.checked.empty() && manifest.checked_templates.empty() && !manifest.checked_first;
  return by_name && std::ranges::all_of(manifest.checked, [&](const std::string& name) {
           return std::ranges::find(manifest.streams, name, &Stream::name) != manifest.streams.end();
         });
}

std::vector<const Stream*> checked_streams(const Manifest& manifest,
                                           const std::vector<const Stream*>& offered) {
  std::vector<const Stream*> out;
  auto add = [&](const Stream& stream) {
    if (std::ranges::find(offered, &stream) != offered.end() && std::ranges::find(out, &stream) == out.end()) out.push_back(&stream);
  };
  for (const Stream* stream : offered)
    if (std::ranges::find(manifest.checked, stream->name) != manifest.checked.end()) add(*stream);
  for (const auto& [name, most] : manifest.checked_templates)
    for (int64_t left = most; const Stream& stream : manifest.streams)
      if (stream.made_by == name && left-- > 0) add(stream);
  for (int64_t left = manifest.checked_first; const Stream& stream : manifest.streams)
    if (left-- > 0) add(stream);
  if (out.empty() && !offered.empty()) out.push_back(offered.front());
  return out;
}

std::string lacks_catalogue() {
  return R"({"streams":[{"name":"lacks","key":["number"],"complete":true,"schema":{"type":"object","properties":{"number":{},"path":{},"what":{},"what_ja":{},"doubt":{},"unread":{}}}}]})";
}

void report_lacks(const Host& host, const Manifest& manifest) {
  int64_t number = 0;
  const Lack* unread = manifest.unread ? &*manifest.unread : nullptr;
  auto report = [&](const Lack& lack, bool doubt) {
    std::string record;
    text::JsonWriter json(record);
    json.begin_object()
        .key("number")
        .number(++number)
        .key("path")
        .string(lack.path)
        .key("what")
        .string(said(lack, Tongue::en))
        .key("what_ja")
        .string(said(lack, Tongue::ja))
        .key("doubt")
        .boolean(doubt)
        .key("unread")
        .boolean(&lack == unread)
        .end_object();
    host.record("lacks", std::to_string(number), record);
  };
  if (unread) report(*unread, false);
  for (const Lack& lack : manifest.lacks)
    if (lack.only.empty()) report(lack, false);
  for (const Lack& lack : manifest.lacks)
    if (!lack.only.empty()) report(lack, true);
  for (const Lack& doubt : manifest.doubts) report(doubt, true);
  host.checkpoint("lacks", "{\"v\":1}");
}

std::string catalogue_of(const std::vector<const Stream*>& offered, const Session& session) {
  const Names names = session.names();
  std::string out;
  text::JsonWriter json(out);
  json.begin_object().key("streams").begin_array();
  for (const Stream* stream : offered) {
    std::set<std::string> fields;
    if (auto properties = stream->schema.find("properties");
        stream->schema.is_object() && properties != stream->schema.end())
      for (const auto& [name, rule] : properties->items()) fields.insert(name);
    json.begin_object().key("name").string(stream->name).key("key").begin_array();
    for (const auto& path : stream->key) {
      json.string(path.front());
      fields.insert(path.front());
    }
    json.end_array();
    if (stream->cursor) {
      std::string field = stream->cursor->field.text({names, session.clock()});
      json.key("cursor").string(field);
      fields.insert(field);
    }
    json.key("schema").begin_object().key("type").string("object").key("properties").begin_object();
    for (const std::string& name : fields) json.key(name).begin_object().end_object();
    json.end_object().key("additionalProperties").boolean(true).end_object().end_object();
  }
  json.end_array().end_object();
  return out;
}

}  // namespace musubi::http
