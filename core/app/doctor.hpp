// What musubi doctor looks at, and how it tells.
#pragma once
#include <string>
#include <vector>

#include "core/app/command.hpp"
#include "core/flow/hub.hpp"

namespace musubi {

/// Findings are told at once, or kept for --json.
class Findings {
 public:
  enum class State { good, look, bad };
  explicit Findings(const Context& context) : context_(context) {}
  void add(const char* about, State state, const Message& message);
  /// Prints the sum, or the JSON; the command's exit code.
  int finish() const;

 private:
  const Context& context_;
  std::string json_;
  int bad_ = 0, look_ = 0;
};

/// Can it log in, does it receive, how did its last run end.
void look_at_connection(const Context& context, Hub& hub, const ConnectionSettings& settings, Session& session, Findings& findings);

/// Connections of one preset whose mappings state the same identifying ids, so that customer 1 of both is taken for one.
void look_at_shared_ids(const Configuration& configuration, Findings& findings);

/// A sentence for each connection that is configured no more and has records, or held rows alone: what stays, and what to do.
std::vector<Message> gone_connections(Session& session, const Configuration& configuration);

}  // namespace musubi
