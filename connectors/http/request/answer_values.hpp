// An answer as templates see it: response, headers (with link), request_url. Read when first asked for.
#pragma once
#include <optional>
#include <string>

#include "connectors/http/request/http_client.hpp"
#include "connectors/http/template/evaluate.hpp"

namespace musubi::http {

/// Headers as a dict: names as servers usually write them ("Content-Type"), and "link" with the links of RFC
/// 8288 by rel.
Json headers_value(const HttpAnswer& answer, bool with_links);

/// The first text of an answer under the members that sources use for their errors; "" where there is none.
std::string error_text(const Json& answer);
/// The same, else under further members that no expression looks for (FHIR's issue[].diagnostics): for people.
std::string any_error_text(const Json& answer);

class AnswerValues {
 public:
  explicit AnswerValues(const HttpAnswer& answer) : answer_(answer) {}
  /// `base` and the names of the answer; lives as long as this.
  const Names& names(const Names& base);
  /// What a JSON answer says went wrong, by the usual members; "" where it says nothing.
  std::string error_message();

 private:
  void read();
  const HttpAnswer& answer_;
  Json response_, headers_;
  bool read_ = false;
  std::optional<Names> names_;
};

}  // namespace musubi::http
