#include <algorithm>
#include <cctype>

#include "core/settings/document.hpp"
#include "core/settings/preset_lists.hpp"
#include "core/settings/settings.hpp"

namespace musubi {
namespace {

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-'; }

/// Replaces `was` where it stands as a key: alone, and followed by a colon.
void rename_key(std::string& text, const std::string& was, const std::string& is) {
  for (size_t at = text.find(was); at != text.npos; at = text.find(was, at + 1)) {
    size_t end = text.find_first_not_of(' ', at + was.size());
    if (end == text.npos || text[end] != ':' || (at > 0 && in_word(text[at - 1]))) continue;
    text.replace(at, was.size(), is);
    at += is.size();
  }
}

}  // namespace

std::map<std::string, bool> id_schemes(std::string_view mapping, const std::string& file) {
  std::map<std::string, bool> out;
  Json parties = parse_document(mapping, file).value.value("parties", Json::object());
  for (const Json& party : parties) {
    if (!party.is_object() || !party.contains("ids") || !party["ids"].is_object()) continue;
    for (const auto& [scheme, said] : party["ids"].items()) out[scheme] |= said.is_object() && said.value("identifies", Json()) == "party";
  }
  return out;
}

std::map<std::string, bool> own_id_schemes(const Preset& preset) {
  std::map<std::string, bool> out;
  for (const std::string& stream : preset.mappings)
    for (const auto& [scheme, identifies] : id_schemes(read_bytes(shipped_mapping(preset, stream)), shipped_mapping(preset, stream).string()))
      if (std::ranges::find(preset.shared_ids, scheme) == preset.shared_ids.end()) out[scheme] |= identifies;
  return out;
}

std::string preset_mapping(const Preset& preset, const std::string& stream, const std::string& name, const MappingLists& lists) {
  std::string text = read_bytes(shipped_mapping(preset, stream));
  if (name == preset.name) return with_lists(std::move(text), lists, shown_path(shipped_mapping(preset, stream)));
  for (const std::string& one : preset.mappings) {
    std::string was = preset.name + "." + one, is = name + "." + one;
    for (size_t at = text.find(was); at != text.npos; at = text.find(was, at + is.size())) text.replace(at, was.size(), is);
  }
  for (const auto& [scheme, identifies] : own_id_schemes(preset)) rename_key(text, scheme, scheme + "_" + name);
  return with_lists(std::move(text), lists, shown_path(shipped_mapping(preset, stream)));
}

}  // namespace musubi
