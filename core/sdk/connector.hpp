// The C++20 face of connector_abi.h: header only, std only. A connector is a class and one exported function:
//
//   class Shop final : public musubi::Connector {
//    public:
//     Shop(musubi::Host host, std::string_view config);         // throws Failure where a setting is wrong
//     void check() override;
//     std::string discover() override;
//     void read(std::string_view stream, std::string_view state) override;
//   };
//   extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
//     return musubi::connector_table<Shop>("shop", "1.0.0", schema, messages);
//   }
//
// Any exception may leave the functions of the class: it becomes a result and a sentence here, never more.
#pragma once
#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <exception>
#include <functional>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "connector_abi.h"

#define MUSUBI_EXPORT __attribute__((visibility("default")))

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

/// Where a record was read; said to the host, not part of the record.
struct Place {
  int64_t row = 0;        // 1 = first, 0 = none
  std::string file;       // "" = none
  std::string file_date;  // ISO 8601, "" = none
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

/// The English sentence of `id`, arguments filled in; the id where the table does not have it.
inline std::string english(const mu_message* table, std::string_view id, const Pairs& args) {
  while (table && table->id && id != table->id) ++table;
  std::string_view sentence = table && table->id ? table->en : id;
  std::string out;
  for (size_t at = 0; at < sentence.size();) {
    size_t open = sentence.find('{', at), close = sentence.find('}', open == sentence.npos ? at : open);
    if (open == sentence.npos || close == sentence.npos) return out.append(sentence.substr(at));
    out.append(sentence.substr(at, open - at));
    for (const auto& [name, value] : args)
      if (name == sentence.substr(open + 1, close - open - 1)) out += value;
    at = close + 1;
  }
  return out;
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
  void deleted(std::string_view stream, std::string_view key) const {
    record(stream, key, "{\"_deleted\":true}");
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

 private:
  static void pass(int32_t result) {
    if (result != MU_OK) throw Stopped(result);
  }
  const mu_host* host_;
  const mu_message* messages_;
};

/// What a connector is to its author. `read`, `receive` and `fetch` are those that the class overrides;
/// connector_table leaves the others out. The meaning of each: docs/connector-spec.md.
class Connector {
 public:
  virtual ~Connector() = default;
  virtual void check() = 0;
  virtual std::string discover() = 0;
  virtual void read(std::string_view stream, std::string_view state);
  virtual Answer receive(const Request& request);
  virtual void fetch(std::string_view stream, std::span<const std::string_view> keys);
};

inline void Connector::read(std::string_view, std::string_view) {
  throw Failure(MU_BUG, "", {}, "this connector reads nothing");
}
inline Answer Connector::receive(const Request&) {
  throw Failure(MU_BUG, "", {}, "this connector receives nothing");
}
inline void Connector::fetch(std::string_view, std::span<const std::string_view>) {
  throw Failure(MU_BUG, "", {}, "this connector fetches nothing");
}

/// Runs `body` and turns whatever leaves it into a result and a sentence.
template <class Body>
int32_t guarded(const mu_host* host, const mu_message* messages, Body body) noexcept {
  auto say = [&](int32_t code, std::string_view id, const Pairs& args, std::string_view sentence) {
    sdk::BorrowedPairs lent(args);
    host->fail(host->self, sdk::text(id), lent.get(), sdk::text(sentence));
    return code;
  };
  try {
    try {
      body();
      return MU_OK;
    } catch (const Stopped& stop) {
      return stop.code;
    } catch (const Failure& f) {
      if (f.retry_after) host->retry_after(host->self, f.retry_after->count());
      return say(f.code, f.id, f.args,
                 f.sentence.empty() ? sdk::english(messages, f.id, f.args) : f.sentence);
    } catch (const std::exception& e) {
      return say(MU_BUG, "", {}, e.what());
    } catch (...) {
      return say(MU_BUG, "", {}, "an exception of an unknown type");
    }
  } catch (...) {
    return MU_BUG;
  }
}

namespace sdk {

/// An open connector and what its calls need.
template <class C>
struct Instance {
  static inline const mu_message* messages = nullptr;
  const mu_host* host;
  std::optional<C> connector;

  template <class Body>
  static int32_t call(void* self, Body body) noexcept {
    auto* instance = static_cast<Instance*>(self);
    return guarded(instance->host, messages, [&] { body(*instance->connector); });
  }
};

template <class C>
void* open(const mu_host* host, mu_text config) {
  auto* instance = new (std::nothrow) Instance<C>{host, std::nullopt};
  if (!instance) return nullptr;
  int32_t result = guarded(host, Instance<C>::messages, [&] {
    instance->connector.emplace(Host(host, Instance<C>::messages), view(config));
  });
  if (result == MU_OK) return instance;
  delete instance;
  return nullptr;
}

template <class C>
void close(void* self) {
  delete static_cast<Instance<C>*>(self);
}

template <class C>
int32_t check(void* self) {
  return Instance<C>::call(self, [](C& c) { c.check(); });
}

template <class C>
int32_t discover(void* self, mu_take take, void* to) {
  return Instance<C>::call(self, [&](C& c) {
    std::string catalogue = c.discover();
    take(to, text(catalogue));
  });
}

template <class C>
int32_t read(void* self, mu_text stream, mu_text state) {
  return Instance<C>::call(self, [&](C& c) { c.read(view(stream), view(state)); });
}

template <class C>
int32_t receive(void* self, const mu_request* request, mu_reply reply, void* to) {
  return Instance<C>::call(self, [&](C& c) {
    Request r{view(request->method), view(request->target), {}, view(request->body)};
    for (size_t i = 0; i < request->headers.size; ++i)
      r.headers.emplace_back(view(request->headers.data[i].name), view(request->headers.data[i].value));
    Answer answer = c.receive(r);
    BorrowedPairs headers(answer.headers);
    mu_answer out{sizeof(mu_answer), answer.status, headers.get(), text(answer.body)};
    reply(to, &out);
  });
}

template <class C>
int32_t fetch(void* self, mu_text stream, const mu_text* keys, size_t count) {
  return Instance<C>::call(self, [&](C& c) {
    std::vector<std::string_view> wanted;
    for (size_t i = 0; i < count; ++i) wanted.push_back(view(keys[i]));
    c.fetch(view(stream), wanted);
  });
}

/// Whether C or a class between overrides a function of Connector.
template <class Of, class Base>
inline constexpr bool overrides = !std::is_same_v<Of, Base>;

}  // namespace sdk

/// The table of connector C, made once. The texts must be literals. `messages` ends with {nullptr, nullptr,
/// nullptr}.
template <std::derived_from<Connector> C>
const mu_connector* connector_table(const char* name, const char* version, const char* config_schema,
                                    const mu_message* messages) {
  static const mu_connector table = [&] {
    sdk::Instance<C>::messages = messages;
    mu_connector t{};
    t.size = sizeof(mu_connector);
    t.abi = MU_ABI;
    t.name = name;
    t.version = version;
    t.config_schema = config_schema;
    t.messages = messages;
    t.open = sdk::open<C>;
    t.check = sdk::check<C>;
    t.discover = sdk::discover<C>;
    t.close = sdk::close<C>;
    if constexpr (sdk::overrides<decltype(&C::read), decltype(&Connector::read)>) t.read = sdk::read<C>;
    if constexpr (sdk::overrides<decltype(&C::receive), decltype(&Connector::receive)>)
      t.receive = sdk::receive<C>;
    if constexpr (sdk::overrides<decltype(&C::fetch), decltype(&Connector::fetch)>) t.fetch = sdk::fetch<C>;
    return t;
  }();
  return &table;
}

}  // namespace musubi
