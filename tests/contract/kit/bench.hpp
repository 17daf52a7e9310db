// A connector on the bench: its table, its fixture, and instances opened from them.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/sdk/connector_abi.h"
#include "core/settings/settings.hpp"
#include "tests/contract/kit/fixture.hpp"
#include "tests/contract/kit/host.hpp"

namespace contract {

struct Bench {
  std::filesystem::path file;
  mu_connector table{};
  Fixture fixture;

  /// The settings of a case as the host hands them over: checked, defaults filled in, secrets out. Throws
  /// musubi::Error.
  musubi::ConnectionSettings settings(const Case* c) const { return settings(fixture.settings(c)); }
  musubi::ConnectionSettings settings(const json& config) const;
};

/// One open instance with its host; closed when destroyed. Calls throw Broken when something throws across.
class Instance {
 public:
  /// open() is false where the connector refused.
  Instance(const Bench& bench, const musubi::ConnectionSettings& settings);
  /// With the fixture's good settings; throws Broken when refused.
  explicit Instance(const Bench& bench);
  ~Instance();
  Instance(const Instance&) = delete;

  bool open() const { return self_ != nullptr; }
  int32_t check();
  int32_t discover(std::string& catalogue);
  int32_t read(const std::string& stream, const std::string& state);
  int32_t fetch(const std::string& stream, const std::vector<std::string>& keys);
  /// `answers` gets status, headers and body of each answer, as JSON.
  int32_t receive(const json& request, std::vector<json>& answers);
  /// The call of a case, its answer thrown away. Of several reads the events of the last one stay.
  int32_t run(const Case& c);

  KitHost host;

 private:
  int32_t read_again(const std::string& stream, std::string state, int reads);

  const Bench& bench_;
  void* self_ = nullptr;
};

/// The catalogue of good settings. Throws Broken.
json catalogue(const Bench& bench);
/// The names of its streams.
std::vector<std::string> stream_names(const Bench& bench);

/// Everything of one stream, read from the start; throws Broken where that fails.
std::vector<Event> read_all(const Bench& bench, const std::string& stream);
/// Records and unreadable rows of `events` as a bag; those after the last checkpoint left out where
/// `durable`.
Bag bag_of(const std::vector<Event>& events, const std::string& stream, bool durable = false);
/// What stands in `wanted` and not in `got`, as keys for a sentence; "" if nothing.
std::string missing(const Bag& wanted, const Bag& got);

/// "CONFIG: the sentence" for messages of the kit.
std::string result_and_sentence(int32_t result, const KitHost& host);

}  // namespace contract
