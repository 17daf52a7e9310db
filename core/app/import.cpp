// musubi import FILE: any list to customers. Looks, suggests, asks only what it doubts, shows the dry run, asks, imports.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/app/ask.hpp"
#include "core/app/import_files.hpp"
#include "core/app/import_preview.hpp"
#include "core/app/list_name.hpp"
#include "core/app/print.hpp"
#include "core/app/seen.hpp"
#include "core/app/suggested.hpp"

namespace musubi {
namespace {

namespace fs = std::filesystem;

class Import {
 public:
  Import(Context& context, const ImportOptions& options) : context_(context), options_(options), configuration_(import_configuration()), plugins_(connector_folders(configuration_)) {}

  int run() {
    plan_.choice = chosen_list(options_);
    find_connection();
    look();
    plan_.known ? keep_mapping() : suggest_mapping();
    use_plan();
    if (!context_.json && !plan_.known) print_samples(context_, looked_, mapping(), 2);
    Hub hub = open_hub(configuration_);
    SyncReport dry = try_out(hub);
    if (!dry.clean()) return failed(dry);
    if (!has_news(dry)) return nothing_new(dry);
    if (!options_.yes && !agreed(context_, context_.say("取り込みますか", "Import it?"))) throw Error("app.import_not_done", {{"file", options_.file}});
    write_plan(plan_, context_.lang);
    return take_in(hub);
  }

 private:
  Configuration import_configuration() {
    try {
      return configured(context_);
    } catch (const Error& e) {
      if (e.message().id != "settings.no_hub_file" && e.message().id != "settings.no_directory") throw;
      throw Error("app.import_no_hub", {{"directory", context_.config.string()}, {"file", options_.file}});
    }
  }

  static bool has_news(const SyncReport& report) {
    return std::any_of(report.connections.begin(), report.connections.end(), [](const ConnectionReport& c) {
      return std::any_of(c.streams.begin(), c.streams.end(), [](const RunStream& s) { return s.fresh + s.changed + s.quarantined + s.deleted > 0; });
    });
  }

  void find_connection() {
    if (!options_.connection.empty() && !is_connection_name(options_.connection)) throw Error("app.import_bad_name", {{"name", options_.connection}});
    std::string stem = list_stem(options_.file);
    const ConnectionSettings* found = options_.connection.empty() ? connection_of_list(configuration_, stem) : configuration_.find(options_.connection);
    if (found && path_of_list(*found).empty()) throw Error("app.import_other_connection", {{"connection", found->name}});
    bool other_file = found && options_.connection.empty() && path_of_list(*found) != plan_.choice.path;
    if (other_file && !options_.yes) {
      std::string question = fmt::format(fmt::runtime(context_.say("接続 {} と同じ一覧の新しいファイルですか", "Is this a newer file of the list of connection {}?")), found->name);
      if (choose(context_, question, {context_.say("はい（同じ接続に取り込む）", "yes (into the same connection)"), context_.say("いいえ（別の一覧）", "no (another list)")}) == 1) found = nullptr;
    }
    plan_.known = found != nullptr;
    plan_.name = found ? found->name : !options_.connection.empty() ? options_.connection : fresh_name(configuration_, stem);
    plan_.connection_file = configuration_.directory / "connections" / (plan_.name + ".yaml");
    plan_.mapping_file = configuration_.directory / "mappings" / (plan_.name + ".list.yaml");
    if (!found && fs::exists(plan_.mapping_file)) throw Error("app.import_mapping_there", {{"file", plan_.mapping_file.string()}, {"connection", plan_.name}});
    if (found) take_settings(*found);
  }
  void take_settings(const ConnectionSettings& found) {
    auto stream = nlohmann::json::parse(found.config_json)["streams"]["list"];
    if (plan_.choice.sheet.empty()) plan_.choice.sheet = stream.value("sheet", "");
    if (plan_.choice.inside.empty()) plan_.choice.inside = stream.value("inside", "");
    if (stream.contains("auth") && plan_.choice.password.empty()) plan_.choice.password = stream["auth"]["password"].dump();
  }

  void look() {
    looked_ = look_at_chosen(context_, plugins_, plan_.choice, options_.yes, &questions_);
    if (!context_.json) fmt::print("{}: {}\n", fs::path(plan_.choice.path).filename().string(), described(context_, looked_));
  }

  void suggest_mapping() {
    Suggestion suggestion = asked_suggestion(context_, looked_, options_.yes, options_.file, &questions_);
    if (!context_.json) print_suggestion(context_, looked_, suggestion);
    for (size_t column : suggestion.key) plan_.key.push_back(looked_.list.columns[column].name);
    std::string about = fs::path(plan_.choice.path).filename().string() + ": " + described(context_, looked_);
    plan_.mapping = mapping_text(suggestion, looked_.list, plan_.name + ".list", about, context_.lang);
  }

