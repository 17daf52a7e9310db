// A YAML file of settings as JSON: maps, lists and texts (every scalar is text; an empty one is null), each
// with its line.
#pragma once
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.hpp"

namespace musubi {

using Json = nlohmann::ordered_json;

/// `lines` is keyed by JSON pointer without the leading slash ("config/auth/password"); the whole file's key
/// is "".
struct Document {
  std::string file;  // as shown in errors
  Json value;
  std::map<std::string, int> lines;
};

/// Reads a file whose top is a map; an empty file is an empty map. UTF-8 with or without BOM, UTF-16 and
/// CP932 are read. Throws Error for what cannot be read: bytes, YAML's grammar, tabs, full-width colons and
/// spaces, a key given twice, anchors, a second document.
Document read_document(const std::filesystem::path& file);

/// The same from a text that stands in `file`.
Document parse_document(std::string_view bytes, const std::string& file);

/// A path as people know it: relative where it is below the current folder.
std::string shown_path(const std::filesystem::path& file);

/// Names of JSON pointers: "a" + "b/c" = "a/b~1c"; and for people: "a/b~1c" → "a.b/c".
std::string below(const std::string& pointer, std::string_view member);
std::string dotted(std::string_view pointer);

/// An Error about one setting: arguments file, line, setting and then `more`. The line is that of the
/// setting, or of the nearest one around it.
Error at_setting(const Document& in, std::string id, const std::string& pointer,
                 std::vector<std::pair<std::string, std::string>> more = {});

}  // namespace musubi
