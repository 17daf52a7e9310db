// musubi customer explain: why records are one customer, or why two are not.
#include <fmt/format.h>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/flow/picture.hpp"

namespace musubi {
namespace {

std::string party_name(const Profile& p) { return fmt::format("{}.{}/{}", p.key.record.connection, p.key.record.stream, p.key.record.key); }

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

struct LevelWord {
  std::string_view level, ja, en;
};
constexpr LevelWord level_words[] = {
    {"exact", "一致", "the same"},
    {"same", "同じ", "the same"},
    {"similar", "似ている", "similar"},
    {"near", "一字違い", "one letter apart"},
    {"family_similar", "名が一致、姓が似ている", "given name the same, family name similar"},
    {"given_similar", "姓が一致、名が似ている", "family name the same, given name similar"},
    {"family_alone", "姓だけ一致", "family name alone"},
    {"from_name", "一致（氏名から作られた形）", "the same (made from the name)"},
    {"fits", "読みが合う", "the reading fits"},
    {"unfit", "読みが合わない", "the reading does not fit"},
    {"house", "同じ家", "the same house"},
    {"block", "同じ番地", "the same block"},
    {"town", "同じ町", "the same town"},
    {"domain", "同じドメイン", "the same domain"},
    {"local", "@ の前が同じ", "the same before the @"},
    {"clash", "食い違う", "clash"},
    {"different", "異なる", "different"},
    {"likely", "同じ世帯らしい", "likely one household"},
};

std::string_view level_text(const Context& context, std::string_view level) {
  for (const LevelWord& w : level_words)
    if (w.level == level) return context.lang == Lang::ja ? w.ja : w.en;
  return level;
}

std::string_view field_text(const Context& context, std::string_view name) {
  if (name == "household") return context.say("世帯", "household");
  const FieldDef* f = find_field(name);
  return f && context.lang == Lang::ja ? f->ja : name;
}

/// What a steward said of the two, which no weight overrules.
void print_decision(const Context& context, const Pair& pair, const std::vector<Profile>& all, const std::vector<Decision>& decisions) {
  const PartyKey &a = by_id(all, pair.a).key, &b = by_id(all, pair.b).key;
  for (const Decision& d : decisions) {
    if (!((d.a == a && d.b == b) || (d.a == b && d.b == a))) continue;
    constexpr const char* ja[] = {"同一", "別人", "世帯"};
    fmt::print("  {} {}  {}  {}  {}\n", context.say("名寄せ担当の判定:", "a steward decided:"), context.lang == Lang::ja ? ja[size_t(d.verdict)] : std::string(word(d.verdict)).c_str(), d.who,
               format_local(d.at, context.zone), d.why);
  }
}

void print_pair(const Context& context, const Pair& pair) {
  fmt::print("  {}\n", reason(pair, context.lang));
  double rest = pair.weight;
  for (const Evidence& e : pair.evidence) {
    rest -= e.weight;
    fmt::print("    {:+7.2f}  {} {}\n", e.weight, field_text(context, e.field), level_text(context, e.level));
  }
  fmt::print("    {:+7.2f}  {}\n", rest, context.say("前提（偶然の二人が同じ人である見込み）と、重なる証拠を一度だけ数える調整", "prior odds of any two records, and evidence that overlaps counted once"));
}

void print_all(const Context& context, const std::vector<Pair>& pairs, const std::vector<Profile>& all, const std::vector<Decision>& decisions) {
  for (const Pair& pair : pairs) {
    fmt::print("{} #{}  –  {} #{}\n", party_name(by_id(all, pair.a)), pair.a, party_name(by_id(all, pair.b)), pair.b);
    print_decision(context, pair, all, decisions);
    print_pair(context, pair);
  }
}

}  // namespace

int run_customer_explain(Context& context, int64_t id, int64_t other) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  std::optional<Picture> one = picture(session, hub.rules, id);
  if (!one) throw Error("app.no_such_customer", {{"id", fmt::to_string(id)}});
  std::vector<Pair> pairs;
  std::vector<Profile> all = one->profiles;
  if (!other) {
    pairs = bonds(*one, hub.rules);
  } else {
    std::optional<Picture> two = picture(session, hub.rules, other);
    if (!two) throw Error("app.no_such_customer", {{"id", fmt::to_string(other)}});
    bool together = one->customer.id == two->customer.id;
    for (const Profile& a : one->profiles)
      for (const Profile& b : two->profiles)
        if (a.id != b.id && (!together || (a.id == id && b.id == other))) pairs.push_back(compared(a, b, hub.rules));
    all.insert(all.end(), two->profiles.begin(), two->profiles.end());
    std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& x, const Pair& y) { return x.weight > y.weight; });
  }
  if (context.json) {
    print_json(pairs);
    return 0;
  }
  if (pairs.empty()) fmt::print("{}\n", context.say("この顧客の記録は一つだけです。", "This customer has a single record."));
  std::vector<PartyKey> parties;
  for (const Profile& p : all) parties.push_back(p.key);
  print_all(context, pairs, all, session.decisions(parties));
  return 0;
}

}  // namespace musubi
