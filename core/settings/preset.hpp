// A preset: what a known system needs to become a connection, in a folder (docs/presets.md): preset.yaml, a manifest where the
// connector runs one, and mappings.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"

namespace musubi {

struct TwoLanguages {
  std::string ja, en;
  const std::string& in(Lang lang) const { return lang == Lang::ja ? ja : en; }
};

/// What is asked before the connection is written.
struct PresetQuestion {
  enum class Kind { text, address, host, secret, path };
  std::string key;
  TwoLanguages ask;
  Kind kind = Kind::text;
  bool asked = true;            // false: takes its default, but for --set
  bool optional = false;        // of a secret: may be left out, because a login gives it (`connection login`)
  std::string fallback;         // "" = must be answered; of a secret: never
  std::string pattern;          // an ECMAScript expression that the whole answer matches; "" = any
  TwoLanguages want;            // with a pattern: what is expected, as it ends a sentence: "digits alone"
  std::string env;              // of a secret: the variable that holds it where nothing else is said
  std::vector<std::string> to;  // where the answer goes in the connection's config: "secrets.token"; or into a mapping: "mapping.STREAM.lists.NAME"

  /// Whether the answer is one or several words, which become a named list of a mapping (docs/mapping.md).
  bool is_list() const;
};

/// What the preset was tried against, as its author states it.
struct Proven {
  // programs: what public programs and notes of others say of a format whose vendor's documentation is not public.
  enum class Against { system, documentation, programs } against = Against::documentation;
  std::string version, read;    // of the system; when the documentation was read
  std::vector<std::string> at;  // addresses
  std::string deletions;        // "": its fixture has one; "cancelled": the system tells of cancellations alone; "unseen": of neither
};

/// As preset.yaml says it: "real system", "vendor's documentation", "public programs".
std::string_view against_word(Proven::Against against);

struct Preset {
  std::string name, connector;
  std::filesystem::path folder;
  TwoLanguages title, touchpoint, notes;
  std::vector<PresetQuestion> questions;
  Proven proven;
  std::vector<std::string> shared_ids;  // id schemes of its mappings that mean the same in every connection: no two accounts give the same id to two people
  std::vector<std::string> mappings;  // names of the streams that have one, in order
};

/// The folders of presets below `roots` (each root/CONNECTOR/NAME/preset.yaml), by name; the first root wins.
std::map<std::string, std::filesystem::path> find_presets(const std::vector<std::filesystem::path>& roots);

/// Reads NAME/preset.yaml. Throws Error with file and line, also for a question that fills a list which the mapping does not have.
Preset read_preset(const std::filesystem::path& folder);

/// The words that the manifest's spec allows (`enum`), by place in the connection's config ("settings.login"); empty without a manifest that
/// can be read: what is wrong with one `manifest check` says.
std::map<std::string, std::vector<std::string>> allowed_words(const Preset& preset);

/// An answer as the connection writes it; "" of an optional one is left out. Of a secret "env:NAME" and "file:PATH" say where it stands.
using PresetAnswers = std::map<std::string, std::string>;

/// Named lists of a stream's mapping, each as it is written there: ["135", "136"].
using MappingLists = std::map<std::string, std::string>;

/// What the answers say, by stream. Throws Error settings.bad_words where an answer of a list has no word, or has bytes or control characters
/// that cannot stand in one. Words are parted at , and 、.
std::map<std::string, MappingLists> answered_lists(const Preset& preset, const PresetAnswers& answers);

/// The lists that the questions of the preset fill in a connection that is there: what `answers` say, else what its own `mappings` (texts by
/// stream) have, as it is written there, else the question's default. Throws Error settings.want_words where nothing of it says a word, and as
/// answered_lists and parse_document do.
std::map<std::string, MappingLists> lists_today(const Preset& preset, PresetAnswers answers, const std::map<std::string, std::string>& mappings);

/// The text of connections/`name`.yaml. `answers` has one for each question of the preset; those of secrets are "env:…" or
/// "file:…". Throws Error as read_preset does.
std::string preset_connection(const Preset& preset, const std::string& name, const PresetAnswers& answers, Lang lang);

/// The id schemes that the parties of a mapping state, and whether one of them says that it identifies the party. Throws Error as parse_document
/// does; `file` is shown there.
std::map<std::string, bool> id_schemes(std::string_view mapping, const std::string& file);

/// Those of all mappings of the preset, but for shared ones: customer 1 of one account is not customer 1 of another. Throws Error.
std::map<std::string, bool> own_id_schemes(const Preset& preset);

/// The text of a mapping of the preset for a connection of that name. Under another name than the preset's its streams and its own id schemes
/// carry that name ("vendure_customer_outlet"), so that two connections of one system are not taken for one. `lists` stand in it instead of those
/// of the preset. Throws Error settings.cannot_read.
std::string preset_mapping(const Preset& preset, const std::string& stream, const std::string& name, const MappingLists& lists = {});

}  // namespace musubi
