// Match models that were learnt: kept by number, none replaced, and which of them counts.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/record/learnt_level.hpp"
#include "core/store/store.hpp"

namespace musubi {

struct KeptModel {
  int64_t number = 0;  // given when it is kept; 0 is the shipped one
  std::string who, why;
  Time at{};
  int64_t profiles = 0, pairs = 0, random_pairs = 0, matches = 0;
  std::vector<LearntLevel> levels;
};

/// Keeps a model and answers its number. It does not count before use_model().
int64_t keep_model(Session& session, const KeptModel& model);
/// All kept models, newest first, without their levels.
std::vector<KeptModel> kept_models(Session& session);
/// With its levels. Throws Error "store.no_such_model".
KeptModel kept_model(Session& session, int64_t number);

/// The number of the model that counts; 0: the shipped one.
int64_t model_in_use(Session& session);
/// From now on this one counts (0: the shipped one). Throws Error "store.no_such_model".
void use_model(Session& session, int64_t number, const std::string& who, const std::string& why, Time at);

}  // namespace musubi
