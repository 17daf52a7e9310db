#include "config_schema.hpp"
#include "connectors/sql/fail.hpp"
#include "connectors/sql/messages.hpp"
#include "connectors/sql/stream_run.hpp"
#include "connectors/sql/table.hpp"
#include "core/sdk/nearest.hpp"
#include "core/text/json.hpp"

namespace musubi::sql {
namespace {

class SqlConnector final : public Connector {
 public:
  SqlConnector(Host host, std::string_view config) : host_(host), settings_(read_settings(config)) {}

  void check() override {
    auto database = Database::connect(host_, settings_);
    for (const auto& stream : settings_.streams) Table(*database, stream);
  }

  std::string discover() override {
    auto database = Database::connect(host_, settings_);
    std::string out;
    text::JsonWriter json(out);
    json.begin_object().key("streams").begin_array();
    for (const auto& stream : settings_.streams) describe(json, stream, Table(*database, stream));
    json.end_array().end_object();
    return out;
  }

  void read(std::string_view stream, std::string_view state) override { run_stream(host_, settings_, stream_named(stream), state); }

  void fetch(std::string_view stream, std::span<const std::string_view> keys) override { fetch_keys(host_, settings_, stream_named(stream), keys); }

 private:
  const StreamSettings& stream_named(std::string_view stream) const {
    std::vector<std::string> names;
    for (const auto& settings : settings_.streams) {
      if (settings.name == stream) return settings;
      names.push_back(settings.name);
    }
    config_failure("no_stream", {{"stream", std::string(stream)}, {"nearest", nearest_name(stream, names)}});
  }

  static void describe(text::JsonWriter& json, const StreamSettings& stream, const Table& table) {
    json.begin_object().key("name").string(stream.name).key("key").begin_array();
    for (size_t column : table.key()) json.string(table.columns()[column].name);
    json.end_array();
    if (table.has_cursor()) json.key("cursor").string(stream.cursor);
    json.key("complete").boolean(true);
    json.key("schema").begin_object().key("type").string("object").key("properties").begin_object();
    for (const auto& column : table.columns()) {
      json.key(column.name).begin_object();
      std::string_view type = schema_type(column.kind);
      if (!type.empty()) {
        json.key("type").begin_array().string(type);
        if (type != "string") json.string("string");  // numbers too long for a reader's
        json.string("null").end_array();
      }
      json.end_object();
    }
    json.end_object().end_object().end_object();
  }

  Host host_;
  Settings settings_;
};

}  // namespace
}  // namespace musubi::sql

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<musubi::sql::SqlConnector>("sql", "1.0.0", config_schema,
                                                            musubi::sql::messages);
}
