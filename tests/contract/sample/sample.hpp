// A small connector that keeps every rule: what plugins/sample.cpp exports, and what each connector in bad/
// changes in one place. Its source is a table in memory. Settings: `endpoint` ("down" cannot be reached,
// "garbage" answers nonsense, "slow" waits before each record), `auth.token` (must be "good-token-123", or
// "old-token-123", which is rotated), `page_size`.
#pragma once
#include <string>
#include <vector>

#include "core/sdk/connector.hpp"

namespace sample {

extern const char* const schema;
extern const mu_message* const messages;

struct Row {
  std::string key, json, updated;  // an empty json: an unreadable row
};

class Sample : public musubi::Connector {
 public:
  Sample(musubi::Host host, std::string_view config);
  void check() override;
  std::string discover() override;
  void read(std::string_view stream, std::string_view state) override;
  musubi::Answer receive(const musubi::Request& request) override;
  void fetch(std::string_view stream, std::span<const std::string_view> keys) override;

 protected:
  virtual std::string token() const;
  virtual void log_in();
  /// Whether a read from `since` sends the row.
  virtual bool newer(const Row& r, const std::string& since) const;
  virtual void send(std::string_view stream, const Row& r, int64_t row);
  virtual void close_page(std::string_view stream);
  virtual void fetch_one(std::string_view stream, std::string_view key);
  /// The state after the row with this cursor.
  static std::string state_after(const std::string& updated);

  musubi::Host host_;
  std::string endpoint_;
  int page_size_ = 2;
  std::string last_;  // the cursor of the last row sent
};

}  // namespace sample

/// Exports `type` under the file's name.
#define SAMPLE_EXPORT(type, name)                                                          \
  extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {                        \
    return musubi::connector_table<type>(name, "1.0.0", sample::schema, sample::messages); \
  }
