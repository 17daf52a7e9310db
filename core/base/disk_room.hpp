// Room on the disk.
#pragma once
#include <filesystem>

namespace musubi {

/// Whether fewer than 32 MB are left where `folder` lies: too little for a database to work. False where that cannot be told.
bool has_no_room(const std::filesystem::path& folder);

}  // namespace musubi
