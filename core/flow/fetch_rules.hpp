// Pushes that carry only ids: which records of other connections an event names, so that they are fetched.
// From the setting `fetch` of the pushed stream, or of all its streams: {connection, stream, key, after}; `key` is
// a path in the event to an id or a list of ids, a path goes through lists; `after`: seconds to wait before. Pure.
#pragma once
#include <chrono>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/store/fetches.hpp"

namespace musubi {

class FetchRules {
 public:
  FetchRules() = default;
  /// `config`: the connection's settings for its plug-in, checked.
  explicit FetchRules(const std::string& config);
  /// The streams that are fetched from.
  std::vector<StreamName> sources() const;
  /// The path in events of `stream` at which ids are looked for, as it is written; "" where its events name nothing.
  std::string path(const std::string& stream) const;
  /// What `event`, a record of `stream`, names; empty where it names nothing.
  std::vector<FetchMark> marks(const std::string& stream, std::string_view event) const;

 private:
  struct Rule {
    StreamName from;
    std::string written;
    std::vector<std::string> path;
    std::chrono::seconds after;
  };
  const Rule* rule(const std::string& stream) const;
  std::map<std::string, Rule> rules_;  // by pushed stream; "": all others
};

}  // namespace musubi
