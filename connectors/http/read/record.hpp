// One record on its way to the host: its text as the source wrote it, or a tree where it was changed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/template/value.hpp"

namespace musubi::http {

class Record {
 public:
  /// `text` is valid JSON and outlives the record.
  explicit Record(std::string_view text) : text_(text) {}
  explicit Record(Json tree) : tree_(std::move(tree)) {}

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
  std::optional<Json> tree_;
  std::string written_;
  bool gone_ = false;
};

/// A JSON text as a value; the text must be valid. A whole number beyond 64 bits is the text of its digits.
Json parse_json(std::string_view text);

}  // namespace musubi::http
