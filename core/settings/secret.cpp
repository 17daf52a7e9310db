#include "core/settings/secret.hpp"

#include <cstdlib>
#include <optional>

namespace musubi {
namespace {

constexpr const char* ways = "{env: NAME} / {file: PATH}";

/// Neither the byte order mark that an editor wrote nor blank lines at the end are part of a secret; blanks in its last line are.
std::string without_editor_marks(std::string text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  for (;;) {
    size_t end = text.find_last_not_of(" \t\r\n");
    size_t line = text.find_last_of("\r\n");
    bool blank_line = line != text.npos && (end == text.npos || end < line);
    if (!blank_line) return text;
    text.resize(line);
  }
}

std::optional<std::string> read_secret(const std::filesystem::path& file) {
  try {
    return without_editor_marks(read_bytes(file));
  } catch (const Error&) {
    return {};
  }
}

void check_shape(const Document& in, const Json& written, const std::string& pointer) {
  if (written.is_string()) return;
  bool one = written.is_object() && written.size() == 1 && written.front().is_string();
  if (!one || (!written.contains("env") && !written.contains("file"))) throw at_setting(in, "settings.bad_secret", pointer, {{"how", ways}});
}

}  // namespace

std::string LateSecret::value() const { return read ? read() : ""; }

LateSecret late_secret(const Document& in, const Json& written, const std::string& pointer, const std::filesystem::path& directory) {
  if (written.is_null()) return {};
  check_shape(in, written, pointer);
  return {[in, written, pointer, directory] { return secret_value(in, written, pointer, directory); }};
}

std::string secret_value(const Document& in, const Json& written, const std::string& pointer,
                         const std::filesystem::path& directory) {
  check_shape(in, written, pointer);
  if (written.is_string()) return written.get<std::string>();
  std::string how = written.items().begin().key();
  std::string name = written.front().get<std::string>();
  if (how == "env") {
    if (const char* value = std::getenv(name.c_str())) return value;
    throw at_setting(in, "settings.no_env", pointer, {{"name", name}});
  }
  if (auto value = read_secret(directory / name)) return *value;
  throw at_setting(in, "settings.no_secret_file", pointer, {{"path", shown_path(directory / name)}});
}

}  // namespace musubi
