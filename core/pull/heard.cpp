#include "core/pull/heard.hpp"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/pull/plugin.hpp"
#include "core/pull/sentence.hpp"
#include "core/pull/source.hpp"
#include "core/sdk/host.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

/// `said`: a sentence of the connector's `messages`, with its arguments.
Sentence sentence_in(const Json& said, const mu_message* messages) {
  Pairs args;
  if (auto given = said.find("args"); given != said.end() && given->is_object())
    for (const auto& [name, value] : given->items())
      if (value.is_string()) args.emplace_back(name, value.get<std::string>());
  return connector_sentence(messages, sdk::text(said["id"].get_ref<const std::string&>()), sdk::BorrowedPairs(args).get(), {}, {});
}

/// Seconds since 1970, or a text that is a time.
std::optional<Time> end_in(const Json& at, const std::string& zone) {
  constexpr int64_t year_9999 = 253'370'764'800;
  if (at.is_string()) return parse_time(at.get<std::string>(), zone);
  if (!at.is_number_integer()) return {};
  return Time(std::chrono::seconds(std::clamp<int64_t>(at, 0, year_9999)));
}

/// `said` may repeat what strangers sent: no line of theirs, no word to a terminal.
void take_line(const Heard& heard, int level, std::string line, const std::string& connection) {
  std::replace_if(line.begin(), line.end(), [](unsigned char c) { return c < ' ' || c == 127; }, ' ');
  if (heard.line) heard.line(level == MU_LOG_INFO ? "INFO" : level == MU_LOG_WARN ? "WARN" : "ERROR", line);
  if (level >= MU_LOG_WARN) std::fprintf(stderr, "%s: %.*s\n", connection.c_str(), static_cast<int>(line.size()), line.data());
}

/// A sentence that is no failure: for the log, or a doubt, which whoever reads the report is told of.
void hear_sentence(const Heard& heard, const std::string& kind, const Json& said, const std::string& connection, const mu_message* messages) {
  if (!said.is_object() || !said.contains("id") || !said["id"].is_string()) return;
  const Sentence sentence = sentence_in(said, messages);
  const std::string& spelled = heard.lang == Lang::ja ? sentence.ja : sentence.en;
  if (kind == "advice" && heard.advice) heard.advice({"pull.advice", with_sentence({{"connection", connection}}, sentence)});
  if (kind == "note") take_line(heard, said.value("level", Json()) == "info" ? MU_LOG_INFO : MU_LOG_WARN, spelled, connection);
  if (kind != "doubt") return;
  if (heard.line) heard.line("WARN", spelled);
  if (heard.doubt) heard.doubt({"pull.doubt", with_sentence({{"connection", connection}}, sentence)});
}

void hear(const Heard& heard, std::string_view line, const std::string& connection, const std::string& zone, const mu_message* messages) {
  if (!line.starts_with('{')) return;
  Json json = Json::parse(line, nullptr, false);
  if (!json.is_object() || json.size() != 1) return;
  const Json& said = json.front();
  if (json.contains("request") && said.is_object() && heard.request) heard.request(said.dump());
  hear_sentence(heard, json.begin().key(), said, connection, messages);
  if (!json.contains("ends") || !said.is_object() || !heard.ends) return;
  auto name = said.find("credential"), at = said.find("at");
  if (name == said.end() || !name->is_string() || at == said.end()) return;
  if (std::optional<Time> end = end_in(*at, zone)) heard.ends(*name, *end);
}

}  // namespace

Source open_heard(Plugins& plugins, ConnectionSettings connection, RetryPolicy retry, Heard heard) {
  mu_connector table = load_plugin(plugins.describe(connection.connector).file);
  apply_schema(connection, table.config_schema);
  const std::string zone = connection.zone.empty() ? "Asia/Tokyo" : connection.zone;
  auto log = [name = connection.name, zone, heard, messages = table.messages](int level, std::string_view said) {
    if (level == MU_LOG_DEBUG) return hear(heard, said, name, zone, messages);
    take_line(heard, level, std::string(said), name);
  };
  auto impl = std::make_unique<Source::Impl>(table, std::move(connection), retry, std::move(log));
  impl->host.keep_with(std::move(heard.keep));
  impl->host.hold_with(std::move(heard.hold));
  return Source(std::move(impl));
}

}  // namespace musubi
