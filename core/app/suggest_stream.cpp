#include "core/app/suggest_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/app/looks.hpp"
#include "core/app/print.hpp"
#include "core/map/suggest_columns.hpp"

namespace musubi {
namespace {

constexpr size_t most_records = 200;

std::string names_of(const std::vector<Source::Stream>& streams) {
  std::string out;
  for (const Source::Stream& one : streams) out += (out.empty() ? "" : ", ") + one.name;
  return out;
}

/// What a list may say of itself has no place beside a connection's stream.
void refuse_list_options(const ImportOptions& options, const std::string& stream) {
  const std::pair<const char*, const std::string*> given[] = {{"--connection", &options.connection},
                                                              {"--sheet", &options.sheet},
                                                              {"--inside", &options.inside},
                                                              {"--password-env", &options.password_env},
                                                              {"--password-file", &options.password_file}};
  for (const auto& [name, value] : given)
    if (!value->empty()) throw Error("app.extra_argument", {{"word", name}, {"command", fmt::format("musubi mapping suggest {} {}", options.file, stream)}});
}

std::optional<size_t> column_named(const SeenList& list, const std::string& name) {
  auto at = std::find_if(list.columns.begin(), list.columns.end(), [&](const SeenColumn& column) { return column.name == name; });
  return at == list.columns.end() ? std::nullopt : std::optional(size_t(at - list.columns.begin()));
}

/// What the catalogue says of the stream, as answers. A key of several fields, and one that is the content, names no column.
Answers answers_of(const std::string& catalogue, const std::string& stream, const SeenList& list) {
  Answers out;
  const auto parsed = nlohmann::json::parse(catalogue, nullptr, false);
  for (const auto& one : parsed.value("streams", nlohmann::json::array())) {
    if (one.value("name", "") != stream) continue;
    const auto key = one.value("key", std::vector<std::string>());
    if (key.size() == 1) out.key = column_named(list, key[0]);
    else out.key_column = false;
    if (one.contains("cursor") && one["cursor"].is_string()) out.cursor = column_named(list, one["cursor"].get<std::string>());
  }
  return out;
}

/// The columns of what came. Throws Error where nothing did.
SeenList seen_in(const Context& context, const Peeked& peeked, const ImportOptions& options, const std::string& stream) {
  if (peeked.records.empty() && peeked.failure) throw Error(*peeked.failure);
  if (peeked.failure) print_failure(context, *peeked.failure);
  if (!peeked.problems.empty()) print_failure(context, peeked.problems.front());
  if (peeked.records.empty()) throw Error("app.suggest_empty", {{"connection", options.file}, {"stream", stream}});
  SeenColumns columns;
  for (const RawRecord& record : peeked.records)
    if (!record.deleted) columns.add(record.json);
  return columns.list();
}

}  // namespace

int run_suggest_stream(Context& context, const ImportOptions& options, const std::string& stream) {
  refuse_list_options(options, stream);
  Looks looks(context);
  LentSecrets secrets = looks.secrets(connection_named(looks.configuration, options.file));
  PeekedSource source(context, looks, secrets);
  const std::vector<Source::Stream> streams = source.streams();
  if (std::none_of(streams.begin(), streams.end(), [&](const Source::Stream& one) { return one.name == stream; }))
    throw Error("app.suggest_no_stream", {{"connection", options.file}, {"stream", stream}, {"known", names_of(streams)}});
  const SeenList list = seen_in(context, source.read(stream, most_records, nullptr), options, stream);
  const Suggestion suggestion = suggest(list, answers_of(source.catalogue(), stream, list));
  const std::string name = options.file + "." + stream;
  if (suggestion.main == Suggestion::nobody) throw Error("app.suggest_nobody", {{"connection", options.file}, {"stream", stream}, {"count", fmt::to_string(list.columns.size())}});
  const std::string about = fmt::format(fmt::runtime(context.say("{}: はじめの {} 件、{} 項目", "{}: the first {} records, {} fields")), name, list.rows, list.columns.size());
  fmt::print("{}", mapping_text(suggestion, list, name, about, context.lang, Looked::stream));
  return 0;
}

void refuse_connection(Context& context, const std::string& word) {
  std::error_code failed;
  if (std::filesystem::exists(word, failed)) return;
  Configuration configuration;
  if (failure_of([&] { configuration = configured(context); })) return;
  const std::string name = word.substr(0, word.find('.'));
  const auto& all = configuration.connections;
  if (std::none_of(all.begin(), all.end(), [&](const ConnectionSettings& one) { return one.name == name; })) return;
  const std::string stream = name.size() < word.size() ? word.substr(name.size() + 1) : "";
  throw Error("app.suggest_stream", {{"connection", name}, {"stream", stream.empty() ? context.say("データ種類", "STREAM") : stream}});
}

}  // namespace musubi
