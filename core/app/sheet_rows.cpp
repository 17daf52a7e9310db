#include <nlohmann/json.hpp>

#include "core/app/seen.hpp"
#include "core/app/sheet.hpp"
#include "core/base/nearest.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

class RowsSink final : public Sink {
 public:
  explicit RowsSink(SheetRows& out) : out_(out) {}
  void record(RawRecord record) override {
    Json row = Json::parse(record.json, nullptr, false);
    std::vector<std::string> cells;
    for (const std::string& column : out_.columns) {
      auto cell = row.find(column);
      bool there = cell != row.end() && !cell->is_null();
      cells.push_back(!there ? "" : armed(cell->is_string() ? cell->get<std::string>() : cell->dump()));
    }
    out_.rows.push_back(std::move(cells));
  }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord, const Message& reason) override { throw Error(reason.id, reason.args); }
  void keep_secret(std::string_view, std::string_view) override {}

 private:
  SheetRows& out_;
};

ConnectionSettings settings_for(const Context& context, const std::string& file) {
  ConnectionSettings out;
  out.name = "sheet";
  out.connector = "file";
  out.zone = context.zone;
  ListChoice choice;
  choice.path = std::filesystem::absolute(file).string();
  Json streams = {{"list", Json::parse(stream_settings(choice))}};
  streams["list"]["header"] = "1";
  out.config_json = Json{{"streams", std::move(streams)}}.dump();
  out.file = std::filesystem::absolute(context.config) / "connections" / "sheet.yaml";
  return out;
}

}  // namespace

size_t SheetRows::at(const std::string& file, const std::string& ja, const std::string& en) const {
  for (size_t i = 0; i < columns.size(); ++i)
    if (columns[i] == ja || columns[i] == en) return i;
  throw Error("app.no_such_column", {{"file", file}, {"column", ja}, {"nearest", nearest(ja, columns)}});
}

SheetRows read_sheet(Context& context, const std::string& file) {
  if (!std::filesystem::is_regular_file(file)) throw Error("app.cannot_read", {{"file", file}});
  Plugins plugins(own_connector_folders());
  Source source = plugins.open(settings_for(context, file), {1, {}, {}}, [](int, std::string_view) {});
  SheetRows out;
  Json catalogue = Json::parse(source.discover(), nullptr, false);
  for (const auto& stream : catalogue["streams"])
    for (const auto& [name, schema] : stream["schema"]["properties"].items()) out.columns.push_back(name);
  RowsSink sink(out);
  source.read("list", "", sink, context.stop);
  return out;
}

}  // namespace musubi
