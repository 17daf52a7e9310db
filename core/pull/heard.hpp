// Opening a connection and hearing what its connector says beside records (docs/connector-spec.md, "What a connector says of itself").
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "core/base/time.hpp"
#include "core/pull/lent_host.hpp"
#include "core/pull/pull.hpp"

namespace musubi {

/// Who hears what; each may be empty. Called on the thread that calls the source.
struct Heard {
  /// A rotated secret that is kept outside of a read (in a check), durable when it returns.
  std::function<void(std::string_view name, std::string_view value)> keep;
  /// A credential ends then, and nothing but a person renews it.
  std::function<void(const std::string& credential, Time at)> ends;
  /// What a person should look at in the connection's settings, which work nevertheless.
  std::function<void(const Message& sentence)> advice;
  /// What is read may not be all there is, and why: nobody is to be taken for gone by it.
  std::function<void(const Message& sentence)> doubt;
  /// A request that was made, as a JSON object: method, address, headers, body; secrets are struck out.
  std::function<void(const std::string& json)> request;
  HoldSecrets hold;
  /// A line for whoever looks into this later, secrets struck out: INFO, WARN or ERROR, and the text. Sentences of the connector's are in `lang`.
  std::function<void(std::string_view level, std::string_view text)> line;
  Lang lang = Lang::en;
};

/// As Plugins::open; warnings and errors of the connector go to stderr. Throws Error.
Source open_heard(Plugins& plugins, ConnectionSettings connection, RetryPolicy retry, Heard heard);

}  // namespace musubi
