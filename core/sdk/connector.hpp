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
// Any exception may leave the functions of the class; here it becomes a result and a sentence. One that is no
// Failure is MU_BUG.
#pragma once
#include <concepts>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <typeinfo>
#include <vector>

#include "host.hpp"

#define MUSUBI_EXPORT __attribute__((visibility("default")))

namespace musubi {

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
      std::string_view what =
          e.what();  // may quote a customer's values: for the maker's eyes, not for a sentence
      host->log(host->self, MU_LOG_DEBUG, sdk::text(what));
      return say(MU_BUG, "", {}, std::string("an exception left it: ") + typeid(e).name());
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
