#include "core/app/seen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <unordered_set>

#include "core/map/never_stored.hpp"
#include "core/text/fold.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t first_records = 5, dense_samples = 100, most_samples = 200, spread = 97;
constexpr size_t counted_columns = 300;  // a list of 2,000 columns has its number among the first

/// One column as its cells go by.
struct Tally {
  SeenColumn seen;
  std::unordered_set<size_t> values;
  int64_t next_up = 1;
  bool up = true;

  void add(const std::string& cell, bool count) {
    if (text::squeeze_spaces(cell).empty()) {
      up = false;
      return;
    }
    ++seen.filled;
    bool chosen = size_t(seen.filled) <= dense_samples || (size_t(seen.filled) % spread == 0 && seen.samples.size() < most_samples);
    if (chosen) seen.samples.push_back(cell);
    if (count) values.insert(std::hash<std::string>{}(cell));
    up = up && cell == std::to_string(next_up++);
  }
};

class ListSink final : public Sink {
 public:
  explicit ListSink(const std::vector<std::string>& columns) {
    for (const std::string& name : columns) tally(name);
  }
  /// What will not be stored is not shown either, and no column is suggested for it.
  void record(RawRecord record) override {
    record.json = without_forbidden(record.json);
    Json row = Json::parse(record.json, nullptr, false);
    if (row.is_object()) take(row, "");
    ++rows;
    if (first.size() < first_records) first.push_back(std::move(record));
  }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord, const Message& reason) override {
    ++unreadable_rows;
    if (problems.size() < 200) problems.push_back(reason);
  }
  void keep_secret(std::string_view, std::string_view) override {}

  SeenList list() {
    SeenList out;
    out.rows = rows;
    for (size_t i = 0; i < tallies_.size(); ++i) {
      Tally& one = tallies_[i];
      one.seen.distinct = i < counted_columns ? int64_t(one.values.size()) : 0;
      one.seen.counts_up = one.up && one.seen.filled > 1;
      one.seen.named = one.seen.name != "列" + std::to_string(i + 1);
      out.columns.push_back(std::move(one.seen));
    }
    return out;
  }

  int64_t rows = 0, unreadable_rows = 0;
  std::vector<RawRecord> first;
  std::vector<Message> problems;

 private:
  /// Members of nested objects are columns "a.b", as mapping files name them.
  void take(const Json& object, const std::string& prefix) {
    for (const auto& [name, value] : object.items()) {
      if (value.is_object()) {
        if (prefix.size() < 60) take(value, prefix + name + ".");
      } else if (!value.is_array()) {
        size_t at = tally(prefix + name);
        tallies_[at].add(value.is_string() ? value.get_ref<const std::string&>() : value.is_null() ? std::string() : value.dump(), at < counted_columns);
      }
    }
  }
  size_t tally(const std::string& name) {
    auto [at, fresh] = places_.emplace(name, tallies_.size());
    if (fresh) {
      tallies_.emplace_back();
      tallies_.back().seen.name = name;
    }
    return at->second;
  }

  std::vector<Tally> tallies_;
  std::unordered_map<std::string, size_t> places_;
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
  out.list = sink.list();
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
