// musubi match whatif: who would merge and who would split by other rules, before they are live.
#include "core/flow/what_if.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/app/audited.hpp"
#include "core/app/match.hpp"
#include "core/app/print.hpp"
#include "core/app/words.hpp"
#include "core/flow/models.hpp"

namespace musubi {
namespace {

bool merges(const Regrouping& g) { return g.before.size() > 1 && g.after.size() == 1; }
bool splits(const Regrouping& g) { return g.before.size() == 1 && g.after.size() > 1; }
bool regroups(const Regrouping& g) { return !merges(g) && !splits(g); }

struct Chapter {
  const char *json, *ja, *en;
  bool (*holds)(const Regrouping&);
};
constexpr Chapter chapters[] = {{"merged", "統合", "would merge", merges}, {"split", "分離", "would split", splits}, {"regrouped", "組み替え", "would be regrouped", regroups}};

std::string side_text(const std::vector<Grouped>& side, const char* between) {
  constexpr size_t most_records = 5;
  std::string out;
  for (const Grouped& g : side) {
    std::string records;
    for (size_t i = 0; i < g.records.size() && i < most_records; ++i) records += (i ? ", " : "") + record_name(g.records[i]);
    if (g.records.size() > most_records) records += fmt::format(", +{}", g.records.size() - most_records);
    out += fmt::format("{}#{} {} ({})", out.empty() ? "" : between, g.customer, g.name, records);
  }
  return out;
}

std::string json_side(const std::vector<Grouped>& side) {
  std::string out;
  for (const Grouped& g : side) {
    std::string records;
    for (const RecordKey& r : g.records) records += (records.empty() ? "" : ", ") + json_text(record_name(r));
    out += fmt::format("{}{{\"id\": {}, \"name\": {}, \"records\": [{}]}}", out.empty() ? "" : ", ", g.customer, json_text(g.name), records);
  }
  return "[" + out + "]";
}

int64_t how_many(const WhatIf& w, const Chapter& chapter) { return std::count_if(w.groups.begin(), w.groups.end(), chapter.holds); }

void print_json(const WhatIf& w, size_t shown) {
  std::string out = fmt::format("{{\"customers\": {{\"before\": {}, \"after\": {}}}, \"review\": {{\"before\": {}, \"after\": {}}}", w.customers_before, w.customers_after, w.review_before, w.review_after);
  for (const Chapter& chapter : chapters) {
    std::string groups;
    for (size_t i = 0; i < shown; ++i)
      if (chapter.holds(w.groups[i]))
        groups += fmt::format("{}{{\"before\": {}, \"after\": {}}}", groups.empty() ? "" : ", ", json_side(w.groups[i].before), json_side(w.groups[i].after));
    out += fmt::format(", \"{0}\": {{\"count\": {1}, \"groups\": [{2}]}}", chapter.json, how_many(w, chapter), groups);
  }
  fmt::print("{}}}\n", out);
}

void print_text(const Context& context, const WhatIf& w, size_t shown) {
  for (const Chapter& chapter : chapters) {
    int64_t count = how_many(w, chapter);
    if (!count) continue;
    fmt::print("{} ({})\n", context.say(chapter.ja, chapter.en), count);
    for (size_t i = 0; i < shown; ++i)
      if (chapter.holds(w.groups[i])) fmt::print("  {}\n    → {}\n", side_text(w.groups[i].before, " + "), side_text(w.groups[i].after, " | "));
  }
  if (w.groups.size() > shown) fmt::print("  {}\n", render({"app.more_rows", {{"count", fmt::to_string(w.groups.size() - shown)}}}, context.lang));
  if (w.groups.empty()) fmt::print("{}\n", context.say("統合も分離も起こりません。", "Nobody would merge or split."));
  fmt::print("{}\n", render({"app.whatif_counts",
                             {{"customers", fmt::to_string(w.customers_before)}, {"customers_after", fmt::to_string(w.customers_after)}, {"review", fmt::to_string(w.review_before)},
                              {"review_after", fmt::to_string(w.review_after)}}},
                            context.lang));
}

Rules asked_rules(Hub& hub, const MatchOptions& options) {
  Configuration other = hub.configuration;
  if (!options.rules.empty()) {
    other.matching.file = options.rules;
    other.matching.bytes = read_bytes(options.rules);
  }
  Rules rules = load_rules(other);
  Session session = hub.store.begin();
  match_by(session, options.model.value_or(hub.rules.model_number), rules);
  return rules;
}

}  // namespace

int run_match_whatif(Context& context, const MatchOptions& options) {
  if (options.rules.empty() && !options.model) throw Error("app.whatif_wants_rules");
  Hub hub = opened(context);
  Audited audited = reading(context, hub.configuration.hub.audit, "match whatif");
  Rules rules = asked_rules(hub, options);
  WhatIfRequest request;
  request.named = options.limit;
  request.stop = context.stop;
  WhatIf w;
  {
    Progress progress(context, context.say("試算", "what if"));
    if (!context.json) request.on_progress = [&](int64_t done, int64_t total) { progress.at(done, total); };
    w = what_if(hub, std::move(rules), request, *context.clock);
  }
  size_t shown = std::min(options.limit, w.groups.size());
  for (size_t i = 0; i < shown; ++i)
    for (const auto* side : {&w.groups[i].before, &w.groups[i].after})
      for (const Grouped& g : *side) audited.customers.push_back(g.customer);
  std::sort(audited.customers.begin(), audited.customers.end());
  audited.customers.erase(std::unique(audited.customers.begin(), audited.customers.end()), audited.customers.end());
  audited.fields = {"name"};
  Session session = hub.store.begin();
  keep_reading(session, std::move(audited));
  context.json ? print_json(w, shown) : print_text(context, w, shown);
  return 0;
}

}  // namespace musubi
