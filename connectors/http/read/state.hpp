// The state of a stream, as the host keeps it.
//
//   {"v":1, "state":{"updated_at":"2026-01-31"}}                             a cursor
//   {"v":1, "state":{"states":[{"partition":{…},"cursor":{…}}], "parent_state":{…}}}   a cursor for each
//   partition
//   {"v":1, "at":{"token":3,"time":1769850487}}                              no cursor: the page to go on
//   with
//   {"v":1, "state":{…}, "at":{"token":3,"time":…,"slice":{"from":…,"until":…,"start":"2026-01-01","latest":…}}}
//   a cursor: the page of a stretch of time that is not read to its end; from, until, latest: microseconds
//   {"v":1, "at":{"token":3,"time":…,"partition":{…}}}                       a page of one partition
//   {"v":1, "done":{"time":1769850487,"partitions":["0123456789abcdef"]}}    no cursor: partitions read to their end
//   {"v":1, "state":{"updated_at":"2026-01-31"}, "pages":{"last":99}}        a cursor: pages of so many, and fewer, were the last
//   (empty)                                                                  nothing to go on from: the next
//   read begins anew
//
// "at", "done" and "pages" are our own; what stands under "state" is what the format's other readers write.
#pragma once
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "connectors/http/read/partitions.hpp"

namespace musubi::http {

struct State {
  std::optional<std::string> cursor;           // of a stream without partitions
  bool counts = false;                         // it is a number, and is written as one
  std::map<std::string, std::string> cursors;  // by partition (JSON)
  std::map<std::string, Json> partitions;      // the partitions of these
  ParentStates parents;
  /// The stretch of time that a page belongs to. The stretches of its read began at `from` and went on until `until`.
  struct Stretch {
    int64_t from = 0, until = 0;    // microseconds since 1970
    std::string start;              // of this one, as the source was asked
    std::optional<int64_t> latest;  // the newest record of its pages so far, microseconds

    bool operator==(const Stretch&) const = default;
  };
  struct Place {
    Json token;
    int64_t time = 0;  // seconds since 1970: when it was come to
    std::optional<Stretch> slice = std::nullopt;
    std::string partition = "";  // its name; "" = there are none
  };
  /// Partitions without a cursor that a read has been through before it was broken off.
  struct Done {
    int64_t time = 0;                  // seconds since 1970: when the last of them was
    std::set<std::string> partitions;  // hashes of their names
  };
  std::optional<Place> at;
  Done done;
  int64_t last_pages = 0;  // of so many records, and fewer, pages were the last (page_ends.hpp); 0: not known

  /// What is no state of this kind is a fresh start. `field`: the cursor's.
  static State read(std::string_view text, const std::string& field);
  std::string write(const std::string& field) const;
};

/// A partition's name in a state: JSON with its members in order.
std::string partition_name(const Json& partition);
/// What stands for that name in State::Done.
std::string short_name(const std::string& partition_name);

}  // namespace musubi::http
