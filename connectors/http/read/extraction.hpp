// The records of a page's documents: at a path, from lists inside of records, or from several places.
#pragma once
#include <deque>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/manifest/combined.hpp"
#include "connectors/http/read/expand.hpp"
#include "connectors/http/read/json_scan.hpp"
#include "connectors/http/request/session.hpp"
#include "core/sdk/tally.hpp"

namespace musubi::http {

class Extracting {
 public:
  /// A record; an empty one that is left out counts for the page all the same: then it is null.
  using Each = std::function<void(const std::string_view* record)>;

  /// All outlive it; `stream`: for messages. Throws Trouble.
  Extracting(Session& session, const Extraction& of, const std::string& stream);
  ~Extracting();

  /// The way to the records, of one that is not combined; else empty.
  const std::vector<std::string>& path() const { return path_; }
  /// Gives each record of `documents` (valid JSON). `top`: the members of a single document that is an object, where they are
  /// known, else empty. Throws as Expanding::expand, and what `each` throws.
  void run(const std::vector<std::string_view>& documents, const std::vector<JsonMember>& top, const Each& each);

 private:
  void run_combined(const std::vector<std::string_view>& documents, const std::vector<JsonMember>& top, const Each& each);

  Session& session_;
  const Extraction& of_;
  const std::string& stream_;
  std::vector<std::string> path_;
  std::unique_ptr<Expanding> expanding_;
  std::vector<std::unique_ptr<Extracting>> parts_;
  Tally left_out_;
};

}  // namespace musubi::http
