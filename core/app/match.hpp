// The commands on match models and rules: learning one, choosing one, and asking what another would do.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "core/app/command.hpp"

namespace musubi {

struct MatchOptions {
  std::string rules;             // a matching.yaml; "" = that of the configuration
  std::optional<int64_t> model;  // nothing: the one that counts
  int64_t number = 0;
  size_t limit = 50;
};
int run_match_train(Context& context);
int run_match_list(Context& context);
/// From the next sync on.
int run_match_use(Context& context, const MatchOptions& options);
int run_match_whatif(Context& context, const MatchOptions& options);

}  // namespace musubi
