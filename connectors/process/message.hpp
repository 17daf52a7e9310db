// What a program says on one line of its output, in either protocol.
//   Singer:  {"type":"RECORD","stream":S,"record":{…}} {"type":"STATE","value":…} {"type":"SCHEMA","stream":S,
//            "key_properties":[…],…} {"type":"ACTIVATE_VERSION",…}
//   Airbyte: {"type":"RECORD","record":{"stream":S,"namespace":N,"data":{…}}} {"type":"STATE","state":{…}}
//            {"type":"LOG","log":{…}} {"type":"TRACE","trace":{…}} {"type":"CONTROL","control":{…}}
//            {"type":"CONNECTION_STATUS",…} {"type":"SPEC",…} {"type":"CATALOG",…}
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/process/settings.hpp"

namespace musubi::process {

/// A message; `body` is borrowed from the line.
struct Message {
  enum Kind : uint8_t {
    chatter,      // no message at all
    broken,       // begins as one or has one within it, and is none
    record,       // body: the source's object
    state,        // body: the state; of Airbyte the whole `state`
    schema,       // Singer. body: key_properties
    log,          // text, level
    activated,    // Singer. text: the version of the records that count from now on
    error,        // Airbyte. text, detail, failure_type; stream, where it is of one
    progress,     // Airbyte. text: how far the stream is: STARTED, RUNNING, COMPLETE, INCOMPLETE; limited, until
    renewed,      // Airbyte. body: the configuration as it is to be kept
    status,       // Airbyte. text; failure_type "" where it succeeded
    spec,         // Airbyte. body: the JSON Schema of the configuration
    catalog,      // Airbyte. body
    unsupported,  // text: which
    other,
  };
  Kind kind = chatter;
  std::string stream;  // of a record, state, schema, version or progress; Airbyte's namespace before it:
                       // "public.users"
  std::string_view body;
  std::string_view meta;  // of an Airbyte record: what was done to its values
  std::string text, failure_type;
  std::string detail;  // for the program's maker, to be judged by and not to be shown
  int32_t level = 1;   // MU_LOG_INFO …
  bool limited = false;  // it waits, for its source is asked too often
  int64_t until = 0;     // till then, in milliseconds of the Unix epoch; 0 = it does not say
};

/// A record or state that other output runs into ("50%{"type":"RECORD",…}") is read from where it begins.
/// Pure; any bytes may come.
Message read_message(Speech protocol, std::string_view line);

/// Where a record or state begins in a line, npos where there is none.
size_t message_in(std::string_view line);

/// Whether a line that holds a record or state is one of a log: it has a level or begins with a date before that.
bool is_logged(std::string_view line);

/// The name of a stream that has a namespace.
std::string full_name(const std::string& name_space, const std::string& name);

}  // namespace musubi::process
