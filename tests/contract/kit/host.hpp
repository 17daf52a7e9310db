// The host that the kit lends: it remembers all it is given, and stops a connector where a rule wants it
// stopped.
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/sdk/connector_abi.h"

namespace contract {

struct Event {
  enum Kind { record, unreadable, checkpoint, keep } kind;
  std::string stream, key;
  std::string text;   // the record without where it was read, the raw row, the state, the secret
  std::string given;  // the record as it was handed over
};

struct Told {  // by fail or unreadable
  std::string id, sentence;
  std::vector<std::pair<std::string, std::string>> args;
};

class KitHost {
 public:
  explicit KitHost(std::map<std::string, std::string> secrets);
  KitHost(const KitHost&) = delete;
  const mu_host* table() const { return &table_; }

  // What it saw.
  std::vector<Event> events;
  std::vector<Told> told, held;   // fail; unreadable
  std::vector<std::string> logs;  // guarded by mutex_
  std::optional<int64_t> retry_after;
  size_t after_stop = 0;     // records sent although the host had said STOPPED
  size_t after_failure = 0;  // records sent after fail
  std::map<std::string, std::string> secrets;

  // What it does.
  size_t stop_after_checkpoints = 0;  // 0 = never; a record after that many gets STOPPED
  size_t stop_after_records = 0;
  std::optional<std::chrono::steady_clock::time_point> stop_at;
  bool refuse_keep = false;
  std::set<std::string> delivered;  // ids that first_time was asked about

  size_t count(Event::Kind kind) const;
  /// When it asked to stop, by STOPPED or by stopping(); nothing where it has not.
  std::optional<std::chrono::steady_clock::time_point> asked_to_stop() const;
  /// No longer stops.
  void go_on();
  /// The last durable state of `stream`; "" where there is none.
  std::string state(const std::string& stream) const;
  /// Everything a person could come to read: logs, sentences, records, states.
  std::vector<std::string> all_texts() const;
  std::string last_sentence() const { return told.empty() ? "" : told.back().sentence; }

 private:
  static int32_t on_record(void* self, mu_text stream, mu_text key, mu_text json);
  static int32_t on_checkpoint(void* self, mu_text stream, mu_text state);
  static int32_t on_secret(void* self, mu_text name, mu_take take, void* to);
  static int32_t on_keep(void* self, mu_text name, mu_text value);
  static int32_t on_stopping(void* self);
  static void on_log(void* self, int32_t level, mu_text line);
  static void on_fail(void* self, mu_text id, mu_pairs args, mu_text sentence);
  static void on_retry_after(void* self, int64_t milliseconds);
  static int32_t on_unreadable(void* self, mu_text stream, mu_text key, mu_text raw, mu_text id,
                               mu_pairs args, mu_text sentence);
  static int32_t on_first_time(void* self, mu_text id, int64_t seconds);
  bool refuses();
  bool stops_now() const;

  mutable std::mutex mutex_;
  bool said_stop_ = false;
  std::optional<std::chrono::steady_clock::time_point> said_stop_at_;
  mu_host table_;
};

}  // namespace contract
