// The configuration directory: musubi.yaml, connections/*.yaml, mappings/*.yaml, matching.yaml,
// survivorship.yaml. Every value has its place in a file, so that errors name file and line; an unknown key
// is an error that offers the nearest right name. Reading opens no network connection and no database.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/settings/networks.hpp"
#include "core/settings/period.hpp"

namespace musubi {

/// A secret of musubi.yaml, looked up only when it is needed, so that a command runs where a variable is not set that it does not need.
struct LateSecret {
  std::function<std::string()> read;  // empty: none was given
  /// "" where none was given. Throws Error settings.no_env, settings.no_secret_file.
  std::string value() const;
};

/// `serve` of musubi.yaml: where `up` listens. Another address than this machine's own needs both TLS files.
struct ServeSettings {
  std::string address = "127.0.0.1";
  int port = 8088;
  std::filesystem::path certificate, key;  // PEM; "" = none
  int connections = 160;              // at once
  int connections_per_address = 64;   // of them, from one address
  Networks proxies = Networks::this_machine();  // believed whom they speak for (X-Forwarded-For), and not counted
};

/// `smtp` of musubi.yaml: who is told when a run fails. Empty `url`: nobody.
struct SmtpSettings {
  std::string url;  // smtp://host:587, smtps://host
  std::string from, to;  // `to`: one address or several with commas between
  std::string user;
  LateSecret password;
};

/// `database.readers` of musubi.yaml: where readers (Excel, Access, psql) reach the embedded cluster by TCP. Empty
/// `address`: nowhere.
struct ReaderSettings {
  std::string address;
  int port = 5432;
  std::vector<std::string> allow;           // networks, as 192.168.1.0/24; none: the machine itself
  std::filesystem::path certificate, key;  // demanded where `address` is not loopback
};

/// `audit` of musubi.yaml: what is kept of reads and changes of customers.
struct AuditSettings {
  bool require_why = false;  // who reads a customer says why, or is refused
  int keep_days = 1095;
};

/// `runs` of musubi.yaml.
struct RunSettings {
  int keep_unchanged_days = 30;  // runs that changed nothing
};

/// musubi.yaml.
struct HubSettings {
  Lang lang = Lang::ja;  // musubi.yaml's, else the locale's, else Japanese
  std::string zone = "Asia/Tokyo";
  LateSecret database_url;     // "" = the embedded cluster
  ReaderSettings readers;
  std::filesystem::path data;  // absolute; default <config>/data
  std::vector<std::filesystem::path>
      connector_paths;  // where plug-ins are looked for, beside the program's own
  ServeSettings serve;
  SmtpSettings smtp;
  AuditSettings audit;
  RunSettings runs;
};

/// `streams.<name>` of a connection: what the host (not the plug-in) needs to know.
struct StreamSettings {
  std::string mapping;    // name of a file under mappings/ without .yaml; default "<connection>.<stream>"
  bool complete = false;  // absence means gone
  bool enabled = true;
  Period retention = {};  // how long records are kept (flow/retention.hpp); empty = for good
};

/// connections/<name>.yaml.
struct ConnectionSettings {
  std::string name;
  std::string connector;  // plug-in's name
  std::string touchpoint;
  std::string purpose;      // of use, as told to the customers; "" = not stated
  bool mailing = false;     // may feed mailing (design.md §9)
  std::string zone;         // default: the hub's
  std::string schedule;     // when `up` runs it, as written: cron or words (flow/schedule.hpp); "" = never by itself
  std::string config_json;  // the plug-in's own settings; secrets taken out
  std::map<std::string, std::string>
      secrets;  // by JSON pointer without the leading slash ("auth.password" as "auth/password")
  std::map<std::string, StreamSettings> streams;
  std::filesystem::path file;
  std::map<std::string, int>
      lines;  // of the settings in config_json, by JSON pointer without the leading slash
  /// False where `streams` says `enabled: no`: nothing of it is read, taken in or fetched.
  bool enabled(const std::string& stream) const;
  /// True where of the files of a stream the newest alone is the list (its `newest_only`, as the file says it).
  bool newest_only(const std::string& stream) const;
};

/// A file read as it is.
struct TextFile {
  std::string name;  // "pos.members" for mappings/pos.members.yaml
  std::filesystem::path file;
  std::string bytes;
};

/// The bytes of a file. Throws Error settings.cannot_read.
std::string read_bytes(const std::filesystem::path& file);

struct Configuration {
  std::filesystem::path directory;
  HubSettings hub;
  std::vector<ConnectionSettings> connections;  // ordered by name
  std::vector<TextFile> mappings;               // ordered by name
  TextFile matching, survivorship;              // empty bytes where there is no file
  const ConnectionSettings* find(std::string_view connection) const;
};

/// Reads a whole configuration directory. `data` overrides the data directory ("" = no). Values that
/// musubi.yaml gives as {env: NAME} or {file: PATH} (database.url, smtp.password) are read when they are needed; those of connections by
/// apply_schema. Throws Error.
Configuration load_configuration(const std::filesystem::path& directory, const std::filesystem::path& data);

/// Checks a connection's plug-in settings against the plug-in's JSON Schema (2020-12) and moves the values of
/// members that the schema marks `"x-secret": true` into `secrets`. A secret is written as {env: NAME},
/// {file: PATH} or as it is. Also turns texts into integers, numbers and booleans where the schema says so,
/// fills its defaults, and makes members of
/// `"format": "path"` absolute against the configuration directory. A second call changes nothing.
/// Keywords: type, properties, required, additionalProperties, items, minItems, enum, const, default,
/// minimum, maximum, minLength, pattern, oneOf, format (path, time-zone), x-secret; any other that restricts
/// is the plug-in's fault. Throws Error with file, line, setting, what is wrong and the nearest right name.
/// Cost: milliseconds.
void apply_schema(ConnectionSettings& connection, std::string_view schema_json);

}  // namespace musubi
