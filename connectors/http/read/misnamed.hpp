// What a manifest names and no answer of a read has: a read that finds nothing for that looks like one of a source without data.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/record.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

class Misnamed {
 public:
  /// `path`: to the records, empty where there is none to follow. All outlive it. Throws Trouble.
  Misnamed(Session& session, const Stream& stream, const std::vector<std::string>& path);

  /// The documents of an answer, as they came.
  void see(const std::vector<std::string_view>& documents);
  /// A record, as it goes on.
  void see(const Record& record);
  /// Notes in the log what nothing had. `ended`: all that there is was read, not just its beginning.
  void tell(bool ended);

 private:
  void tell_of_path() const;

  Session& session_;
  const Stream& stream_;
  const std::vector<std::string>& path_;
  std::string cursor_;  // the field; "" = there is none
  bool leads_somewhere_ = false, has_cursor_ = false;
  struct Place {
    std::vector<std::string> names;  // of its members, as the way to them is written
    std::optional<size_t> items;     // of a list
    bool holds_more = false;         // lists or objects that are not empty
  };
  std::optional<Place> place_;                    // where the path ended first, better one that holds more
  std::optional<std::vector<std::string>> first_;  // the members of the first record
};

}  // namespace musubi::http
