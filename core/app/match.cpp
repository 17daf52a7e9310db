// musubi match train | list | use: match models learnt from the hub's own records.
#include "core/app/match.hpp"

#include <fmt/format.h>

#include "core/app/audited.hpp"
#include "core/app/print.hpp"
#include "core/app/words.hpp"
#include "core/flow/models.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

std::string said(const Context& context, const char* id, std::vector<std::pair<std::string, std::string>> args) {
  return render({id, std::move(args)}, context.lang);
}

const LevelChange* change_of(const TrainedModel& trained, const std::string& level) {
  for (const LevelChange& c : trained.changes)
    if (c.level == level) return &c;
  return nullptr;
}

std::string share(double value, bool learnt) { return fmt::format("{:.6f}{}", value, learnt ? "" : " *"); }

void print_trained(const Context& context, const TrainedModel& trained) {
  const KeptModel& m = trained.model;
  Grid grid;
  grid.add({context.say("比較の段階", "level"), context.say("同じ人で", "m (one)"), context.say("別の人で", "u (two)"), context.say("組", "pairs"), context.say("重み（付属）", "weight shipped"),
            context.say("重み（学習後）", "weight learnt")});
  for (const LearntLevel& l : m.levels) {
    const LevelChange* c = change_of(trained, l.level);
    grid.add({l.level, share(l.m, l.m_learnt), share(l.u, l.u_learnt), fmt::to_string(l.matches), c ? fmt::format("{:+.2f}", c->before) : "", c ? fmt::format("{:+.2f}", c->after) : ""});
  }
  fmt::print("{}", grid.text());
  fmt::print("{}\n", context.say("* データが足りないので、付属の数のまま", "* too little data: as shipped"));
  fmt::print("{}\n", said(context, "app.model_trained",
                          {{"number", fmt::to_string(m.number)}, {"profiles", fmt::to_string(m.profiles)}, {"pairs", fmt::to_string(m.pairs)}, {"matches", fmt::to_string(m.matches)}}));
}

std::string json_levels(const TrainedModel& trained) {
  std::string out;
  for (const LearntLevel& l : trained.model.levels) {
    const LevelChange* c = change_of(trained, l.level);
    out += fmt::format("{}{{\"level\": {}, \"m\": {}, \"u\": {}, \"matches\": {}, \"others\": {}, \"m_learnt\": {}, \"u_learnt\": {}, \"weight_before\": {:.2f}, \"weight\": {:.2f}}}", out.empty() ? "" : ", ",
                       json_text(l.level), l.m, l.u, l.matches, l.others, l.m_learnt, l.u_learnt, c ? c->before : 0, c ? c->after : 0);
  }
  return "[" + out + "]";
}

std::string json_model(const KeptModel& m, bool used) {
  return fmt::format("{{\"model\": {}, \"who\": {}, \"why\": {}, \"at\": {}, \"profiles\": {}, \"pairs\": {}, \"matches\": {}, \"used\": {}}}", m.number, json_text(m.who), json_text(m.why),
                     json_text(format_utc(m.at)), m.profiles, m.pairs, m.matches, used);
}

}  // namespace

int run_match_train(Context& context) {
  Hub hub = opened(context);
  TrainedModel trained;
  {
    Progress progress(context, context.say("学習", "train"));
    trained = train_model(hub, speaker(context), *context.clock, [&](const std::string& step, int64_t done, int64_t total) {
      if (step != "rounds" && !context.json) progress.at(done, total);
      return !context.stop.stop_requested();
    });
  }
  if (context.json) {
    const KeptModel& m = trained.model;
    fmt::print("{{\"model\": {}, \"profiles\": {}, \"pairs\": {}, \"random_pairs\": {}, \"matches\": {}, \"levels\": {}}}\n", m.number, m.profiles, m.pairs, m.random_pairs, m.matches,
               json_levels(trained));
  } else {
    print_trained(context, trained);
  }
  return 0;
}

int run_match_list(Context& context) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  int64_t used = model_in_use(session);
  std::vector<KeptModel> all = kept_models(session);
  if (context.json) {
    std::string json;
    for (const KeptModel& m : all) json += (json.empty() ? "" : ", ") + json_model(m, m.number == used);
    fmt::print("{{\"used\": {}, \"models\": [{}]}}\n", used, json);
    return 0;
  }
  Grid grid;
  grid.add({context.say("モデル", "model"), context.say("使用中", "used"), context.say("日時", "at"), context.say("だれが", "by"), context.say("記録", "records"), context.say("同じ人の組", "pairs of one"),
            context.say("理由", "why")});
  for (const KeptModel& m : all)
    grid.add({fmt::to_string(m.number), m.number == used ? "✓" : "", format_local(m.at, context.zone), m.who, fmt::to_string(m.profiles), fmt::to_string(m.matches), m.why});
  grid.add({"0", used ? "" : "✓", "", "", "", "", context.say("付属のモデル", "the shipped model")});
  fmt::print("{}", grid.text());
  return 0;
}

int run_match_use(Context& context, const MatchOptions& options) {
  Hub hub = opened(context);
  choose_model(hub, options.number, speaker(context), *context.clock);
  Session session = hub.store.begin();
  bool running = hub_announced(session);
  if (context.json) fmt::print("{{\"used\": {}, \"restart_up\": {}}}\n", options.number, running);
  else fmt::print("{}\n", said(context, options.number ? "app.model_used" : "app.model_shipped_used", {{"number", fmt::to_string(options.number)}}));
  if (running && !context.json) fmt::print("⚠ {}\n", said(context, "app.model_restart", {}));
  return 0;
}

}  // namespace musubi
