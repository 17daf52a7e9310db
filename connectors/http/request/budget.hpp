// How many calls a source allows, and how long to wait for the next (api_budget). No clock of its own: times
// are handed in, in microseconds since 1970.
#pragma once
#include <cstdint>
#include <deque>
#include <memory>
#include <vector>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/request/http_client.hpp"

namespace musubi::http {

class CallBudget {
 public:
  /// Limits and weights may be templates over the settings. `of` must outlive it. Throws Trouble for what is
  /// no number.
  CallBudget(const ApiBudget& of, const Scope& scope);
  ~CallBudget();

  /// 0: the call is counted and may be made; else it is not, and so long is to be waited. Throws Trouble
  /// where it never could.
  int64_t take(const HttpRequest& request, int64_t now);
  /// What an answer says of the calls that are left.
  void answered(const HttpRequest& request, const HttpAnswer& answer, int64_t now);

 private:
  struct Policy;
  Policy* policy_of(const HttpRequest& request);

  const ApiBudget& of_;
  std::vector<std::unique_ptr<Policy>> policies_;
};

}  // namespace musubi::http
