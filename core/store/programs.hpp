// PostgreSQL's own programs on this machine.
#pragma once
#include <filesystem>

namespace musubi::store {

/// A folder with initdb, pg_ctl and postgres, and their major version.
struct Programs {
  std::filesystem::path folder;
  int major = 0;
};

/// The programs of version `major`; for 0 those of 15, else the newest under /usr/lib/postgresql, else those
/// in PATH. Throws Error "store.no_postgres" where there are none.
Programs find_programs(int major);

/// The major version of the cluster in `pg`; 0 where there is none.
int cluster_major(const std::filesystem::path& pg);

}  // namespace musubi::store
