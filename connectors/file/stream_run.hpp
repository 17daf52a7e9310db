// One read of one stream: its files in order, from the state an earlier run has left.
#pragma once
#include <string_view>

#include "connectors/file/remote/remote.hpp"
#include "connectors/file/settings.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::file {

/// Delivers every file that is new or has changed, and all that stand behind such a one in the order of
/// Place, so that the newest list has the last word on each key. A checkpoint follows each file. A file
/// that cannot be read does not keep the others from being read; its Failure is thrown at the end. One that is still
/// being written is left for a later run, with a line in the log; a read from the beginning (no state) then ends with
/// Failure MU_TRANSIENT, for it would not be whole.
void run_stream(const Host& host, const StreamSettings& settings, const RemoteSettings& remote, std::string_view state);

}  // namespace musubi::file
