// What a manifest names and no answer of a read has: a read that finds nothing for that looks like one of a source without data.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
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

/// The parent_key of a router, which decides on partitions: where no record of the parent has it, there is none; for those that lack it nothing is asked.
class ParentKey {
 public:
  /// `path` of the key as `written`. All outlive it.
  ParentKey(Session& session, const std::string& parent, std::string written, const std::vector<std::string>& path)
      : session_(session), parent_(parent), written_(std::move(written)), path_(path) {}

  /// A record of the parent. Where null stands on the way there is nothing to be told by.
  void see(const Json& record);
  /// All parents were read: notes in the log that none had the key, or how many had not.
  void tell() const;

 private:
  Session& session_;
  const std::string& parent_;
  const std::string written_;
  const std::vector<std::string>& path_;
  bool stands_ = false;
  size_t records_ = 0, absent_ = 0;
  std::vector<std::string> names_;  // the members of the first record, where the key goes its own way
};

}  // namespace musubi::http
