// touchpoints.yaml: where customers are met, and at which of the six stages.
#pragma once
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace musubi {

/// 潜在 potential → 見込 prospect → 商談可能 qualified → 営業 negotiation → 受注 won → リピート repeat.
struct StageWord {
  std::string_view ja, en;
};
std::span<const StageWord> stage_words();

/// Each touchpoint's stages in their Japanese words; none where the file says nothing of them. Without the file: no touchpoint. Throws
/// Error naming file and line ("settings.no_such_stage", or what cannot be read).
std::map<std::string, std::vector<std::string>> read_touchpoints(const std::filesystem::path& directory);

}  // namespace musubi
