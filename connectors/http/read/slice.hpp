// A slice of a stream: one partition (a parent's key, a list's value) and one stretch of time.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/http/template/evaluate.hpp"

namespace musubi::http {

/// The record that is asked for, where it is a single one.
struct SingleKey {
  std::string text;
  std::vector<std::string> parts;
};

struct Slice {
  Json partition = Json::object();  // as state names it
  Json times = Json::object();      // start and end, by their names
  Json extra = Json::object();      // further fields of the parent
  std::optional<SingleKey> key = std::nullopt;
  std::shared_ptr<const Json> named = nullptr;  // further names of templates; null: none

  /// What templates see as stream_slice.
  Json seen() const;
  /// The same slice, for state.
  Json place() const { return Json{{"partition", partition}, {"times", times}}; }
};

/// The names of a slice: stream_slice, stream_interval, stream_partition, and its further ones; `slice` and `seen` must
/// outlive them.
void add_slice_names(Names& names, const Slice& slice, const Json& seen);

}  // namespace musubi::http
