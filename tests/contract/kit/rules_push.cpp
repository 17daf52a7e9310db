// What is pushed and asked for singly: rules 21, 22 and 23.
#include <algorithm>

#include "tests/contract/kit/rules.hpp"

namespace contract {
namespace {

/// The records that a case expects, by stream.
std::map<std::string, Bag> wanted_records(const Case& c) {
  std::map<std::string, Bag> out;
  for (const json& r : c.text.value("records", json::array()))
    out[r.value("stream", c.text.value("stream", ""))].emplace(r.at("key"), r.at("record").dump());
  return out;
}

void compare_records(const Case& c, const KitHost& host, Report& report) {
  std::map<std::string, Bag> wanted = wanted_records(c);
  for (const Event& e : host.events) {
    if (e.kind == Event::checkpoint) report.fail(c.name + ": it sets a checkpoint; that is for read alone");
    if (e.kind == Event::record && e.key.empty()) report.fail(c.name + ": a record has no key");
    if (e.kind == Event::record) wanted.emplace(e.stream, Bag());
  }
  for (const auto& [stream, bag] : wanted) {
    Bag got = bag_of(host.events, stream);
    std::string less = missing(bag, got), more = missing(got, bag);
    if (!less.empty())
      report.fail(c.name + ": " + stream + ", expected, but not delivered as expected: " + less);
    if (!more.empty()) report.fail(c.name + ": " + stream + ", delivered, but not expected: " + more);
  }
}

bool has_all(const json& headers, const json& wanted) {
  for (const auto& [name, value] : wanted.items())
    if (headers.value(name, json()) != value) return false;
  return true;
}

void judge_request(const Bench& bench, const Case& c, Report& report) {
  Instance instance(bench, bench.settings(&c));
  if (!instance.open()) return report.fail(c.name + ": open: " + instance.host.last_sentence());
  std::vector<json> answers;
  int32_t result = instance.receive(c.text.at("request"), answers);
  if (result != c.result)
    report.fail(c.name + ": " + result_name(c.result) + " expected, got " +
                result_and_sentence(result, instance.host));
  compare_records(c, instance.host, report);
  if (result != MU_OK) return;
  if (answers.size() != 1)
    return report.fail(c.name + ": it answers " + std::to_string(answers.size()) + " times");
  const json& wanted = part(c.text, "answer");
  for (const auto& [member, value] : wanted.items()) {
    bool same = member == "headers" ? has_all(answers[0]["headers"], value) : answers[0][member] == value;
    if (!same) report.fail(c.name + ": the answer's " + member + " is " + answers[0][member].dump());
  }
}

/// Whatever is kept must be a secret of the schema; where the host cannot keep it, the connector must not go
/// on.
void judge_keeping(const Bench& bench, const Case& c, const std::vector<std::string>& secrets,
                   Report& report) {
  std::map<std::string, std::string> kept;
  {
    Instance instance(bench, bench.settings(&c));
    if (!instance.open() || c.call == "open") return;
    instance.run(c);
    for (const Event& e : instance.host.events)
      if (e.kind == Event::keep) kept[e.key] = e.text;
  }
  for (const auto& [name, value] : kept)
    if (!is_secret(secrets, name))
      report.fail(c.name + ": it keeps “" + name + "”, which its schema does not mark as a secret");
  for (const auto& [name, value] : part(c.text, "keeps").items())
    if (!kept.count(name) || value != kept[name]) report.fail(c.name + ": it does not keep the new " + name);
  if (kept.empty()) return;
  Instance refused(bench, bench.settings(&c));
  refused.host.refuse_keep = true;
  int32_t result = refused.run(c);
  if (result != MU_STOPPED || refused.host.after_stop)
    report.fail(c.name + ": the host could not keep the secret, yet it goes on: " +
                result_and_sentence(result, refused.host));
}

}  // namespace

void receives(const Bench& bench, Report& report) {
  auto cases = bench.fixture.of("receive");
  if (!bench.table.receive) {
    if (!cases.empty()) report.fail("the fixture has requests, but the connector has no receive");
    return;
  }
  if (cases.empty()) report.fail("the connector receives, but the fixture has no case that does");
  for (const Case* c : cases) judge_request(bench, *c, report);
}

void fetches(const Bench& bench, Report& report) {
  auto cases = bench.fixture.of("fetch");
  if (!bench.table.fetch) {
    if (!cases.empty()) report.fail("the fixture fetches, but the connector has no fetch");
    return;
  }
  if (cases.empty()) report.fail("the connector fetches, but the fixture has no case that does");
  for (const Case* c : cases) {
    Instance instance(bench, bench.settings(c));
    if (!instance.open()) return report.fail(c->name + ": open: " + instance.host.last_sentence());
    std::vector<std::string> keys = c->text.at("keys");
    int32_t result = instance.fetch(c->text.at("stream"), keys);
    if (result != c->result) report.fail(c->name + ": " + result_and_sentence(result, instance.host));
    compare_records(*c, instance.host, report);
    for (const std::string& key : result == MU_OK ? keys : std::vector<std::string>()) {
      auto answers = [&](const Event& e) { return e.kind == Event::record && e.key == key; };
      if (std::none_of(instance.host.events.begin(), instance.host.events.end(), answers))
        report.fail(c->name + ": no record for the key " + key +
                    "; one that the source does not have is {\"_deleted\":true}");
    }
  }
}

void keeps_secrets(const Bench& bench, Report& report) {
  auto secrets = secret_paths(json::parse(bench.table.config_schema));
  for (const Case& c : bench.fixture.cases) {
    if (c.result != MU_OK) continue;
    judge_keeping(bench, c, secrets, report);
  }
}

}  // namespace contract
