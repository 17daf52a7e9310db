// The settings of this connector (config.schema.json) over those of its scheme, read into values.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/webhook/place.hpp"
#include "connectors/webhook/scheme.hpp"

namespace musubi::webhook {

struct StreamSettings {
  std::string name;
  std::optional<Condition> when = {}, gone = {};  // no `when`: whatever fits no stream before
  std::vector<Place> key = {};       // of the record; without, the event's id is its key
  std::vector<Place> order_by = {};  // the first that has a value
};

struct Settings {
  Signature signature;
  std::vector<std::string> secrets;
  std::string endpoint, records, echo, verify, token;
  std::chrono::seconds tolerance{300};
  std::vector<std::string> headers;
  std::vector<Place> event;              // the event's id
  std::string doubtful_key;              // a key that may have been meant for `event`; "" = none
  bool never_alike = false;              // posts, of a sender who states ids and times in each
  std::vector<std::string> topics;       // headers that may tell two posts of the same words apart
  std::chrono::hours remember{24 * 30};  // ids of events, and posts that say when they are of; 0: not at all
  std::vector<StreamSettings> streams;   // as written; never empty
  bool ignore_others = false;
  int32_t status = 202;
  size_t body_limit = 1 << 20;
};

/// `host` lends the secrets. Throws Failure MU_CONFIG that names the setting (the host has checked them
/// before, but a plug-in does not rely on it).
Settings read_settings(const Host& host, std::string_view config);

}  // namespace musubi::webhook
