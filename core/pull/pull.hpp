// Drives connectors: finds and loads plug-ins, reads streams with retry and back-off by result code, and
// hands records to a sink. The sink decides what durable means.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.hpp"
#include "core/record/source.hpp"
#include "core/settings/settings.hpp"

namespace musubi {

/// Takes what a connector delivers. Both calls may throw Error, which ends the read with that error and
/// nothing lost.
class Sink {
 public:
  virtual ~Sink() = default;
  /// One record; `received_at` and `run` are the sink's to set. Called on the thread that reads.
  virtual void record(RawRecord record) = 0;
  /// All records of `stream` since its last checkpoint, and `state`, are durable when this returns.
  virtual void checkpoint(const std::string& stream, std::string_view state) = 0;
  /// A row that the connector itself could not read (MU_DATA): held with the connector's sentence. `json` is
  /// the row as it stood there, `id.key` may be "", `file` and `row` are where it stood ("" and 0: unknown).
  virtual void unreadable(RawRecord row, const Message& reason) = 0;
  /// A rotated secret, durable before this returns.
  virtual void keep_secret(std::string_view name, std::string_view value) = 0;
  /// The read starts over from the last durable state: what came since then comes again and may be forgotten.
  virtual void rewind(const std::string& stream) { (void)stream; }
};

/// What a sender posted to a connection, and what it is told once its records are durable.
struct Push {
  std::string method, target;  // target: path below the connection's address, and query
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;  // raw bytes
};
struct PushAnswer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

/// One configured connection, opened. Used by one thread at a time.
class Source {
 public:
  struct Impl;
  explicit Source(std::unique_ptr<Impl> impl);
  Source(Source&&) noexcept;
  ~Source();
  /// Can we log in and see what we need? Throws Error ("pull.*") with the connector's sentence.
  void check();
  /// The catalogue as the connector's JSON (docs/connector-spec.md): streams sorted by name with schema, key,
  /// cursor.
  /// "" where it was stopped.
  std::string discover(std::stop_token stop = {});
  struct Stream {
    std::string name;
    std::vector<std::string> key, fields;
    bool sampled = false;  // `fields` are those of some records: another may lack any, or have more
    size_t files = 1;      // that match its pattern and are read as one list
  };
  /// None where it was stopped.
  std::vector<Stream> streams(std::stop_token stop = {});
  /// Reads `stream` from `state` ("" = all) into `sink` until there is no more, retrying RATE and TRANSIENT
  /// from the last durable state with growing waits, as often as the policy says without coming to a new state.
  /// Throws Error for what a person must mend; returns quietly when stopped (then false). `max_records` 0 = all; preview stops after so many, which is true.
  /// What `sink` throws passes through.
  bool read(const std::string& stream, std::string_view state, Sink& sink, std::stop_token stop,
            size_t max_records = 0);
  /// Hands `push` to the connector; its records, of whatever streams, go to `sink`, which is to make them durable
  /// before the answer is sent. Never retried: that is the sender's. Throws Error ("pull.*") where the connector
  /// receives nothing or fails; then nothing may be kept. What `sink` throws passes through.
  PushAnswer receive(const Push& push, Sink& sink, std::stop_token stop);
  /// The records of these keys into `sink`, a deletion for each that the source does not have. Throws as read does,
  /// without retry.
  void fetch(const std::string& stream, const std::vector<std::string>& keys, Sink& sink, std::stop_token stop);

 private:
  std::unique_ptr<Impl> impl_;
};

/// Takes what a connector logs, secrets scrubbed, from any thread; `level` as in connector_abi.h (0 debug … 3
/// error).
using Log = std::function<void(int level, std::string_view line)>;

/// How the host waits between tries; tests use short ones.
struct RetryPolicy {
  int tries = 5;  // until the state has moved; in one read twenty times as many
  std::chrono::milliseconds first{500}, longest{60'000};
  /// A source that has brought something, or says that it is asked too often, is tried more often than that, for so long: it may be
  /// starting anew.
  std::chrono::milliseconds patience{120'000};
};

/// What a plug-in says of itself, for `connector list|describe`.
struct PluginInfo {
  std::string name, version, config_schema;
  std::filesystem::path file;
  bool reads = false, receives = false, fetches = false;
  std::optional<Message>
      problem;  // why the file is no plug-in; then only `file` and `name` (the file's) are there
};

/// Plug-ins found in `folders`: NAME.so is the plug-in NAME, the first folder wins. A file that is no plug-in
/// is an Error that names it when used. Loaded when first asked for, never unloaded. Thread-safe.
class Plugins {
 public:
  explicit Plugins(std::vector<std::filesystem::path> folders);
  Plugins(Plugins&&) noexcept;
  ~Plugins();
  /// All, by name; loads each.
  std::vector<PluginInfo> list();
  /// Throws Error (with the nearest name) if there is none.
  PluginInfo describe(std::string_view name);
  /// Opens a connection; its settings are checked against the plug-in's schema first (settings.hpp). No
  /// network. Without `log`, warnings and errors of the connector go to stderr. Throws Error.
  Source open(ConnectionSettings connection, RetryPolicy retry = {}, Log log = {});

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// The folders that hold the program's own plug-ins: beside the executable and in the installed place.
std::vector<std::filesystem::path> own_connector_folders();

}  // namespace musubi
