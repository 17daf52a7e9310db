// What the host lends to one open connector: the functions of mu_host over a sink, secrets and a log.
#pragma once
#include <chrono>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>

#include "core/pull/pull.hpp"
#include "core/pull/raw.hpp"
#include "core/pull/scrub.hpp"
#include "core/pull/sentence.hpp"
#include "core/sdk/connector_abi.h"

namespace musubi {

/// A connection's secrets, held by one reader.
struct HeldSecrets {
  std::shared_ptr<void> hold;                  // lets go when it is destroyed; null: it was to stop
  std::map<std::string, std::string> secrets;  // lent from then on
};
/// Waits until no other reader of the connection holds its secrets, or until `stopping`.
using HoldSecrets = std::function<HeldSecrets(const std::function<bool()>& stopping)>;

/// One read of one stream, as far as it came; or one push or fetch.
struct Reading {
  std::string stream, state;  // the last durable state
  Sink* sink = nullptr;
  std::stop_token stop;
  size_t max_records = 0;  // 0 = all
  size_t records = 0;
  bool pending = false;      // records since the last checkpoint
  bool enough = false;       // max_records is reached
  bool any_stream = false;   // a push: `stream` is that of the record at hand
  bool no_state = false;     // a push or fetch: checkpoints are refused
  int failures = 0;          // of tries, in all
  std::set<std::string> failed_at = {};  // the durable states at which tries have failed
  std::chrono::steady_clock::time_point failing_since = {};  // at the last of them
};

/// Stays at its address while the connector is open. Used by the connector's thread, but for log and
/// stopping.
class LentHost {
 public:
  /// `messages`: the connector's table, may be null.
  LentHost(ConnectionSettings& connection, const mu_message* messages, Log log);
  LentHost(const LentHost&) = delete;
  const mu_host* table() const { return &table_; }

  /// From here until end() records go to this reading's sink.
  void begin(Reading& reading);
  void end() { reading_ = nullptr; }
  /// What the connector is told when it asks whether to stop, outside of a reading too.
  void heed(std::stop_token stop) { stop_ = std::move(stop); }
  /// Forgets sentence, hint and what a sink threw; before each call of the connector.
  void forget();
  /// What a sink threw in the last call, else null.
  std::exception_ptr thrown() const { return thrown_; }
  /// Takes secrets that are kept outside of a reading.
  void keep_with(std::function<void(std::string_view, std::string_view)> keep) { keep_ = std::move(keep); }
  /// How secrets are held; without, they are held by nobody.
  void hold_with(HoldSecrets hold) { hold_ = std::move(hold); }
  const Sentence& sentence() const { return sentence_; }
  std::chrono::milliseconds retry_after() const { return retry_after_; }
  const Scrubber& scrubber() const { return scrub_; }

 private:
  static int32_t record(void* self, mu_text stream, mu_text key, mu_text json);
  static int32_t checkpoint(void* self, mu_text stream, mu_text state);
  static int32_t secret(void* self, mu_text name, mu_take take, void* to);
  static int32_t keep_secret(void* self, mu_text name, mu_text value);
  static int32_t stopping(void* self);
  static void log(void* self, int32_t level, mu_text line);
  static void fail(void* self, mu_text id, mu_pairs args, mu_text sentence);
  static void retry_after(void* self, int64_t milliseconds);
  static int32_t unreadable(void* self, mu_text stream, mu_text key, mu_text raw, mu_text id, mu_pairs args,
                            mu_text sentence);
  static int32_t hold_secrets(void* self, int32_t hold);

  static int32_t first_time(void* self, mu_text id, int64_t seconds);

  template <class Body>
  int32_t into_sink(mu_text stream, Body body);
  void deliver(std::string_view key, std::string_view json);
  void hold(std::string_view key, std::string_view raw, std::string_view id, const Sentence& sentence,
            mu_pairs args);

  ConnectionSettings& connection_;
  const mu_message* messages_;
  Log log_;
  Scrubber scrub_;
  RecordReader reader_;
  Reading* reading_ = nullptr;
  std::stop_token stop_;
  Sentence sentence_;
  std::chrono::milliseconds retry_after_{0};
  std::exception_ptr thrown_;
  std::function<void(std::string_view, std::string_view)> keep_;
  HoldSecrets hold_;
  std::shared_ptr<void> held_;
  mu_host table_;
};

}  // namespace musubi
