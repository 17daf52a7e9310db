// musubi customer explain: why records are one customer, or why two are not.
#include <fmt/format.h>

#include <set>

#include "core/app/audited.hpp"
#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/words.hpp"
#include "core/flow/picture.hpp"

namespace musubi {
namespace {

const Profile& by_id(const std::vector<Profile>& all, int64_t id) {
  return *std::find_if(all.begin(), all.end(), [&](const Profile& p) { return p.id == id; });
}

std::string json_pair(const Pair& pair) {
  std::string evidence;
  for (const Evidence& e : pair.evidence)
    evidence += fmt::format("{}{{\"field\": {}, \"level\": {}, \"weight\": {:.2f}}}", evidence.empty() ? "" : ", ", json_text(e.field), json_text(e.level), e.weight);
  return fmt::format("{{\"a\": {}, \"b\": {}, \"weight\": {:.2f}, \"band\": {}, \"veto\": {}, \"ja\": {}, \"en\": {}, \"evidence\": [{}]}}", pair.a, pair.b, pair.weight,
                     json_text(word(pair.band)), json_text(pair.veto), json_text(reason(pair, Lang::ja)), json_text(reason(pair, Lang::en)), evidence);
}

void print_json(const std::vector<Pair>& pairs) {
  std::string out;
  for (const Pair& pair : pairs) out += (out.empty() ? "" : ", ") + json_pair(pair);
  fmt::print("{{\"pairs\": [{}]}}\n", out);
}

/// What a steward said of the two, which no weight overrules.
void print_decision(const Context& context, const Pair& pair, const std::vector<Profile>& all, const std::vector<Decision>& decisions) {
  const PartyKey &a = by_id(all, pair.a).key, &b = by_id(all, pair.b).key;
  for (const Decision& d : decisions) {
    if (!((d.a == a && d.b == b) || (d.a == b && d.b == a))) continue;
    fmt::print("  {} {}  {}  {}  {}\n", context.say("名寄せ担当の判定:", "a steward decided:"), verdict_word(context, word(d.verdict)), d.who,
               format_local(d.at, context.zone), d.why);
  }
}

void print_pair(const Context& context, const Pair& pair) {
  fmt::print("  {}\n", reason(pair, context.lang));
  double rest = pair.weight;
  for (const Evidence& e : pair.evidence) {
    rest -= e.weight;
    fmt::print("    {:+7.2f}  {} {}\n", e.weight, field_word(context, e.field), level_word(context, e.level));
  }
  fmt::print("    {:+7.2f}  {}\n", rest, context.say("前提（偶然の二人が同じ人である見込み）と、重なる証拠を一度だけ数える調整", "prior odds of any two records, and evidence that overlaps counted once"));
}

void print_all(const Context& context, const std::vector<Pair>& pairs, const std::vector<Profile>& all, const std::vector<Decision>& decisions) {
  for (const Pair& pair : pairs) {
    fmt::print("{} #{}  –  {} #{}\n", record_name(by_id(all, pair.a).key.record), pair.a, record_name(by_id(all, pair.b).key.record), pair.b);
    print_decision(context, pair, all, decisions);
    print_pair(context, pair);
  }
}

std::vector<std::string> fields_compared(const std::vector<Pair>& pairs) {
  std::set<std::string> out;
  for (const Pair& pair : pairs)
    for (const Evidence& e : pair.evidence) out.insert(e.field);
  return {out.begin(), out.end()};
}

}  // namespace

int run_customer_explain(Context& context, int64_t id, int64_t other) {
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "customer explain");
  Session session = hub.store.begin();
  std::optional<Picture> one = picture(session, hub.rules, id);
  if (!one) throw Error("app.no_such_customer", {{"id", fmt::to_string(id)}});
  std::vector<Pair> pairs;
  std::vector<Profile> all = one->profiles;
  audited.customers = {one->customer.id};
  if (!other) {
    pairs = bonds(*one, hub.rules);
  } else {
    std::optional<Picture> two = picture(session, hub.rules, other);
    if (!two) throw Error("app.no_such_customer", {{"id", fmt::to_string(other)}});
    audited.customers.push_back(two->customer.id);
    bool together = one->customer.id == two->customer.id;
    for (const Profile& a : one->profiles)
      for (const Profile& b : two->profiles)
        if (a.id != b.id && (!together || (a.id == id && b.id == other))) pairs.push_back(compared(a, b, hub.rules));
    all.insert(all.end(), two->profiles.begin(), two->profiles.end());
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) { return x.weight > y.weight; });
  }
  audited.fields = fields_compared(pairs);
  std::vector<PartyKey> parties;
  for (const Profile& p : all) parties.push_back(p.key);
  std::vector<Decision> decisions = session.decisions(parties);
  keep_reading(session, std::move(audited));
  if (context.json) {
    print_json(pairs);
    return 0;
  }
  if (pairs.empty()) fmt::print("{}\n", context.say("この顧客の記録は一つだけです。", "This customer has a single record."));
  print_all(context, pairs, all, decisions);
  return 0;
}

}  // namespace musubi