  /// A list that is known: its mapping may have been changed by hand, and stays.
  void keep_mapping() {
    std::vector<std::string> columns;
    for (const SeenColumn& column : looked_.list.columns) columns.push_back(column.name);
    std::vector<std::string> missing = load_rules(configuration_).mapping({plan_.name, "list"}) ? mapping_of_known().missing_fields(columns) : std::vector<std::string>();
    if (!missing.empty()) throw Error("app.import_other_columns", {{"connection", plan_.name}, {"file", options_.file}, {"columns", fmt::format("{}", fmt::join(missing, ", "))}, {"mapping", plan_.mapping_file.string()}});
    if (!context_.json) fmt::print("{}\n", fmt::format(fmt::runtime(context_.say("接続 {} に取り込みます（項目対応 {} はそのまま）", "Into connection {} (its mapping {} stays as it is)")), plan_.name, plan_.mapping_file.filename().string()));
  }
  Mapping mapping_of_known() const { return *load_rules(configuration_).mapping({plan_.name, "list"}); }

  /// From here on the configuration is as if the files were there.
  void use_plan() {
    if (plan_.known) {
      for (ConnectionSettings& c : configuration_.connections)
        if (c.name == plan_.name) {
          auto config = nlohmann::ordered_json::parse(c.config_json);
          config["streams"]["list"]["path"] = plan_.choice.path;
          c.config_json = config.dump();
        }
      return;
    }
    configuration_.connections.push_back(planned_connection(plan_, context_));
    configuration_.mappings.push_back({plan_.name + ".list", plan_.mapping_file, plan_.mapping});
    std::sort(configuration_.connections.begin(), configuration_.connections.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    std::sort(configuration_.mappings.begin(), configuration_.mappings.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  }

  Mapping mapping() const { return plan_.known ? mapping_of_known() : read_mapping(plan_.mapping, plan_.mapping_file.string()); }

  SyncRequest request(Progress& reading, Progress& publishing) {
    SyncRequest out;
    out.connections = {plan_.name};
    out.stop = context_.stop;
    out.on_progress = [&](const std::string& what, const StreamName&, int64_t done, int64_t) {
      what == "read" ? reading.at(done, looked_.list.rows) : publishing.at(published_ += done, looked_.list.rows);
    };
    return out;
  }

  SyncReport try_out(Hub& hub) {
    Progress reading(context_, context_.say("試し読み", "dry run: read")), publishing(context_, context_.say("試し実行", "dry run"));
    SyncRequest one = request(reading, publishing);
    ImportPreview preview(context_);
    one.dry_run = true;
    one.on_changes = [&](const Derived& derived) { preview.take(derived); };
    published_ = 0;
    SyncReport report = sync(hub, one, *context_.clock);
    Session stored = hub.store.begin();
    preview.settle(stored);
    if (!context_.json && report.clean() && has_news(report)) preview.print(report, looked_, plan_.key.empty() ? "" : plan_.key[0]);
    return report;
  }

  int take_in(Hub& hub) {
    context_.interrupt = Interrupt::gently;
    Progress reading(context_, context_.say("読込", "read")), publishing(context_, context_.say("反映", "publish"));
    published_ = 0;
    SyncReport report = sync(hub, request(reading, publishing), *context_.clock);
    if (!report.clean()) return failed(report);
    say_done(report);
    return 0;
  }

  void say_done(const SyncReport& report) {
    for (const ConnectionReport& c : report.connections)
      for (const RunStream& s : c.streams) {
        if (context_.json) {
          fmt::print("{{\"connection\": {}, \"known\": {}, \"questions\": {}, \"read\": {}, \"new\": {}, \"changed\": {}, \"unchanged\": {}, \"quarantined\": {}}}\n", json_text(c.connection), plan_.known,
                     questions_, s.read, s.fresh, s.changed, s.unchanged, s.quarantined);
          continue;
        }
        fmt::print("\n{}\n", render({"app.import_done", {{"read", fmt::to_string(s.read)}, {"fresh", fmt::to_string(s.fresh)}, {"changed", fmt::to_string(s.changed)}, {"unchanged", fmt::to_string(s.unchanged)}, {"held", fmt::to_string(s.quarantined)}}}, context_.lang));
        if (s.quarantined) fmt::print("{}\n", render({"app.rows_held", {{"connection", c.connection}, {"count", fmt::to_string(s.quarantined)}}}, context_.lang));
      }
    if (!context_.json) fmt::print("  {}\n  {}\n{}\n", plan_.connection_file.string(), plan_.mapping_file.string(),
                                    context_.say("探すには: musubi customer find 名前・フリガナ・電話番号", "To find somebody: musubi customer find NAME or PHONE"));
  }

  int nothing_new(const SyncReport& dry) {
    if (plan_.known) write_plan(plan_, context_.lang);
    if (context_.json) say_done(dry);
    else fmt::print("{}\n", context_.say("新しいことはありません。取り込み済みの一覧です。", "Nothing new: this list has been imported already."));
    return 0;
  }

  int failed(const SyncReport& report) {
    for (const ConnectionReport& c : report.connections) {
      for (const auto& [stream, failure] : c.failed_streams) print_failure(context_, failure);
      if (c.failure) print_failure(context_, *c.failure);
    }
    return 1;
  }

  Context& context_;
  const ImportOptions& options_;
  Configuration configuration_;
  Plugins plugins_;
  ImportPlan plan_;
  LookedAt looked_;
  int64_t published_ = 0;
  int questions_ = 0;
};

}  // namespace

int run_import(Context& context, const ImportOptions& options) { return Import(context, options).run(); }

}  // namespace musubi
