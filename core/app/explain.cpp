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

void print_pair(const Context& context, const Pair& pair, const std::vector<Profile>& all) {
  fmt::print("#{} {}  –  #{} {}\n  {}\n", pair.a, party_name(by_id(all, pair.a)), pair.b, party_name(by_id(all, pair.b)), reason(pair, context.lang));
  for (const Evidence& e : pair.evidence) {
    const FieldDef* f = find_field(e.field);
    fmt::print("    {:+7.2f}  {} {}\n", e.weight, f && context.lang == Lang::ja ? f->ja : std::string_view(e.field), e.level);
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
  for (const Pair& pair : pairs) print_pair(context, pair, all);
  return 0;
}

}  // namespace musubi
