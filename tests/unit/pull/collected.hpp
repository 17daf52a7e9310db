// A sink that remembers, and the scripted connector opened for a test.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "core/pull/pull.hpp"

namespace musubi {

struct Collected final : Sink {
  std::vector<RawRecord> records;
  std::vector<std::string> calls;  // "record 1", "checkpoint s1", …
  std::vector<Message> reasons;
  std::vector<RawRecord> held;
  std::function<void()> before_checkpoint = [] {};

  void record(RawRecord r) override {
    calls.push_back((r.deleted ? "deleted " : "record ") + r.id.key);
    records.push_back(std::move(r));
  }
  void checkpoint(const std::string&, std::string_view state) override {
    before_checkpoint();
    calls.push_back("checkpoint " + std::string(state));
  }
  void unreadable(RawRecord row, const Message& reason) override {
    calls.push_back("unreadable " + row.id.key + "=" + row.json);
    reasons.push_back(reason);
    held.push_back(std::move(row));
  }
  void keep_secret(std::string_view name, std::string_view value) override {
    calls.push_back("keep " + std::string(name) + "=" + std::string(value));
  }
  void rewind(const std::string&) override { calls.push_back("rewind"); }
};

/// Where tests/contract/CMakeLists.txt puts its modules.
inline std::filesystem::path test_plugins() {
  return std::filesystem::path(std::getenv("MUSUBI_BUILD")) / "tests/plugins";
}
inline std::filesystem::path bad_plugins() {
  return std::filesystem::path(std::getenv("MUSUBI_BUILD")) / "tests/bad";
}

inline ConnectionSettings scripted(std::string config_json) {
  ConnectionSettings connection;
  connection.name = "shop";
  connection.connector = "scripted";
  connection.zone = "Asia/Tokyo";
  connection.config_json = std::move(config_json);
  return connection;
}

inline RetryPolicy quick() {
  return {3, std::chrono::milliseconds(1), std::chrono::milliseconds(4), std::chrono::milliseconds(0)};
}

/// The id of the Error that `body` throws; "" if none.
template <class Body>
std::string error_id(Body body) {
  try {
    body();
  } catch (const Error& e) {
    return e.message().id;
  }
  return "";
}

}  // namespace musubi
