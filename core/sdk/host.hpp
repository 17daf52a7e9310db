// What Musubi lends to a connector, in C++: values, sentences and the host. Part of connector.hpp.
#pragma once
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "connector_abi.h"

namespace musubi {

/// Arguments of a sentence, or headers of a request or an answer. Never values of customers or secrets.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Ends a call with a result and its sentence. `id` stands in the connector's messages, from which the
/// English sentence is filled; a `sentence` of its own is used instead where it is not empty.
struct Failure : std::exception {
  int32_t code;  // MU_CONFIG …
  std::string id;
  Pairs args;
  std::string sentence;
  std::optional<std::chrono::milliseconds> retry_after;  // with MU_RATE and MU_TRANSIENT

  Failure(int32_t result, std::string message_id, Pairs arguments = {}, std::string english = {})
      : code(result), id(std::move(message_id)), args(std::move(arguments)), sentence(std::move(english)) {}
  const char* what() const noexcept override { return sentence.empty() ? id.c_str() : sentence.c_str(); }
};

/// Ends a call with a result of the host (most often MU_STOPPED), who knows the reason. Thrown by Host, to be
/// let through.
struct Stopped : std::exception {
  int32_t code;
  explicit Stopped(int32_t result) : code(result) {}
  const char* what() const noexcept override { return "stopped by the host"; }
};

/// Where a record was read, and of when it is; said to the host, not part of the record.
struct Place {
  int64_t row = 0;        // 1 = first, 0 = none
  std::string file;       // "" = none
  std::string file_date;  // ISO 8601, "" = none; without a file the source's own time of this version
};

struct Request {
  std::string_view method, target;
  std::vector<std::pair<std::string_view, std::string_view>> headers;
  std::string_view body;
  /// The value of a header, whatever the case of its ASCII letters; "" where there is none.
  std::string_view header(std::string_view name) const;
};

struct Answer {
  int32_t status = 200;
  Pairs headers;
  std::string body;
};

namespace sdk {

inline mu_text text(std::string_view s) {
  return {s.data(), s.size()};
}
inline std::string_view view(mu_text t) {
  return t.size ? std::string_view(t.data, t.size) : std::string_view();
}
inline void append(void* to, mu_text t) {
  static_cast<std::string*>(to)->append(view(t));
}
inline char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

/// Pairs as the C side sees them; lives as long as what it was made from.
class BorrowedPairs {
 public:
  explicit BorrowedPairs(const Pairs& pairs) {
    for (const auto& [name, value] : pairs) held_.push_back({text(name), text(value)});
  }
  mu_pairs get() const { return {held_.data(), held_.size()}; }

 private:
  std::vector<mu_pair> held_;
};

/// The argument of this name; "" without one.
inline std::string_view argument(const Pairs& args, std::string_view name) {
  for (const auto& [key, value] : args)
    if (key == name) return value;
  return {};
}

/// `passage` with its {names} replaced by arguments; a name without an argument becomes nothing, and so does all of the
/// passage where it is `optional` and one of its names became nothing.
inline std::string filled_passage(std::string_view passage, const Pairs& args, bool optional) {
  std::string out;
  for (size_t at = 0; at < passage.size();) {
    size_t open = passage.find('{', at), close = passage.find('}', open == passage.npos ? at : open);
    if (open == passage.npos || close == passage.npos) return out.append(passage.substr(at));
    out.append(passage.substr(at, open - at));
    std::string_view value = argument(args, passage.substr(open + 1, close - open - 1));
    if (optional && value.empty()) return {};
    out.append(value);
    at = close + 1;
  }
  return out;
}

/// `sentence` with its {names} replaced by arguments; what stands between [[ and ]] is left out where a name in it has
/// no argument or an empty one.
inline std::string filled(std::string_view sentence, const Pairs& args) {
  std::string out;
  for (size_t at = 0; at < sentence.size();) {
    size_t open = sentence.find("[[", at), close = sentence.find("]]", open == sentence.npos ? at : open);
    if (open == sentence.npos || close == sentence.npos) return out += filled_passage(sentence.substr(at), args, false);
    out += filled_passage(sentence.substr(at, open - at), args, false);
    out += filled_passage(sentence.substr(open + 2, close - open - 2), args, true);
    at = close + 2;
  }
  return out;
}

/// The English sentence of `id`, arguments filled in; the id where the table does not have it.
inline std::string english(const mu_message* table, std::string_view id, const Pairs& args) {
  while (table && table->id && id != table->id) ++table;
  return table && table->id ? filled(table->en, args) : std::string(id);
}

}  // namespace sdk

inline std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers) {
    bool same = key.size() == name.size();
    for (size_t i = 0; same && i < key.size(); ++i) same = sdk::lower(key[i]) == sdk::lower(name[i]);
    if (same) return value;
  }
  return {};
}

/// `s` (UTF-8) as a JSON string with its quotes.
inline std::string json_text(std::string_view s) {
  constexpr char hex[] = "0123456789abcdef";
  std::string out = "\"";
  out.reserve(s.size() + 2);
  for (char c : s) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += hex[c >> 4];
      out += hex[c & 15];
    } else {
      out += c;
    }
  }
  return out += '"';
}

/// `json` (an object that starts with '{') with the members that say where it was read at its front.
inline std::string placed(std::string_view json, const Place& place) {
  std::string front;
  if (place.row) front += "\"_row\":" + std::to_string(place.row) + ",";
  if (!place.file.empty()) front += "\"_file\":" + json_text(place.file) + ",";
  if (!place.file_date.empty()) front += "\"_file_date\":" + json_text(place.file_date) + ",";
  size_t rest = json.find_first_not_of(" \t\r\n", 1);
  if (!front.empty() && rest != json.npos && json[rest] == '}') front.pop_back();
  return "{" + front + std::string(json.substr(json.empty() ? 0 : 1));
}

