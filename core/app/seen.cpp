#include "core/app/seen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/map/never_stored.hpp"
#include "core/map/suggest_columns.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t first_records = 5;

class ListSink final : public Sink {
 public:
  explicit ListSink(const std::vector<std::string>& known) : columns(known) {}
  /// What will not be stored is not shown either, and no column is suggested for it.
  void record(RawRecord record) override {
    record.json = without_forbidden(record.json);
    columns.add(record.json);
    if (first.size() < first_records) first.push_back(std::move(record));
  }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord, const Message& reason) override {
    ++unreadable_rows;
    if (problems.size() < 200) problems.push_back(reason);
  }
  void keep_secret(std::string_view, std::string_view) override {}

  SeenColumns columns;
  int64_t unreadable_rows = 0;
  std::vector<RawRecord> first;
  std::vector<Message> problems;
};

ConnectionSettings settings_for(const Context& context, const ListChoice& choice) {
  ConnectionSettings out;
  out.name = "import";
  out.connector = "file";
  out.zone = context.zone;
  out.config_json = R"({"streams": {"list": )" + stream_settings(choice) + "}}";
  out.file = std::filesystem::absolute(context.config) / "connections" / "import.yaml";
  return out;
}

void take_found(const Json& found, LookedAt& out) {
  auto text = [&](const char* name) { return found.value(name, std::string()); };
  out.format = text("format");
  out.encoding = text("encoding");
  out.delimiter = text("delimiter");
  out.sheet = text("sheet");
  out.inside = text("inside");
  out.header_row = found.value("header_row", int64_t(0));
  out.sheets = found.value("sheets", std::vector<std::string>());
  out.entries = found.value("entries", std::vector<std::string>());
}

std::string with_commas(int64_t number) {
  std::string out = std::to_string(number);
  for (int64_t at = int64_t(out.size()) - 3; at > 0; at -= 3) out.insert(size_t(at), ",");
  return out;
}

std::string upper_case(std::string text) {
  for (char& c : text) c = char(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

const char* delimiter_word(const Context& context, const std::string& delimiter) {
  if (delimiter == "tab") return context.say("タブ区切り", "separated by tabs");
  if (delimiter == "semicolon") return context.say("セミコロン区切り", "separated by semicolons");
  if (delimiter == "pipe") return context.say("縦棒区切り", "separated by bars");
  return context.say("カンマ区切り", "separated by commas");
}

}  // namespace

std::string stream_settings(const ListChoice& choice) {
  Json stream = {{"path", choice.path}};
  if (!choice.sheet.empty()) stream["sheet"] = choice.sheet;
  if (!choice.inside.empty()) stream["inside"] = choice.inside;
  if (!choice.password.empty()) stream["auth"] = {{"password", Json::parse(choice.password)}};
  return stream.dump();
}

namespace {

/// The plug-in's own sentence: there is no connection yet that the host's could speak of.
[[noreturn]] void rethrow_plainly(const Error& e) {
  const Message& m = e.message();
  auto has = [&](const char* name) { return std::any_of(m.args.begin(), m.args.end(), [&](const auto& a) { return a.first == name; }); };
  if (!m.id.starts_with("pull.") || !has("ja") || !has("en")) throw Error(m);
  throw Error(m.id == "pull.auth" ? "app.import_locked" : "app.import_cannot", m.args);
}

LookedAt looked_at(Context& context, Plugins& plugins, const ListChoice& choice) {
  LookedAt out;
  Source source = plugins.open(settings_for(context, choice), {1, {}, {}}, [](int, std::string_view) {});
  Json catalogue = Json::parse(source.discover(), nullptr, false);
  std::vector<std::string> columns;
  for (const auto& stream : catalogue["streams"]) {
    for (const auto& [name, schema] : stream["schema"]["properties"].items()) columns.push_back(name);
    if (stream["schema"].contains("x-found")) take_found(stream["schema"]["x-found"], out);
  }
  bool nested = out.format == "json" || out.format == "jsonl";
  ListSink sink(nested ? std::vector<std::string>() : columns);
  source.read("list", "", sink, context.stop);
  out.list = sink.columns.list();
  out.first = std::move(sink.first);
  out.unreadable = std::move(sink.problems);
  out.unreadable_rows = sink.unreadable_rows;
  return out;
}

}  // namespace

LookedAt look_at(Context& context, Plugins& plugins, const ListChoice& choice) {
  try {
    return looked_at(context, plugins, choice);
  } catch (const Error& e) {
    rethrow_plainly(e);
  }
}

std::string described(const Context& context, const LookedAt& looked) {
  std::string out = upper_case(looked.format);
  if (!looked.delimiter.empty()) out += fmt::format(fmt::runtime(context.say("（{}）", " ({})")), delimiter_word(context, looked.delimiter));
  auto add = [&](const std::string& text) { out += (out.empty() ? "" : context.say("、", ", ")) + text; };
  if (!looked.inside.empty()) add(looked.inside);
  if (!looked.encoding.empty()) add(upper_case(looked.encoding));
  if (!looked.sheet.empty()) add(fmt::format(fmt::runtime(context.say("シート {}", "sheet {}")), looked.sheet));
  if (looked.header_row) add(fmt::format(fmt::runtime(context.say("見出しは {} 行目", "heading in row {}")), looked.header_row));
  else if (!looked.encoding.empty() || !looked.sheet.empty()) add(context.say("見出しなし", "no heading"));
  add(fmt::format(fmt::runtime(context.say("{} 行", "{} rows")), with_commas(looked.list.rows)));
  add(fmt::format(fmt::runtime(context.say("{} 列", "{} columns")), looked.list.columns.size()));
  return out;
}

}  // namespace musubi
