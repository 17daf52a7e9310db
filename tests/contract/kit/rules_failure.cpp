// What goes wrong: rules 6, 13, 14, 15 and 17.
#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include "core/pull/sentence.hpp"
#include "core/sdk/host.hpp"
#include "tests/contract/kit/rules.hpp"

namespace contract {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// Both languages of the last sentence, for `says`.
std::string spoken(const Bench& bench, const KitHost& host) {
  if (host.told.empty()) return {};
  const Told& told = host.told.back();
  musubi::Pairs args(told.args.begin(), told.args.end());
  musubi::sdk::BorrowedPairs lent(args);
  auto both = musubi::connector_sentence(bench.table.messages, musubi::sdk::text(told.id), lent.get(),
                                         musubi::sdk::text(told.sentence), {});
  return both.ja + " " + both.en;
}

void judge_result(const Case& c, int32_t result, const std::string& sentence, Report& report) {
  if (result != c.result)
    report.fail(c.name + ": " + result_name(c.result) + " expected, got " + result_name(result) + " " +
                sentence);
  if (result == MU_OK || result == MU_STOPPED) return;
  if (sentence.empty()) report.fail(c.name + ": " + result_name(result) + " without a sentence");
  std::string says = c.text.value("says", "");
  if (sentence.find(says) == sentence.npos)
    report.fail(c.name + ": the sentence does not say “" + says + "”: " + sentence);
}

void judge_events(const Case& c, const KitHost& host, Report& report) {
  for (const auto& [name, kind] : {std::pair("sends", Event::record), std::pair("holds", Event::unreadable)})
    if (c.text.contains(name) && host.count(kind) != c.text[name].get<size_t>())
      report.fail(c.name + ": " + name + " " + c.text[name].dump() + " expected, got " +
                  std::to_string(host.count(kind)));
}

/// Calls `each` with an open instance for every case whose settings are accepted.
template <class Each>
void for_each_case(const Bench& bench, Each each) {
  for (const Case& c : bench.fixture.cases) {
    std::optional<musubi::ConnectionSettings> settings;
    try {
      settings = bench.settings(&c);
    } catch (const musubi::Error&) {
      continue;
    }
    Instance instance(bench, *settings);
    if (c.text.contains("stop_after_ms"))
      instance.host.stop_at = Clock::now() + milliseconds(c.text["stop_after_ms"].get<int>());
    each(c, instance);
  }
}

/// A read that is to stop: it must say so, send no more, and come back in time.
void judge_stop(const std::string& what, Instance& instance, const std::string& stream, bool may_finish,
                Report& report) {
  auto start = Clock::now();
  int32_t result = instance.read(stream, "");
  auto took =
      std::chrono::duration_cast<milliseconds>(Clock::now() - instance.host.asked_to_stop().value_or(start));
  if (took > milliseconds(1000)) report.fail(what + ": it came back after " + std::to_string(took.count()) + " ms");
  if (result != MU_STOPPED && !(may_finish && result == MU_OK))
    report.fail(what + ": STOPPED expected, got " + result_and_sentence(result, instance.host));
  if (instance.host.after_stop) report.fail(what + ": it goes on sending");
}

void collect_secrets(const Bench& bench, const Case* c, std::set<std::string>& secrets) {
  try {
    for (const auto& [name, value] : bench.settings(c).secrets)
      if (value.size() >= 6) secrets.insert(value);
  } catch (const musubi::Error&) {
    return;
  }
  if (!c) return;
  for (const auto& [name, value] : part(c->text, "keeps").items()) secrets.insert(value.get<std::string>());
}

void search(const std::vector<std::string>& texts, const std::set<std::string>& secrets,
            const std::string& where, Report& report) {
  for (const std::string& text : texts)
    for (const std::string& secret : secrets)
      if (text.find(secret) != text.npos)
        return report.fail(where + ": a secret stands in what it says or sends");
}

void read_in_thread(const Bench& bench, Instance& instance, std::string& complaint) {
  try {
    for (const std::string& name : bench.table.read ? stream_names(bench) : std::vector<std::string>()) {
      instance.host.events.clear();
      int32_t result = instance.read(name, "");
      auto found = bench.fixture.expected.find(name);
      std::string lost = missing(found == bench.fixture.expected.end() ? Bag() : found->second,
                                 bag_of(instance.host.events, name));
      if (result != MU_OK || !lost.empty())
        complaint = name + ", beside another instance: " + result_and_sentence(result, instance.host) +
                    ", missing: " + lost;
    }
  } catch (const Broken& b) {
    complaint = b.sentence;
  }
}

}  // namespace

