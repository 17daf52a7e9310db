#include <algorithm>

#include "config_schema.hpp"
#include "connectors/file/fail.hpp"
#include "connectors/file/list_file.hpp"
#include "connectors/file/messages.hpp"
#include "connectors/file/place.hpp"
#include "connectors/file/stream_run.hpp"
#include "core/sdk/nearest.hpp"
#include "core/text/json.hpp"

namespace musubi::file {
namespace {

class FileConnector final : public Connector {
 public:
  FileConnector(Host host, std::string_view config) : host_(host), settings_(read_settings(config)) {
    for (auto& stream : settings_.streams) stream.password = secret("streams/" + stream.name + "/auth/password");
    RemoteSettings& remote = settings_.remote;
    for (auto [name, value] : {std::pair("password", &remote.password), {"private_key", &remote.private_key}, {"passphrase", &remote.passphrase},
                               {"token", &remote.token}, {"client_secret", &remote.client_secret}})
      *value = secret("auth/" + std::string(name));
  }

  void check() override {
    for (const auto& stream : settings_.streams) look_at(stream, [](ListFile& list, size_t) { list.columns(); });
  }

  std::string discover() override {
    std::string out;
    text::JsonWriter json(out);
    json.begin_object().key("streams").begin_array();
    for (const auto& stream : settings_.streams) describe(json, stream);
    json.end_array().end_object();
    return out;
  }

  void read(std::string_view stream, std::string_view state) override {
    for (const auto& settings : settings_.streams)
      if (settings.name == stream) return run_stream(host_, settings, settings_.remote, state);
    std::vector<std::string> names;
    for (const auto& settings : settings_.streams) names.push_back(settings.name);
    config_failure("no_stream", {{"stream", std::string(stream)}, {"nearest", nearest_name(stream, names)}});
  }

 private:
  /// Looks at the newest file. `use` is handed it, and how many files there are.
  template <class Use>
  void look_at(const StreamSettings& settings, Use use) {
    std::unique_ptr<Place> place = open_place(host_, settings, settings_.remote);
    const std::vector<FoundFile> files = place->find();
    FoundFile file = files.back();
    auto use_it = [&](ListFile& list) { use(list, files.size()); };
    if (place->peek(file)) {
      if (looked_at_beginning(settings, file, use_it)) return;
      place->fetch(file, "");
    }
    ListFile list(settings, file);
    look(list);
    if (list.overview().empty) data_failure("empty_file", {{"file", file.name}, {"stream", settings.name}});
    use_it(list);
  }

  void look(ListFile& list) const {
    list.look([&] {
      if (host_.stopping()) throw Stopped(MU_STOPPED);
    });
  }

  /// False where the beginning of a file does not tell its columns.
  template <class Use>
  bool looked_at_beginning(const StreamSettings& settings, const FoundFile& file, Use use) const {
    try {
      ListFile list(settings, file);
      look(list);
      if (list.overview().empty || !list.begins_with_columns()) return false;
      list.columns();
      list.found();
      use(list);
      return true;
    } catch (const Failure&) {
      return false;  // the whole file has the say
    }
  }

  void describe(text::JsonWriter& json, const StreamSettings& settings) {
    json.begin_object().key("name").string(settings.name).key("key").begin_array();
    for (const auto& column : settings.key) json.string(column);
    json.end_array().key("schema").begin_object().key("type").string("object").key("properties").begin_object();
    size_t several = 0;
    look_at(settings, [&](ListFile& list, size_t files) {
      for (const auto& name : list.columns()) json.key(name).begin_object().end_object();
      json.end_object();
      if (list.samples_columns()) json.key("x-sampled").boolean(true);
      json.key("x-found");
      describe_found(json, list.found());
      if (files > settings.paths.size()) several = files;  // files that are named one by one are the parts of a list
    });
    json.end_object();
    if (several) json.key("x-files").number(int64_t(several));
    json.end_object();
  }

  /// What the file turned out to be; `musubi import` shows it.
  static void describe_found(text::JsonWriter& json, const Found& found) {
    json.begin_object();
    for (auto [name, text] : {std::pair("format", &found.format), {"encoding", &found.encoding}, {"delimiter", &found.delimiter}, {"sheet", &found.sheet}, {"inside", &found.inside}})
      if (!text->empty()) json.key(name).string(*text);
    for (auto [name, texts] : {std::pair("sheets", &found.sheets), {"entries", &found.entries}}) {
      if (texts->empty()) continue;
      json.key(name).begin_array();
      for (const auto& text : *texts) json.string(text);
      json.end_array();
    }
    json.key("header_row").number(found.header_row).end_object();
  }

  std::string secret(const std::string& name) const { return host_.secret(name).value_or(""); }

  Host host_;
  Settings settings_;
};

}  // namespace
}  // namespace musubi::file

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<musubi::file::FileConnector>("file", "1.0.0", config_schema,
                                                              musubi::file::messages);
}
