#include "core/base/disk_room.hpp"

namespace musubi {

bool has_no_room(const std::filesystem::path& folder) {
  std::error_code unknown;
  auto space = std::filesystem::space(folder, unknown);
  return !unknown && space.available < 32 * 1024 * 1024;
}

}  // namespace musubi
