// One record on its way to the host: its text as the source wrote it, or a tree where it was changed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/template/value.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::http {

/// A line or row that is no record, and why: it is held.
struct UnreadLine {
  std::string told;  // of it, as it is held
  const char *held, *needed;  // messages: where it is held, and where the read cannot go on without it
  Pairs args;
};

class Record {
 public:
  /// None after all: a line that is held. It outlives the record.
  explicit Record(const UnreadLine& line) : text_(line.told), unread_(&line) {}
  /// `text` is valid JSON and outlives the record.
  explicit Record(std::string_view text) : text_(text) {}
  explicit Record(Json tree) : tree_(std::move(tree)) {}

  /// Nothing where it is a record.
  const UnreadLine* unread() const { return unread_; }
  /// For whoever cannot go on without what it says. Throws Failure MU_DATA where it is none.
  void need() const;

  bool is_object() const;
  /// As it goes to the host.
  std::string_view text();
  /// What stands at a path; nothing where nothing does. A text's members are found without reading the whole.
  std::optional<Json> find(const std::vector<std::string>& path) const;
  Json tree() const;
  /// It is no longer at the source: only its key goes to the host.
  void set_gone() { gone_ = true; }
  bool is_gone() const { return gone_; }
  /// Nobody asked the source for it: whoever took it did not pass it on.
  void leave_out() { left_out_ = true; }
  bool is_left_out() const { return left_out_; }
  /// Of a row without a key: how many that are equal have gone to the host, this one among them; null where rows have keys. Whoever
  /// reads it again takes it off.
  uint32_t* equals() const { return equals_; }
  void set_equals(uint32_t* count) { equals_ = count; }
  /// Of a row under a key, once it has gone to the host: a hash of the key.
  const std::optional<uint64_t>& name() const { return name_; }
  void set_name(uint64_t name) { name_ = name; }

 private:
  std::string_view text_;
  const UnreadLine* unread_ = nullptr;
  std::optional<Json> tree_;
  std::string written_;
  bool gone_ = false, left_out_ = false;
  uint32_t* equals_ = nullptr;
  std::optional<uint64_t> name_;
};

/// A JSON text as a value; the text must be valid. A whole number beyond 64 bits is the text of its digits.
Json parse_json(std::string_view text);

}  // namespace musubi::http
