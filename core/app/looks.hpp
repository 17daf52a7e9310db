// Looking at a source without landing anything: what preview, discover and mapping suggest have in common.
#pragma once
#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/app/command.hpp"
#include "core/flow/secrets.hpp"

namespace musubi {

/// The sources of a configuration, looked at. The database stays closed, but where a source has rotated a secret, or does now.
class Looks {
 public:
  explicit Looks(Context& context);
  LentSecrets secrets(const ConnectionSettings& settings);

  Configuration configuration;
  Plugins plugins;

 private:
  Store& store();

  Context& context_;
  std::optional<Store> store_;
};

/// What `look` fails with.
std::optional<Message> failure_of(const std::function<void()>& look);

/// What a stream says first.
struct Peeked {
  std::vector<RawRecord> records;     // without what is never stored, secrets struck out
  std::vector<Message> problems;      // rows that could not be read
  std::vector<std::string> requests;  // as the connector tells of them, JSON
  std::optional<Message> failure;     // what ended the read too soon
};

/// An opened source of which a few records are read.
class PeekedSource {
 public:
  PeekedSource(Context& context, Looks& looks, LentSecrets& secrets);
  std::vector<Source::Stream> streams() { return source_.streams(); }
  /// As Source::discover().
  std::string catalogue() { return source_.discover(); }
  /// At most so many records, of at most twenty requests (a stream's pages may bring nothing). `mapping`: whose never_store counts; may be nullptr.
  Peeked read(const std::string& stream, size_t records, const Mapping* mapping);

 private:
  Heard hearing_requests();

  Context& context_;
  LentSecrets& secrets_;
  std::vector<std::string> requests_;
  std::stop_source enough_;
  Source source_;
};

/// All streams, or the one that is named. Throws Error app.no_such_stream.
std::vector<Source::Stream> chosen_streams(std::vector<Source::Stream> all, const std::string& connection, const std::string& name);

}  // namespace musubi
