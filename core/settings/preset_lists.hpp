// Answers of a preset that become named lists of its mappings: `to: [mapping.STREAM.lists.NAME]`.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "core/settings/document.hpp"
#include "core/settings/preset.hpp"

namespace musubi {

/// Where the preset's own mapping of a stream stands.
std::filesystem::path shipped_mapping(const Preset& preset, const std::string& stream);

struct ListPlace {
  std::string stream, list;
};

/// What a place of `to` names in a mapping; nullopt for one of the config, empty names for what begins with "mapping." and is no such place.
std::optional<ListPlace> list_place(std::string_view to);

/// Throws Error with file and line for questions of `preset` that cannot fill a list: no such stream or list (with the nearest), a list that
/// does not stand on a line of its own, a kind other than text, a default without words. `document` is preset.yaml.
void check_list_questions(const Document& document, const Preset& preset);

/// The mapping with `lists` instead of its own of those names. Throws Error settings.list_form.
std::string with_lists(std::string mapping, const MappingLists& lists, const std::string& file);

}  // namespace musubi
