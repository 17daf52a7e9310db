// The settings of this connector (config.schema.json), read into values.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace musubi::sql {

enum class System { postgresql, mysql, sqlite };

/// Where the database is.
struct Endpoint {
  System system = System::sqlite;
  std::string host;  // "" = the local socket
  int port = 0;
  std::string database;  // of sqlite: the file
  std::string shown;     // for messages
};

struct StreamSettings {
  std::string name, table, query;    // one of table and query is ""
  std::vector<std::string> key;      // empty: the primary key, else the content
  std::string cursor;                // "" = none
  std::vector<std::string> columns;  // empty = all
  std::string fingerprint;           // changes when any setting of the stream does
};

struct Settings {
  Endpoint endpoint;
  std::string user, ca_file;
  int timeout = 60;  // seconds
  size_t page_size = 2000;
  std::vector<StreamSettings> streams;  // sorted by name
};

/// Throws Failure MU_CONFIG that names the setting.
Settings read_settings(std::string_view config);

/// Reads a URL of the kinds the schema names. Throws Failure MU_CONFIG; a user or password in it is refused.
Endpoint read_endpoint(std::string_view url);

}  // namespace musubi::sql
