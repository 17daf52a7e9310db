// Where a secret's value comes from.
#pragma once
#include <filesystem>
#include <string>

#include "core/settings/document.hpp"
#include "core/settings/settings.hpp"

namespace musubi {

/// The value of a secret written as it is, as {env: NAME}, or as {file: PATH} (relative to `directory`; a
/// byte order mark, and line ends and blank lines at its end, are dropped). Throws Error settings.bad_secret, settings.no_env,
/// settings.no_secret_file; none shows a value.
std::string secret_value(const Document& in, const Json& written, const std::string& pointer,
                         const std::filesystem::path& directory);

/// The same, read when it is asked for. Throws Error settings.bad_secret now, the others then. "" where `written` is null.
LateSecret late_secret(const Document& in, const Json& written, const std::string& pointer, const std::filesystem::path& directory);

}  // namespace musubi
