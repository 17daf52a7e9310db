// Records on their way to the host: under which key.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "connectors/http/manifest/components.hpp"
#include "connectors/http/read/record.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::http {

/// A column of a primary key as people are told of it: "id", "of.a.member".
std::string column_name(const std::vector<std::string>& path);

class Delivery {
 public:
  /// Both outlive it.
  Delivery(const Host& host, const Stream& stream) : host_(host), stream_(stream) {}

  /// Sends a record under its key, as a deletion where it is gone. What is no record, or has no key, goes as
  /// unreadable. Without a primary key the content is the key. Throws Stopped.
  void deliver(Record& record);
  /// The key of a record in a stream with a primary key; nothing where it is empty.
  std::optional<std::string> key_of(const Record& record) const;

 private:
  std::string content_key(Record& record);

  const Host& host_;
  const Stream& stream_;
  std::unordered_map<std::string, uint32_t> equals_;
};

}  // namespace musubi::http
