#include "connectors/http/read/slice.hpp"

namespace musubi::http {

Json Slice::seen() const {
  Json out = partition;
  for (const auto& [name, value] : times.items()) out[name] = value;
  auto add = [&](const char* name, const Json& value) {
    if (!out.contains(name) && !value.empty()) out[name] = value;
  };
  add("extra_fields", extra);
  add("partition", partition);
  add("cursor_slice", times);
  return out;
}

void add_slice_names(Names& names, const Slice& slice, const Json& seen) {
  for (const char* name : {"stream_slice", "stream_interval", "stream_partition"})
    names.set(name, Value::borrowed(seen));
  if (!slice.named) return;
  for (const auto& [name, value] : slice.named->items()) names.set(name, Value::borrowed(value));
}

}  // namespace musubi::http