void judge_case(const Bench& bench, const Case& c, Report& report) {
  musubi::ConnectionSettings settings;
  try {
    settings = bench.settings(&c);
  } catch (const musubi::Error& e) {
    return judge_result(c, MU_CONFIG, musubi::render(e.message(), musubi::Lang::ja) + " " + e.what(), report);
  }
  Instance instance(bench, settings);
  if (!instance.open()) return judge_result(c, MU_CONFIG, spoken(bench, instance.host), report);
  if (c.call == "open") return judge_result(c, MU_OK, "", report);
  int32_t result = instance.run(c);
  judge_result(c, result, spoken(bench, instance.host), report);
  judge_events(c, instance.host, report);
  if (instance.host.after_failure) report.fail(c.name + ": it sends records after it has failed");
  if (c.text.contains("retry_after_ms") &&
      instance.host.retry_after != c.text["retry_after_ms"].get<int64_t>())
    report.fail(c.name + ": retry_after is not what the source asked for");
}

std::vector<std::string> secret_paths(const json& schema, const std::string& path) {
  std::vector<std::string> out;
  for (const auto& [name, member] : part(schema, "properties").items()) {
    std::string here = path.empty() ? name : path + "/" + name;
    if (member.is_object() && member.value("x-secret", false)) out.push_back(here);
    if (!member.is_object()) continue;
    for (const std::string& inner : secret_paths(member, here)) out.push_back(inner);
  }
  if (auto any = schema.find("additionalProperties"); any != schema.end() && any->is_object())
    if (any->value("x-secret", false)) out.push_back(path.empty() ? "*" : path + "/*");
  return out;
}

bool is_secret(const std::vector<std::string>& paths, const std::string& name) {
  return std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
    if (!path.ends_with('*')) return path == name;
    std::string front = path.substr(0, path.size() - 1);
    return name.size() > front.size() && name.starts_with(front) && name.find('/', front.size()) == name.npos;
  });
}

void checks(const Bench& bench, Report& report) {
  Instance good(bench);
  int32_t result = good.check();
  if (result != MU_OK) report.fail("the good settings: " + result_and_sentence(result, good.host));
  bool auth = false, transient = false;
  for (const Case* c : bench.fixture.of("check")) {
    auth = auth || c->result == MU_AUTH;
    transient = transient || c->result == MU_TRANSIENT;
    judge_case(bench, *c, report);
  }
  json schema = json::parse(bench.table.config_schema);
  if (!auth && !secret_paths(schema).empty()) report.note("no case tries a wrong secret (check → AUTH)");
  if (!transient && schema["properties"].contains("endpoint"))
    report.note("no case tries a host that is down (check → TRANSIENT)");
}

void stops_at_once(const Bench& bench, Report& report) {
  if (!bench.table.read) return;
  for (const std::string& name : stream_names(bench)) {
    if (read_all(bench, name).size() > 2) {
      Instance stopped(bench);
      stopped.host.stop_after_records = 1;
      judge_stop(name + ", told after its first record", stopped, name, false, report);
    }
    Instance early(bench);
    early.host.stop_at = Clock::now();
    judge_stop(name + ", told before it began", early, name, true, report);
  }
  bool waited = false;
  for_each_case(bench, [&](const Case& c, Instance& instance) {
    if (c.call != "read" || !c.text.contains("stop_after_ms") || !instance.open()) return;
    waited = true;
    judge_stop(c.name, instance, c.text.at("stream"), false, report);
  });
  if (!waited) report.note("no case stops it while it waits (read with stop_after_ms)");
}

void fails_with_the_right_result(const Bench& bench, Report& report) {
  bool any = false;
  for (const Case& c : bench.fixture.cases) {
    any = any || (c.result != MU_OK && c.result != MU_STOPPED);
    if ((c.call == "read" || c.call == "discover") && !c.text.contains("stop_after_ms"))
      judge_case(bench, c, report);
  }
  if (!any) report.fail("no case of the fixture fails; a source always can");
}

void leaks_no_secret(const Bench& bench, Report& report) {
  std::set<std::string> secrets;
  collect_secrets(bench, nullptr, secrets);
  for (const Case& c : bench.fixture.cases) collect_secrets(bench, &c, secrets);
  if (secrets.empty()) {
    if (!secret_paths(json::parse(bench.table.config_schema)).empty())
      report.fail(
          "the schema has secrets, but neither config.json nor a case sets one of six letters or more");
    return;
  }
  Instance good(bench);
  std::string catalogue;
  good.check();
  if (good.discover(catalogue) == MU_OK && bench.table.read)
    for (const std::string& name : stream_names(bench)) good.read(name, "");
  search(good.host.all_texts(), secrets, "with the good settings", report);
  search({catalogue}, secrets, "discover", report);
  for_each_case(bench, [&](const Case& c, Instance& instance) {
    if (instance.open() && c.call != "open") instance.run(c);
    search(instance.host.all_texts(), secrets, c.name, report);
  });
}

void runs_beside_itself(const Bench& bench, Report& report) {
  for_each_case(bench, [&](const Case& c, Instance& instance) {
    if (instance.open() && c.call != "open") instance.run(c);  // and closed after its failure
  });
  Instance one(bench), two(bench);
  std::string first, second;
  {
    std::jthread a([&] { read_in_thread(bench, one, first); });
    std::jthread b([&] { read_in_thread(bench, two, second); });
  }
  for (const std::string& complaint : {first, second})
    if (!complaint.empty()) report.fail(complaint);
}

}  // namespace contract
