// musubi manifest check: what manifests need that the plug-in http does not have; without a configuration or
// a database.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/app/command.hpp"
#include "core/app/print.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

class Keep final : public Sink {
 public:
  void record(RawRecord record) override { lacks.push_back(Json::parse(record.json)); }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord, const Message&) override {}
  void keep_secret(std::string_view, std::string_view) override {}
  Json lacks = Json::array();
};

struct Report {
  Json lacks = Json::array(), doubts = Json::array();
  bool is_read = true;
  std::optional<Message> failure;  // it could not be looked at
};

Report report_of(Context& context, Plugins& plugins, const std::string& file) {
  ConnectionSettings settings;
  settings.name = settings.connector = "http";
  settings.config_json = Json{{"manifest", std::filesystem::absolute(file).string()}, {"report", true}}.dump(
      -1, ' ', false, Json::error_handler_t::replace);
  Keep keep;
  Report out;
  try {
    plugins.open(settings, {1, {}, {}}).read("lacks", "", keep, context.stop);
  } catch (const Error& e) {
    out.failure = e.message();
  }
  for (Json& lack : keep.lacks) {
    const bool doubt = lack.value("doubt", false);
    if (context.lang == Lang::ja && lack.contains("what_ja")) lack["what"] = lack["what_ja"];
    out.is_read = out.is_read && !lack.value("unread", false);
    for (const char* own : {"number", "doubt", "what_ja", "unread"}) lack.erase(own);
    (doubt ? out.doubts : out.lacks).push_back(std::move(lack));
  }
  return out;
}

void print_places(const Json& places, const char* before) {
  for (const Json& one : places) {
    std::string path = one.value("path", "");
    fmt::print("  {}{}{}{}\n", before, path, path.empty() ? "" : ": ", one.value("what", ""));
  }
}

std::string heading(const Context& context, const Report& report) {
  if (!report.is_read) return context.say("読めません", "cannot be read");
  return report.lacks.empty() ? "OK" : fmt::format(fmt::runtime(context.say("足りないもの {} 件", "lacks {}")), report.lacks.size());
}

void print_report(const Context& context, const std::string& file, const Report& report) {
  fmt::print("{}: {}\n", file, heading(context, report));
  print_places(report.lacks, "");
  print_places(report.doubts, context.say("注意 ", "note: "));
}

}  // namespace

int run_manifest_check(Context& context, const std::vector<std::string>& files) {
  Plugins plugins(own_connector_folders());
  Json all = Json::array();
  int bad = 0;
  for (const std::string& file : files) {
    Report report = report_of(context, plugins, file);
    const bool runs = report.lacks.empty() && !report.failure;
    bad += !runs;
    if (!context.json && !report.failure) print_report(context, file, report);
    if (!context.json && report.failure) print_failure(context, *report.failure);
    Json one{{"file", file}, {"runs", runs}, {"lacks", std::move(report.lacks)}, {"doubts", std::move(report.doubts)}};
    if (report.failure) one["failure"] = {{"error", report.failure->id}, {"message", render(*report.failure, context.lang)}};
    all.push_back(std::move(one));
  }
  if (context.json)
    fmt::print("{}\n",
               Json{{"manifests", std::move(all)}}.dump(-1, ' ', false, Json::error_handler_t::replace));
  return bad ? 1 : 0;
}

}  // namespace musubi
