// The server process of the embedded cluster as the machine sees it, after whatever happened to it.
#pragma once
#include <filesystem>

namespace musubi::store {

/// True if the process named in postmaster.pid runs and is this cluster's own server.
bool postmaster_runs(const std::filesystem::path& pg);

/// The port in postmaster.pid, which names the server's socket; 0 if there is none.
int postmaster_port(const std::filesystem::path& pg);

/// After the server was killed, ends what is left of its sessions (at most a few seconds) so that a new one
/// may start, and takes away a postmaster.pid whose number another program bears now. Call only while
/// postmaster_runs() is false.
void clear_remains(const std::filesystem::path& pg);

}  // namespace musubi::store
