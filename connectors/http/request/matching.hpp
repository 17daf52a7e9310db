// Which requests a manifest's HttpRequestRegexMatcher is for.
#pragma once
#include <re2/re2.h>

#include <cstdint>
#include <memory>

#include "connectors/http/manifest/call_budget.hpp"
#include "connectors/http/request/http_client.hpp"

namespace musubi::http {

class Matching {
 public:
  /// `of` must outlive it; `weight`: for how many calls a request counts.
  explicit Matching(const RequestMatcher& of, int64_t weight = 1);

  bool fits(const HttpRequest& request) const;
  int64_t weight() const { return weight_; }

 private:
  const RequestMatcher& of_;
  std::unique_ptr<re2::RE2> path_;
  int64_t weight_;
};

}  // namespace musubi::http
