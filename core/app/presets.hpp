// Presets and scaffolds: connections of known systems, and the beginning of one for another.
#pragma once
#include <string>
#include <vector>

#include "core/app/command.hpp"
#include "core/settings/preset.hpp"

namespace musubi {

/// Where presets are looked for: beside the program, then in the installed place.
std::vector<std::filesystem::path> own_preset_folders();

/// The preset of that name, or of that folder where `word` names one with a preset.yaml. Throws Error app.no_such_preset with the
/// nearest name.
Preset preset_named(const std::string& word);

/// "real system, VERSION" or "vendor's documentation, read DATE", in the language spoken.
std::string proven_text(const Context& context, const Proven& proven);

/// Every question's answer: of `set` (KEY=VALUE), else typed, unless `yes`, else the default. Throws Error for a key that the
/// preset does not ask, and for what nobody answers. Secrets come back as preset_connection wants them, but for those that were
/// given as they are. What nobody says of a secret is a variable of `connection` alone.
PresetAnswers preset_answers(const Context& context, const Preset& preset, const std::string& connection, const std::vector<std::string>& set, bool yes);

/// The answers of `set` (KEY=VALUE) alone. Throws Error for a key that the preset does not ask.
PresetAnswers set_answers(const Preset& preset, const std::vector<std::string>& set);

struct PresetOptions {
  std::string preset, directory, connection;  // connection "" = the preset's name
  std::vector<std::string> set;               // KEY=VALUE
  bool yes = false;                           // ask nothing
  bool update = false;                        // show what the preset has become, for a connection that is there
};
/// init --preset: a connection, its manifest and mappings, in a new or an existing configuration. Overwrites nothing.
int run_init_preset(Context& context, const PresetOptions& options);
/// init --preset --update: what differs from the connection's manifest and mappings is shown and written beside them as FILE.new; streams that
/// are new are added. Lists of mappings that answers fill are those that the connection has today, unless --set says others. Changes nothing of what is there.
int run_update_preset(Context& context, const PresetOptions& options);
int run_preset_list(Context& context);
int run_preset_describe(Context& context, const std::string& name);

/// connector new: a folder with a preset of one's own, whose test passes as it stands.
int run_connector_new(Context& context, const std::string& directory);

/// musubi.yaml of the example, in a directory that is made where it is not there. Throws Error app.cannot_write.
void write_hub_file(const std::filesystem::path& directory);

/// A file that is not there yet. Throws Error app.would_overwrite, app.cannot_write.
void write_new_file(const std::filesystem::path& file, const std::string& text, bool secret = false);

struct NewFile {
  std::filesystem::path file;
  std::string text;
  bool secret = false;
};
/// As write_new_file; all or none: where one cannot be written, none is left.
void write_all(const std::vector<NewFile>& files);
/// Their names as elements of a JSON array.
std::string listed(const std::vector<NewFile>& files);

/// The manifest and mappings of the preset as a connection of that name has them, with `lists` by stream.
std::vector<NewFile> preset_files(const Preset& preset, const std::string& name, const std::filesystem::path& hub, const std::map<std::string, MappingLists>& lists);

/// Where a connection's mapping of a stream stands.
std::filesystem::path mapping_file(const std::filesystem::path& hub, const std::string& connection, const std::string& stream);

struct RelayOptions {
  std::string name, endpoint;  // the connection; where the page will stand
};
/// connection relay: a pair of keys, the word that the page and the hub share, the page itself, and the connection where there is none.
int run_connection_relay(Context& context, const RelayOptions& options);

}  // namespace musubi
