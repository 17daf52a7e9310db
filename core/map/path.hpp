// Where a value stands in a record: "会員番号", "customer.address.zip", "items[0].sku", "answers[name=email].values", "/id", "$row", "$name".
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/map/tree.hpp"

namespace musubi::map {

/// A field path. A dot may be part of a header ("No."), so at each object the longest name that the object
/// has is taken.
struct Path {
  enum class Root : uint8_t { here, top, file_date, received_at, row, mailbox_name, mailbox_address };
  struct Name {
    std::string raw, folded;
    size_t next = 0;  // the step behind this name
  };
  struct Step {
    std::vector<Name> names;        // longest first
    std::optional<size_t> element;  // an array's element, 0 = first
    std::string member, value;      // [member=value]: an array's elements that say so; "" none
  };
  Root root = Root::here;
  std::string text;  // as written, without "/"
  std::vector<Step> steps;

  bool special() const { return root > Root::top; }
  /// $name and $address, of the person that `each: {mailboxes: …}` is at.
  bool of_mailbox() const { return root >= Root::mailbox_name; }
};

/// Compiles a path. nullopt for an unknown `$name` and for a path without a name.
std::optional<Path> compile_path(std::string_view text);

/// `$file_date` and its like.
std::vector<std::string> special_names();

/// The members a path may mean, folded: the whole text and its first name.
std::vector<std::string> top_names(const Path& path);

/// All places in `tree` that the path means, from `here` (or the top). A path through an array takes every
/// element. No result: the record has no such field. Not for special paths. At most 10,000 places.
void find(const RecordTree& tree, uint32_t here, const Path& path, std::vector<uint32_t>& out);

}  // namespace musubi::map
