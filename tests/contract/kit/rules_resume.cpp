// State: rules 10, 11, 12 and 16.
#include <algorithm>
#include <charconv>

#include "tests/contract/kit/rules.hpp"

namespace contract {
namespace {

size_t checkpoints(const std::vector<Event>& events) {
  return static_cast<size_t>(std::count_if(events.begin(), events.end(),
                                           [](const Event& e) { return e.kind == Event::checkpoint; }));
}

/// At most 30 of 1…count, both ends among them.
std::vector<size_t> samples(size_t count) {
  std::vector<size_t> out;
  size_t step = count / 30 + 1;
  for (size_t k = 1; k <= count; k += step) out.push_back(k);
  if (count && out.back() != count) out.push_back(count);
  return out;
}

Bag joined(Bag a, const Bag& b) {
  a.insert(b.begin(), b.end());
  return a;
}

std::optional<double> number_of(const json& value) {
  if (value.is_number()) return value.get<double>();
  if (!value.is_string()) return std::nullopt;
  const auto& text = value.get_ref<const std::string&>();
  double out = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return out;
}

bool before(const json& a, const json& b) {
  auto x = number_of(a), y = number_of(b);
  return x && y ? *x < *y : a < b;
}

/// The records with the greatest cursor among `events`; `greatest` stays null where no record has one.
Bag ties(const std::vector<Event>& events, const std::string& cursor, json& greatest) {
  Bag out;
  for (const Event& e : events) {
    if (e.kind != Event::record) continue;
    json record = json::parse(e.text);
    if (!record.contains(cursor) || record[cursor].is_null()) continue;
    if (greatest.is_null() || before(greatest, record[cursor])) {
      greatest = record[cursor];
      out.clear();
    }
    if (!before(record[cursor], greatest)) out.emplace(e.key, record.dump());
  }
  return out;
}

/// The record that came last; empty where none has.
Bag last_of(const std::vector<Event>& events) {
  auto at = std::find_if(events.rbegin(), events.rend(), [](const Event& e) { return e.kind == Event::record; });
  if (at == events.rend()) return {};
  return {{at->key, json::parse(at->text).dump()}};
}

bool has_tie(const std::vector<Event>& events, const std::string& cursor) {
  std::multiset<std::string> values;
  for (const Event& e : events)
    if (e.kind == Event::record) values.insert(json::parse(e.text).value(cursor, json()).dump());
  values.erase("null");
  return std::adjacent_find(values.begin(), values.end()) != values.end();
}

template <class Judge>
void for_each_cursor(const Bench& bench, Judge judge) {
  if (!bench.table.read) return;
  const json found = catalogue(bench);
  for (const json& stream : found["streams"])
    judge(stream["name"].get<std::string>(), stream.value("cursor", ""));
}

/// Stops after checkpoint `k`, forgets what was not durable, and reads on, every other time on the same
/// instance.
void stop_and_resume(const Bench& bench, const std::string& name, size_t k, const Bag& all, Report& report) {
  auto instance = std::make_unique<Instance>(bench);
  instance->host.stop_after_checkpoints = k;
  instance->read(name, "");
  Bag kept = bag_of(instance->host.events, name, true);
  std::string state = instance->host.state(name);
  instance->host.events.clear();
  instance->host.go_on();
  if (k % 2 == 0) {
    instance.reset();  // one instance at a time: what two do to each other is rule 17
    instance = std::make_unique<Instance>(bench);
  }
  int32_t result = instance->read(name, state);
  if (result != MU_OK)
    return report.fail(name + ", from checkpoint " + std::to_string(k) + ": " +
                       result_and_sentence(result, instance->host));
  std::string lost = missing(all, joined(kept, bag_of(instance->host.events, name)));
  if (!lost.empty())
    report.fail(name + ": stopped after checkpoint " + std::to_string(k) + " and resumed, lost: " + lost);
}

}  // namespace

void resumes_anywhere(const Bench& bench, Report& report) {
  if (!bench.table.read) return;
  for (const std::string& name : stream_names(bench)) {
    std::vector<Event> events = read_all(bench, name);
    if (!events.empty() && events.back().kind != Event::checkpoint)
      report.fail(name + ": the read does not end with a checkpoint, so the next one brings its end again");
    Bag all = bag_of(events, name);
    for (size_t k : samples(checkpoints(events))) stop_and_resume(bench, name, k, all, report);
  }
}

void sends_ties_again(const Bench& bench, Report& report) {
  for_each_cursor(bench, [&](const std::string& name, const std::string& cursor) {
    if (cursor.empty()) return;
    std::vector<Event> events = read_all(bench, name), so_far;
    if (!has_tie(events, cursor))
      return report.fail(name + ": the fixture has no two records with the same " + cursor);
    for (const Event& e : events) {
      so_far.push_back(e);
      if (e.kind != Event::checkpoint) continue;
      json greatest;
      Bag wanted = ties(so_far, cursor, greatest);
      Instance again(bench);
      again.read(name, e.text);
      const Bag got = bag_of(again.host.events, name);
      std::string lost = missing(wanted, got);
      const bool goes_on = so_far.size() < events.size() && missing(last_of(so_far), got).empty();
      if (!lost.empty() && !goes_on)
        return report.fail(name + ": a read from the state after " + cursor + " " + greatest.dump() +
                           " does not send its ties again (>=): " + lost);
    }
  });
}

void sends_nothing_new(const Bench& bench, Report& report) {
  for_each_cursor(bench, [&](const std::string& name, const std::string& cursor) {
    std::vector<Event> events = read_all(bench, name);
    std::string state;
    for (const Event& e : events)
      if (e.kind == Event::checkpoint) state = e.text;
    Instance again(bench);
    int32_t result = again.read(name, state);
    if (result != MU_OK) return report.fail(name + ": " + result_and_sentence(result, again.host));
    Bag got = bag_of(again.host.events, name);
    std::string fresh = missing(got, bag_of(events, name));
    if (!fresh.empty())
      report.fail(name + ": a second read brings, though the source is as it was: " + fresh);
    if (cursor.empty() || bench.fixture.config.contains("overlap")) return;
    json greatest;
    Bag tied = ties(events, cursor, greatest);
    for (const Event& e : again.host.events) {
      if (e.kind != Event::record) continue;
      json value = json::parse(e.text).value(cursor, json());
      if (!value.is_null() && before(value, greatest))
        return report.fail(name + ": a second read brings " + e.key +
                           " again, which is older than its state");
    }
  });
}

void keeps_streams_apart(const Bench& bench, Report& report) {
  if (!bench.table.read) return;
  std::vector<std::string> names = stream_names(bench);
  std::map<std::string, Bag> kept, wanted;
  for (const std::string& name : names) wanted[name] = bag_of(read_all(bench, name), name);
  Instance shared(bench);
  std::map<std::string, std::string> states;
  for (const std::string& name : names) {
    shared.host.go_on();
    shared.host.events.clear();
    shared.host.stop_after_checkpoints = 1;
    shared.read(name, "");
    for (const Event& e : shared.host.events)
      if (e.kind != Event::keep && e.stream != name)
        report.fail("reading " + name + ", it hands over something of " + e.stream);
    kept[name] = bag_of(shared.host.events, name, true);
    states[name] = shared.host.state(name);
  }
  for (const std::string& name : names) {
    shared.host.go_on();
    shared.host.events.clear();
    shared.read(name, states[name]);
    std::string lost =
        missing(bag_of(read_all(bench, name), name), joined(kept[name], bag_of(shared.host.events, name)));
    if (!lost.empty()) report.fail(name + ": read in turns with other streams, lost: " + lost);
  }
}

}  // namespace contract
