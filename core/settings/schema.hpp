// Settings against a JSON Schema: the one check for musubi.yaml, connections/*.yaml and the plug-ins' own
// settings.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "core/settings/document.hpp"

namespace musubi {

/// Settings as their schema wants them: texts turned into integers, numbers and booleans, defaults filled,
/// paths absolute, secrets taken out (by JSON pointer without the leading slash).
struct Checked {
  Json value;
  std::map<std::string, std::string> secrets;
};

/// What a check needs beside document and schema.
struct SchemaUse {
  std::string maker;                         // whose schema it is, for a faulty one
  std::filesystem::path directory;           // what relative paths and {file: PATH} are relative to
  std::string root;                          // pointer of the checked value: "" or "config"
  std::map<std::string, std::string> known;  // secrets that an earlier check has taken out
};

/// Checks `in.value`, which stands at `use.root` of the document. A member without a value counts as not
/// given. Throws Error with file, line and setting for what doesn't fit, settings.bad_schema for a schema
/// outside the keywords of settings.hpp.
Checked check_settings(const Document& in, std::string_view schema, const SchemaUse& use);

}  // namespace musubi
