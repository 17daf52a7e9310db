// A stream as the program's catalogue has it.
#pragma once
#include <string>
#include <vector>

#include "connectors/process/settings.hpp"

namespace musubi::process {

struct Stream {
  std::string name;
  std::vector<std::string> also;              // what else its messages call it
  std::string bare;                           // its name without a namespace, where it has one
  Json entry;                                 // of the program's catalogue
  Json schema = Json::object();               // of a record
  std::vector<std::vector<std::string>> key;  // paths of the fields that name a record; empty: its content
  std::string cursor;                         // "": none, or the program keeps it to itself
  std::vector<std::string> cursor_path;       // the same as steps
  bool incremental = false;                   // resumes where the last read ended; else everything each time
  std::string method;                         // Singer: the replication method that is written; "": the catalogue's own
  bool from_log = false;                      // Singer: its changes come out of the source's log
  bool left_out = false;                      // Singer: the catalogue that someone wrote does not select it
};

/// "a.b" → {"a", "b"}; a name that the schema has as it stands is one step.
std::vector<std::string> key_path(const std::string& written, const Json& schema);

/// This connector's catalogue: streams sorted by name.
std::string catalogue_of(std::vector<Stream> streams);

}  // namespace musubi::process