/// While it lives, no other instance of the connection renews its secrets. To be let go within seconds.
class SecretHold {
 public:
  /// Waits. A host without holds lends none. Throws Stopped.
  explicit SecretHold(const mu_host* host) {
    if (host->size < offsetof(mu_host, hold_secrets) + sizeof(host->hold_secrets) || !host->hold_secrets) return;
    if (int32_t result = host->hold_secrets(host->self, 1); result != MU_OK) throw Stopped(result);
    host_ = host;
  }
  ~SecretHold() {
    if (host_) host_->hold_secrets(host_->self, 0);
  }
  SecretHold(const SecretHold&) = delete;

 private:
  const mu_host* host_ = nullptr;
};

/// What Musubi lends to a connector. Cheap to copy; usable until the connector is destroyed. One thread at a
/// time, but for stopping() and log().
class Host {
 public:
  Host(const mu_host* host, const mu_message* messages) : host_(host), messages_(messages) {}

  /// One record; a JSON object as the source has it. Throws Stopped.
  void record(std::string_view stream, std::string_view key, std::string_view json) const {
    pass(host_->record(host_->self, sdk::text(stream), sdk::text(key), sdk::text(json)));
  }
  void record(std::string_view stream, std::string_view key, std::string_view json,
              const Place& place) const {
    record(stream, key, placed(json, place));
  }
  /// The source no longer has `key`. Throws Stopped.
  void deleted(std::string_view stream, std::string_view key, const Place& place = {}) const {
    record(stream, key, placed("{\"_deleted\":true}", place));
  }
  /// Of a push: false where a post that landed in the last `keep` has told this id, of itself or of an event in it; then
  /// nothing is to be done about it. True from a host that is too old to know. Remembered with what lands.
  bool first_time(std::string_view id, std::chrono::seconds keep) const {
    bool known = host_->size >= offsetof(mu_host, first_time) + sizeof host_->first_time && host_->first_time;
    return !known || host_->first_time(host_->self, sdk::text(id), keep.count()) != 0;
  }

  /// A row that cannot become a record; it is held with its sentence and the read goes on. `raw`: the row as
  /// it was found; say where in `args`: {"row", "12"}, {"file", name}. Throws Stopped.
  void unreadable(std::string_view stream, std::string_view key, std::string_view raw, std::string_view id,
                  const Pairs& args = {}) const {
    sdk::BorrowedPairs lent(args);
    std::string sentence = sdk::english(messages_, id, args);
    pass(host_->unreadable(host_->self, sdk::text(stream), sdk::text(key), sdk::text(raw), sdk::text(id),
                           lent.get(), sdk::text(sentence)));
  }

  /// All records of `stream` so far, and `state`, are durable when this returns. Throws Stopped.
  void checkpoint(std::string_view stream, std::string_view state) const {
    pass(host_->checkpoint(host_->self, sdk::text(stream), sdk::text(state)));
  }

  /// A secret by the path of its setting ("auth/password"); nullopt where it is not set. Don't keep it for
  /// longer than needed.
  std::optional<std::string> secret(std::string_view name) const {
    std::string value;
    if (host_->secret(host_->self, sdk::text(name), sdk::append, &value) != MU_OK) return std::nullopt;
    return value;
  }
  /// Keeps a rotated secret, durable when this returns. Throws Stopped.
  void keep_secret(std::string_view name, std::string_view value) const {
    pass(host_->keep_secret(host_->self, sdk::text(name), sdk::text(value)));
  }

  /// Holds the connection's secrets while one is renewed; secret() gives what was kept last. Throws Stopped.
  [[nodiscard]] SecretHold hold_secrets() const { return SecretHold(host_); }

  bool stopping() const { return host_->stopping(host_->self) != 0; }
  /// Waits, at most 50 ms longer than asked to stop. Throws Stopped.
  void wait(std::chrono::milliseconds time) const {
    auto end = std::chrono::steady_clock::now() + time;
    for (;;) {
      if (stopping()) throw Stopped(MU_STOPPED);
      auto left = end - std::chrono::steady_clock::now();
      if (left <= left.zero()) return;
      std::this_thread::sleep_for(std::min<std::chrono::nanoseconds>(left, std::chrono::milliseconds(50)));
    }
  }
  void log(int32_t level, std::string_view line) const { host_->log(host_->self, level, sdk::text(line)); }
  /// Logs a sentence of the connector's messages, which the host spells in the language of whoever reads: MU_LOG_INFO or MU_LOG_WARN.
  void note(int32_t level, std::string_view id, const Pairs& args = {}) const {
    say("note", level == MU_LOG_INFO ? "\"level\":\"info\"," : "", id, args);
  }
  /// Says by such a sentence why what is read may not be all there is.
  void doubt(std::string_view id, const Pairs& args = {}) const { say("doubt", "", id, args); }

 private:
  void say(const char* what, const char* front, std::string_view id, const Pairs& args) const {
    std::string given;
    for (const auto& [name, value] : args) given += (given.empty() ? "" : ",") + json_text(name) + ":" + json_text(value);
    log(MU_LOG_DEBUG, "{\"" + std::string(what) + "\":{" + front + "\"id\":" + json_text(id) + ",\"args\":{" + given + "}}}");
  }
  static void pass(int32_t result) {
    if (result != MU_OK) throw Stopped(result);
  }
  const mu_host* host_;
  const mu_message* messages_;
};

}  // namespace musubi
