#include "core/flow/models.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/flow/profile_row.hpp"

namespace musubi {
namespace {

constexpr size_t at_once = 5'000;

struct Everybody {
  FeatureSet features;
  std::vector<uint64_t> ranks;
};

void add(Session& session, const std::vector<int64_t>& ids, const Model& model, Everybody& out) {
  for (const Row& row : session.rows(TableId::profile, ids)) {
    Profile p = profile_of(row);
    out.ranks.push_back(rank_of(p.key, false));
    out.features.add(p, model);
  }
}

Everybody everybody(Session& session, const Model& model, const LessonHeard& heard) {
  std::vector<int64_t> ids;
  for (const auto& row : session.select("SELECT id FROM identity.profile WHERE NOT stub AND kind = 'person' ORDER BY id").rows) ids.push_back(integer_of(*row[0]));
  Everybody out;
  for (size_t from = 0; from < ids.size(); from += at_once) {
    if (!heard("profiles", int64_t(from), int64_t(ids.size()))) throw Error("flow.training_stopped");
    add(session, {ids.begin() + long(from), ids.begin() + long(std::min(ids.size(), from + at_once))}, model, out);
  }
  return out;
}

bool learnt_anything(const Lesson& lesson) {
  return std::any_of(lesson.levels.begin(), lesson.levels.end(), [](const LearntLevel& l) { return l.m_learnt || l.u_learnt; });
}

}  // namespace

TrainedModel train_model(Hub& hub, const Speaker& speaker, const Clock& clock, const LessonHeard& heard) {
  Model shipped = load_rules(hub.configuration).model;
  Lesson lesson;
  {
    Session session = hub.store.begin();
    Everybody all = everybody(session, shipped, heard);
    lesson = learn(all.features, all.ranks, shipped, heard);
  }
  if (lesson.stopped) throw Error("flow.training_stopped");
  if (!learnt_anything(lesson))
    throw Error("flow.nothing_learnt", {{"profiles", fmt::to_string(lesson.profiles)}, {"matches", fmt::to_string(lesson.matches)}});
  TrainedModel out{{0, speaker.who, speaker.why, clock.now(), lesson.profiles, lesson.pairs, lesson.random_pairs, lesson.matches, std::move(lesson.levels)}, {}};
  Session session = hub.store.begin();
  out.model.number = keep_model(session, out.model);
  session.commit();
  out.changes = changes_by(shipped, out.model.levels);
  return out;
}

void choose_model(Hub& hub, int64_t number, const Speaker& speaker, const Clock& clock) {
  Session session = hub.store.begin();
  use_model(session, number, speaker.who, speaker.why, clock.now());
  session.commit();
}

void match_by(Session& session, int64_t number, Rules& rules) {
  if (number) rules.model = with_levels(rules.model, kept_model(session, number).levels);
  rules.model_number = number;
}

}  // namespace musubi
