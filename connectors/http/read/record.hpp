// One record on its way to the host: its text as the source wrote it, or a tree where it was changed.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

/// A line too long to be read.
struct LongLine {
  std::string endpoint;  // of the answer
  std::string told;      // as text::LongText tells it
  uint64_t line = 1, size = 0;
};

class Record {
 public:
  /// None after all: a line that is held. It outlives the record.
  explicit Record(const LongLine& line) : text_(line.told), too_long_(&line) {}
  /// `text` is valid JSON and outlives the record.
  explicit Record(std::string_view text) : text_(text) {}
  explicit Record(Json tree) : tree_(std::move(tree)) {}

  /// Nothing where it is a record.
  const LongLine* too_long() const { return too_long_; }
  /// For whoever cannot go on without what it says. Throws Failure MU_DATA where it is a line too long to be read.
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

 private:
  std::string_view text_;
  const LongLine* too_long_ = nullptr;
  std::optional<Json> tree_;
  std::string written_;
  bool gone_ = false;
};

/// A JSON text as a value; the text must be valid. A whole number beyond 64 bits is the text of its digits.
Json parse_json(std::string_view text);

}  // namespace musubi::http
