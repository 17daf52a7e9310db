// musubi customer explain: why records are one customer, or why two are not.
#include <fmt/format.h>

#include <fstream>
#include <set>

#include "core/app/audited.hpp"
#include "core/app/chart.hpp"
#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/stewards.hpp"
#include "core/app/words.hpp"
#include "core/flow/picture.hpp"
#include "core/resolve/explanation.hpp"

namespace musubi {
namespace {

const Profile& by_id(const std::vector<Profile>& all, int64_t id) {
  return *std::find_if(all.begin(), all.end(), [&](const Profile& p) { return p.id == id; });
}

/// A pair, and what would have changed its result.
struct Explained {
  Pair pair;
  std::vector<Turn> turns;
};

double prior_of(const Pair& pair) {
  double rest = pair.weight;
  for (const Evidence& e : pair.evidence) rest -= e.weight;
  return rest;
}

std::string json_pair(const Explained& one) {
  const Pair& pair = one.pair;
  std::string evidence, turns;
  for (const Evidence& e : pair.evidence)
    evidence += fmt::format("{}{{\"field\": {}, \"level\": {}, \"weight\": {:.2f}}}", evidence.empty() ? "" : ", ", json_text(e.field), json_text(e.level), e.weight);
  for (const Turn& t : one.turns)
    turns += fmt::format("{}{{\"field\": {}, \"agreed\": {}, \"band\": {}}}", turns.empty() ? "" : ", ", json_text(t.field), t.agreed, json_text(word(t.band)));
  return fmt::format("{{\"a\": {}, \"b\": {}, \"weight\": {:.2f}, \"band\": {}, \"veto\": {}, \"ja\": {}, \"en\": {}, \"evidence\": [{}], \"turns\": [{}], \"turns_ja\": {}, \"turns_en\": {}}}",
                     pair.a, pair.b, pair.weight, json_text(word(pair.band)), json_text(pair.veto), json_text(reason(pair, Lang::ja)), json_text(reason(pair, Lang::en)), evidence, turns,
                     json_text(turns_in_words(one.turns, Lang::ja)), json_text(turns_in_words(one.turns, Lang::en)));
}

void print_json(const std::vector<Explained>& all, const std::vector<Overruled>& contradicted) {
  std::string out;
  for (const Explained& one : all) out += (out.empty() ? "" : ", ") + json_pair(one);
  fmt::print("{{\"pairs\": [{}], \"overruled\": {}}}\n", out, json_overruled(contradicted));
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

std::string evidence_text(const Context& context, const Evidence& e) { return fmt::format("{} {}", field_word(context, e.field), level_word(context, e.level)); }

void print_pair(const Context& context, const Explained& one) {
  fmt::print("  {}\n  {}\n", reason(one.pair, context.lang), turns_in_words(one.turns, context.lang));
  for (const Evidence& e : one.pair.evidence) fmt::print("    {:+7.2f}  {}\n", e.weight, evidence_text(context, e));
  fmt::print("    {:+7.2f}  {}\n", prior_of(one.pair), context.say("前提（偶然の二人が同じ人である見込み）と、重なる証拠を一度だけ数える調整", "prior odds of any two records, and evidence that overlaps counted once"));
}

std::string heading_of(const Pair& pair, const std::vector<Profile>& all) {
  return fmt::format("{} #{}  –  {} #{}", record_name(by_id(all, pair.a).key.record), pair.a, record_name(by_id(all, pair.b).key.record), pair.b);
}

void write_chart(const Context& context, const std::string& file, const std::vector<Explained>& pairs, const std::vector<Profile>& all, const Model& model) {
  std::vector<ChartPair> drawn;
  for (const Explained& one : pairs) {
    ChartPair& p = drawn.emplace_back();
    p.heading = heading_of(one.pair, all);
    p.lines = {reason(one.pair, context.lang), turns_in_words(one.turns, context.lang)};
    p.bars.push_back({context.say("前提", "prior"), prior_of(one.pair)});
    for (const Evidence& e : one.pair.evidence) p.bars.push_back({evidence_text(context, e), e.weight});
  }
  Limits limits = limits_of(model);
  std::ofstream out(file, std::ios::binary);
  out << weights_chart(drawn, {{context.say("統合", "match"), limits.match}, {context.say("確認", "review"), limits.review}});
  if (!out.flush()) throw Error("app.cannot_write", {{"file", file}});
}

void print_all(const Context& context, const std::vector<Explained>& pairs, const std::vector<Profile>& all, const std::vector<Decision>& decisions) {
  for (const Explained& one : pairs) {
    fmt::print("{}\n", heading_of(one.pair, all));
    print_decision(context, one.pair, all, decisions);
    print_pair(context, one);
  }
}

std::vector<Explained> explained_of(std::vector<Pair> pairs, const std::vector<Profile>& all, const Model& model) {
  std::vector<Explained> out;
  for (Pair& pair : pairs) {
    std::vector<Turn> turns = turning_points(by_id(all, pair.a), by_id(all, pair.b), model);
    out.push_back({std::move(pair), std::move(turns)});
  }
  return out;
}

std::vector<std::string> fields_compared(const std::vector<Pair>& pairs) {
  std::set<std::string> out;
  for (const Pair& pair : pairs)
    for (const Evidence& e : pair.evidence) out.insert(e.field);
  return {out.begin(), out.end()};
}

}  // namespace

int run_customer_explain(Context& context, const ExplainOptions& options) {
  auto [id, other, svg] = options;
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
  std::vector<Overruled> contradicted = overruled(session, parties);
  keep_reading(session, std::move(audited));
  std::vector<Explained> explained = explained_of(std::move(pairs), all, hub.rules.model);
  if (!svg.empty()) write_chart(context, svg, explained, all, hub.rules.model);
  if (context.json) {
    print_json(explained, contradicted);
    return 0;
  }
  if (explained.empty()) fmt::print("{}\n", context.say("この顧客の記録は一つだけです。", "This customer has a single record."));
  print_all(context, explained, all, decisions);
  print_overruled(context, contradicted);
  return 0;
}

}  // namespace musubi
