// Match models of this hub: learnt from its profiles, kept, chosen.
#pragma once
#include <cstdint>

#include "core/flow/steward.hpp"
#include "core/resolve/training.hpp"
#include "core/store/models.hpp"

namespace musubi {

/// What a training came to: the model as it is kept, and what it would change of the shipped weights.
struct TrainedModel {
  KeptModel model;
  std::vector<LevelChange> changes;
};

/// Learns a model from all profiles of this moment and keeps it; it does not count before choose_model(). Reads in a transaction of its
/// own and holds no lock; about 400 bytes and 30 µs a profile, a minute for a million. Throws Error "flow.nothing_learnt" where there
/// are too few pairs to learn anything from, "flow.training_stopped" where `heard` said so.
TrainedModel train_model(Hub& hub, const Speaker& speaker, const Clock& clock, const LessonHeard& heard);

/// From the next sync on records are matched by this model (0: the shipped one). Throws Error "store.no_such_model".
void choose_model(Hub& hub, int64_t number, const Speaker& speaker, const Clock& clock);

/// Lets `rules`, as they were loaded, match by a kept model (0: the shipped one). Throws Error "store.no_such_model".
void match_by(Session& session, int64_t number, Rules& rules);

}  // namespace musubi
