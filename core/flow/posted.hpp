// What a plug-in hands over for one push or fetch, and the transaction that it lands in. Private to
// receive*.cpp.
#pragma once
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "core/flow/landing.hpp"
#include "core/pull/deliveries.hpp"

namespace musubi {

/// Kept until the plug-in is done: one that fails leaves nothing.
class Posted final : public Sink, public Deliveries {
 public:
  void record(RawRecord record) override { records.push_back(std::move(record)); }
  void unreadable(RawRecord row, const Message& reason) override {
    held.emplace_back(std::move(row), reason);
  }
  void checkpoint(const std::string&, std::string_view) override {}
  void keep_secret(std::string_view name, std::string_view value) override { on_secret(name, value); }
  bool first_time(std::string_view id, std::chrono::seconds keep) override { return on_delivery(id, keep); }
  bool empty() const { return records.empty() && held.empty(); }
  /// As a run of `connection` in `session`, which the caller commits; nothing is left here. Answers with the
  /// run.
  int64_t land(Session& session, const Rules& rules, const Clock& clock, const std::string& connection);

  std::function<void(std::string_view, std::string_view)> on_secret;
  std::function<bool(std::string_view, std::chrono::seconds)> on_delivery;
  std::vector<RawRecord> records;
  std::vector<std::pair<RawRecord, Message>> held;
};

}  // namespace musubi
