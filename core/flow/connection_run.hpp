// One run of one connection: its streams read and landed one after the other, a broken one by itself.
#pragma once
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/flow/arrivals.hpp"
#include "core/flow/landing.hpp"
#include "core/flow/secrets.hpp"
#include "core/flow/sync.hpp"

namespace musubi {

/// Used by one thread at a time. What it is given must outlive it.
class ConnectionRun {
 public:
  /// `arrivals` is told of what lands, but for lists whose absences count: those are published when they are whole.
  ConnectionRun(Hub& hub, const SyncRequest& request, const Clock& clock, std::shared_ptr<Transactions> transactions, const ConnectionSettings& settings, Arrivals& arrivals);
  /// Reads the streams in the catalogue's order. Failures stand in the report: a stream's own end that stream alone; where two
  /// streams one after the other are not let in or get no answer, the source is asked too often, or the database refuses, the
  /// connection ends, and a note names the streams that were not read.
  void pull();
  /// Ends the run and answers with its report. Call when what has landed has been published.
  ConnectionReport end();

 private:
  std::vector<Source::Stream> catalogue_of(Source& source);
  std::vector<Source::Stream> streams_of(Source& source);
  void pull_streams(Source& source, std::vector<Source::Stream> streams);
  void note_unread(const std::vector<Source::Stream>& streams);
  void forget_others(const std::vector<Source::Stream>& streams);
  void pull_stream(Source& source, const Source::Stream& stream);
  bool complete(const std::string& stream) const;
  bool stated_complete(const std::string& stream) const;
  void heed_doubt(const StreamName& name);
  void say_what_is_missing(const StreamName& name, const Landing& landing, bool whole);
  void note(const char* id, const StreamName& name);
  bool read_into(Source& source, const Source::Stream& stream, const std::string& state);
  bool has_news(Source& source, const StreamName& name, const std::string& state);
  void add_untouched(const std::string& stream);

  Hub& hub_;
  const SyncRequest& request_;
  const Clock& clock_;
  std::shared_ptr<Transactions> held_;
  Transactions& transactions_;
  const ConnectionSettings& settings_;
  Arrivals& arrivals_;
  std::optional<LentSecrets> secrets_;  // once it has been opened
  ConnectionReport report_;
  std::optional<Message> no_catalogue_;
  std::optional<Message> doubt_;  // whether the read at hand was of all there is
  std::vector<std::string> read_;
  std::set<std::string> replaced_;  // streams whose records are delivered under new keys
  std::set<std::string> resuming_;  // streams with a cursor
};

}  // namespace musubi
