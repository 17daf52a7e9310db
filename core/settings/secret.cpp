#include "core/settings/secret.hpp"

#include <cstdlib>
#include <optional>

#include "core/settings/settings.hpp"

namespace musubi {
namespace {

constexpr const char* ways = "{env: NAME} / {file: PATH}";

std::optional<std::string> read_secret(const std::filesystem::path& file) {
  try {
    std::string value = read_bytes(file);
    if (value.ends_with('\n')) value.pop_back();
    if (value.ends_with('\r')) value.pop_back();
    return value;
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

std::string secret_value(const Document& in, const Json& written, const std::string& pointer,
                         const std::filesystem::path& directory) {
  if (written.is_string()) return written.get<std::string>();
  if (!written.is_object() || written.size() != 1 || !written.front().is_string())
    throw at_setting(in, "settings.bad_secret", pointer, {{"how", ways}});
  std::string how = written.items().begin().key();
  std::string name = written.front().get<std::string>();
  if (how == "env") {
    if (const char* value = std::getenv(name.c_str())) return value;
    throw at_setting(in, "settings.no_env", pointer, {{"name", name}});
  }
  if (how != "file") throw at_setting(in, "settings.bad_secret", pointer, {{"how", ways}});
  if (auto value = read_secret(directory / name)) return *value;
  throw at_setting(in, "settings.no_secret_file", pointer, {{"path", shown_path(directory / name)}});
}

}  // namespace musubi
