// musubi mail parse | suggest: the mail plug-in on files alone, without a configuration or a database.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/app/command.hpp"
#include "core/app/print.hpp"

namespace musubi {
namespace {

class Keep final : public Sink {
 public:
  void record(RawRecord record) override { records.push_back(std::move(record.json)); }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord, const Message& reason) override { problems.push_back(reason); }
  void keep_secret(std::string_view, std::string_view) override {}
  std::vector<std::string> records;
  std::vector<Message> problems;
};

ConnectionSettings settings_for(const std::vector<std::string>& files, bool suggest) {
  nlohmann::json config{{"path", nlohmann::json::array()}};
  if (suggest) config["suggest"] = true;
  for (const std::string& file : files) config["path"].push_back(std::filesystem::absolute(file).string());
  ConnectionSettings out;
  out.name = out.connector = "mail";
  out.config_json = config.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return out;
}

Keep delivered(Context& context, Plugins& plugins, const std::vector<std::string>& files, bool suggest) {
  Source source = plugins.open(settings_for(files, suggest), {1, {}, {}});
  Keep keep;
  for (const Source::Stream& stream : source.streams()) source.read(stream.name, "", keep, context.stop);
  return keep;
}

/// A word as YAML holds it, in quotes where it must be.
std::string quoted(const nlohmann::json& text) { return text.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

void print_template(const Context& context, const nlohmann::json& form) {
  fmt::print("# {}\n", context.say("接続ファイルの config: の下に置いてください。項目名と順番を確かめ、要らない項目は消して構いません。",
                                   "Put this under config: in the connection's file. Check the labels; those you don't need may go."));
  fmt::print("forms:\n  form1:\n");
  for (const char* member : {"from", "subject"})
    if (form.contains(member)) fmt::print("    {}: {}\n", member, quoted(form[member]));
  fmt::print("    labels:\n");
  for (const auto& label : form["labels"]) fmt::print("      - {}\n", quoted(label));
  if (form.contains("end")) fmt::print("    end: {}\n", quoted(form["end"]));
}

}  // namespace

int run_mail_parse(Context& context, const std::vector<std::string>& files) {
  Plugins plugins(own_connector_folders());
  int bad = 0;
  for (const std::string& file : files) {
    Keep keep = delivered(context, plugins, {file}, false);
    for (const std::string& record : keep.records) fmt::print("{}\n", record);
    for (const Message& problem : keep.problems) print_failure(context, problem);
    bad += !keep.problems.empty();
  }
  return bad ? 1 : 0;
}

int run_mail_suggest(Context& context, const std::vector<std::string>& files) {
  Plugins plugins(own_connector_folders());
  Keep keep = delivered(context, plugins, files, true);
  auto form = keep.records.empty() ? nlohmann::json() : nlohmann::json::parse(keep.records[0], nullptr, false);
  if (!form.is_object() || form["labels"].empty()) throw Error("app.no_form_template");
  if (context.json)
    fmt::print("{}\n", keep.records[0]);
  else
    print_template(context, form);
  return 0;
}

}  // namespace musubi
