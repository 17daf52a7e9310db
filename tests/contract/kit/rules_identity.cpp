// What a connector says of itself: rules 1 to 5 and 19.
#include <algorithm>
#include <array>
#include <regex>
#include <set>

#include "core/pull/plugin.hpp"
#include "tests/contract/kit/network.hpp"
#include "tests/contract/kit/rules.hpp"
#include "tests/contract/kit/symbols.hpp"

namespace contract {
namespace {

struct Synonym {
  const char *wrong, *right;
};
constexpr std::array synonyms = {Synonym{"url", "endpoint"},       Synonym{"base_url", "endpoint"},
                                 Synonym{"uri", "endpoint"},       Synonym{"api_key", "auth.token"},
                                 Synonym{"apikey", "auth.token"},  Synonym{"access_token", "auth.token"},
                                 Synonym{"username", "auth.user"}, Synonym{"login", "auth.user"},
                                 Synonym{"limit", "page_size"},    Synonym{"batch_size", "page_size"},
                                 Synonym{"per_page", "page_size"}, Synonym{"start_date", "since"},
                                 Synonym{"tables", "streams"}};

/// Every object schema below `schema` with the path of its setting.
void walk(const json& schema, const std::string& path,
          const std::function<void(const json&, const std::string&)>& visit) {
  if (!schema.is_object()) return;
  visit(schema, path);
  for (const auto& [name, member] : part(schema, "properties").items())
    walk(member, path.empty() ? name : path + "." + name, visit);
  for (const char* inner : {"items", "additionalProperties"})
    if (schema.contains(inner)) walk(schema[inner], path + "[]", visit);
  for (const json& choice : schema.value("oneOf", json::array())) walk(choice, path, visit);
}

/// The paths ("/auth/token") of all settings in `config`.
void collect(const json& config, const std::string& path, std::vector<std::string>& out) {
  if (!config.is_object()) return;
  for (const auto& [name, value] : config.items()) {
    out.push_back(path + "/" + name);
    collect(value, path + "/" + name, out);
  }
}

std::string last_name(const std::string& path) {
  return path.substr(path.rfind('/') + 1);
}

/// With a setting left out, all must be well or a sentence must say what is missing.
void try_without(const Bench& bench, const std::string& path, Report& report) {
  json config = bench.fixture.config;
  json::json_pointer at(path);
  config.at(at.parent_pointer()).erase(at.back());
  musubi::ConnectionSettings settings;
  try {
    settings = bench.settings(config);
  } catch (const musubi::Error& e) {
    if (std::string(e.what()).find(last_name(path)) == std::string::npos)
      report.fail("without " + path +
                  " the settings are refused, but the sentence does not name it: " + e.what());
    return;
  }
  Instance instance(bench, settings);
  int32_t result = instance.open() ? instance.check() : MU_CONFIG;
  const auto& told = instance.host.told;
  if (result == MU_OK) return;
  if (result == MU_BUG || told.empty() || told.back().id.empty())
    report.fail("without " + path +
                ", which the schema allows: " + result_and_sentence(result, instance.host));
}

/// The arguments that a sentence names; one that is itself words in the sentence's language ends in `language`.
std::set<std::string> marks(std::string_view sentence, std::string_view language = {}) {
  std::set<std::string> out;
  for (size_t at = 0; (at = sentence.find('{', at)) != sentence.npos; ++at) {
    std::string_view name = sentence.substr(at, sentence.find('}', at) - at);
    if (!language.empty() && name.ends_with(language)) name.remove_suffix(language.size());
    out.emplace(name);
  }
  return out;
}

bool has_japanese(std::string_view s) {
  for (size_t i = 0; i + 1 < s.size(); ++i) {
    auto lead = static_cast<unsigned char>(s[i]), next = static_cast<unsigned char>(s[i + 1]);
    if (lead >= 0xe4 && lead <= 0xe9) return true;                  // kanji
    if (lead == 0xe3 && next >= 0x81 && next <= 0x83) return true;  // kana
  }
  return false;
}

}  // namespace

void describes_itself(const Bench& bench, Report& report) {
  mu_connector table = musubi::load_plugin(bench.file);
  static const std::regex name("[a-z][a-z0-9_]*"), version(R"(\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?)");
  if (!std::regex_match(table.name, name))
    report.fail(std::string("the name is not [a-z][a-z0-9_]*: ") + table.name);
  if (bench.file.stem() != table.name)
    report.fail("the file is " + bench.file.filename().string() + ", the connector is " + table.name);
  if (!std::regex_match(table.version, version))
    report.fail(std::string("the version is not like 1.2.3: ") + table.version);
  json schema = json::parse(table.config_schema, nullptr, false);
  if (!schema.is_object() || schema.value("type", "") != "object")
    report.fail("config_schema is not the schema of an object");
}

void exports_one_symbol(const Bench& bench, Report& report) {
  std::vector<std::string> symbols = exported_symbols(bench.file);
  size_t others = static_cast<size_t>(std::count_if(
      symbols.begin(), symbols.end(), [](const std::string& s) { return s != "musubi_connector"; }));
  if (others == symbols.size()) report.fail("musubi_connector is not exported");
  if (!others) return;
  auto first = std::find_if(symbols.begin(), symbols.end(),
                            [](const std::string& s) { return s != "musubi_connector"; });
  report.fail(std::to_string(others) + " more symbols are exported, such as " + *first +
              "; link with connector.map");
}

void schema_tells_all(const Bench& bench, Report& report) {
  std::vector<std::string> paths;
  collect(bench.fixture.config, "", paths);
  for (const std::string& path : paths) try_without(bench, path, report);
  for (const Case* c : bench.fixture.of("open")) judge_case(bench, *c, report);
}

void schema_is_closed(const Bench& bench, Report& report) {
  json schema = json::parse(bench.table.config_schema);
  walk(schema, "", [&](const json& object, const std::string& path) {
    std::string where = path.empty() ? "the settings" : path;
    if (object.contains("properties") &&
        (!object.contains("additionalProperties") || object["additionalProperties"] == true))
      report.fail(where + ": unknown settings are not refused; write \"additionalProperties\": false");
    if (object.value("x-secret", false) && object.value("type", "") != "string")
      report.fail(where + ": a secret must be a string");
    for (const auto& [name, member] : part(object, "properties").items())
      for (const Synonym& s : synonyms)
        if (name == s.wrong) report.fail("the setting " + name + " is called " + s.right + " everywhere");
  });
  json config = bench.fixture.config;
  config["zz_unknown"] = 1;
  try {
    bench.settings(config);
    report.fail("an unknown setting is accepted");
  } catch (const musubi::Error&) {
    return;
  }
}

void opens_no_network(const Bench& bench, Report& report) {
  auto settings = bench.settings(nullptr);
  size_t before = network_calls();
  Instance instance(bench, settings);
  if (!instance.open()) report.fail("open refuses config.json: " + instance.host.last_sentence());
  if (network_calls() != before)
    report.fail("open went to the network; that is for check, discover and read");
}

void speaks_both_languages(const Bench& bench, Report& report) {
  std::set<std::string> ids;
  if (!bench.table.messages) return report.fail("there is no table of messages");
  for (const mu_message* m = bench.table.messages; m->id; ++m) {
    std::string id = m->id;
    if (!ids.insert(id).second) report.fail("two sentences are called " + id);
    if (!m->ja || !has_japanese(m->ja)) report.fail(id + " has no Japanese sentence");
    if (!m->en || !*m->en || (m->ja && std::string_view(m->en) == m->ja))
      report.fail(id + " has no English sentence");
    if (m->ja && m->en && marks(m->ja, "_ja") != marks(m->en))
      report.fail("the two sentences of " + id + " name different arguments");
  }
  for (const Case& c : bench.fixture.cases) {
    if (c.result == MU_OK || c.result == MU_STOPPED) continue;
    musubi::ConnectionSettings settings;
    try {
      settings = bench.settings(&c);
    } catch (const musubi::Error&) {
      continue;  // the host's own sentence
    }
    Instance instance(bench, settings);
    if (instance.open() && c.call != "open") instance.run(c);
    for (const Told& told : instance.host.told)
      if (!ids.count(told.id))
        report.fail(c.name + ": the sentence “" + told.sentence + "” is not in the table (id “" + told.id +
                    "”)");
  }
}

}  // namespace contract
