#include "core/flow/publishing.hpp"

#include <algorithm>
#include <chrono>
#include <new>

#include "core/flow/chunk_size.hpp"
#include "core/flow/write_chunk.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

/// The class of the SQLSTATE that PostgreSQL refused with; "" for any other failure.
std::string refused_class(const std::exception& e) {
  const auto* error = dynamic_cast<const Error*>(&e);
  if (!error || error->message().id != "store.refused") return "";
  for (const auto& [name, value] : error->message().args)
    if (name == "state") return value.substr(0, 2);
  return "";
}

/// Whether another choice of records may do better: not where the database is gone, full, shutting down or another than expected.
bool for_a_records_sake(const std::exception& e) {
  if (dynamic_cast<const std::bad_alloc*>(&e)) return false;
  std::string refused = refused_class(e);
  if (!refused.empty()) return refused == "21" || refused == "22" || refused == "23" || refused == "54";
  const auto* error = dynamic_cast<const Error*>(&e);
  return !error || !error->message().id.starts_with("store.");
}

bool met_another_transaction(const std::exception& e) { return refused_class(e) == "40"; }

class Publishing {
 public:
  Publishing(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions)
      : hub_(hub), request_(request), clock_(clock), transactions_(transactions), size_(request.chunk_size) {}

  void run() {
    while (publish(size_.next())) {
    }
  }

 private:
  /// What is done about a record that failed alone: its last version, or none of its versions, counts.
  enum class Remedy { none, hold_version, hold_record };

  /// Publishes `most` records or finds out which of them fail. False when nothing was pending, or stopped.
  bool publish(size_t most) {
    if (request_.stop.stop_requested()) return false;
    for (int collisions = 0;; ++collisions) {
      try {
        return attempt(most, Remedy::none) > 0;
      } catch (const std::exception& e) {
        if (met_another_transaction(e) && collisions < 5) continue;
        if (tried_.empty() || !for_a_records_sake(e)) throw;
        if (tried_.size() == 1) {
          hold(e);
          return true;
        }
        break;
      }
    }
    size_t half = tried_.size() / 2, rest = tried_.size() - half;
    return publish(half) && publish(rest);
  }

  void hold(const std::exception& e) {
    const auto* error = dynamic_cast<const Error*>(&e);
    const RecordKey& record = tried_[0].record.id;
    reason_ = error ? error->message() : Message{"flow.unpublishable", {{"connection", record.connection}, {"stream", record.stream}, {"reason", e.what()}}};
    culprit_ = tried_[0].id;
    if (!tried_[0].earlier.empty()) {
      try {
        attempt(1, Remedy::hold_version);
        return;
      } catch (const std::exception& again) {
        if (tried_.empty() || !for_a_records_sake(again)) throw;
      }
    }
    attempt(1, Remedy::hold_record);
  }

  /// One transaction. Answers how many records it published.
  size_t attempt(size_t most, Remedy remedy) {
    tried_.clear();
    Session& session = transactions_.open();
    session.lock_publishing();
    auto begin = std::chrono::steady_clock::now();
    ChunkSize::Seconds aim = !request_.dry_run && hub_announced(session) ? ChunkSize::beside_posts : ChunkSize::alone;
    if (total_ < done_ || total_ == 0) total_ = done_ + session.pending_count();
    tried_ = session.pending(most, "");
    if (tried_.empty()) {
      transactions_.finish();
      return 0;
    }
    if (tried_[0].id == culprit_ && remedy != Remedy::none) {
      tried_[0].refused = reason_;
      tried_[0].refused_wholly = remedy == Remedy::hold_record;
    }
    Derived derived = write_chunk(session, hub_.rules, tried_, request_.threads, clock_);
    transactions_.finish();
    size_.took(tried_.size(), std::chrono::steady_clock::now() - begin, aim);
    tell(std::move(derived));
    return tried_.size();
  }

  void tell(Derived derived) {
    if (request_.dry_run && request_.on_changes) {
      derived.changes = {};
      request_.on_changes(derived);
    }
    done_ += int64_t(tried_.size());
    const RecordKey& first = tried_[0].record.id;
    if (request_.on_progress) request_.on_progress("publish", {first.connection, first.stream}, int64_t(tried_.size()), std::max(total_, done_));
  }

  Hub& hub_;
  const SyncRequest& request_;
  const Clock& clock_;
  Transactions& transactions_;
  ChunkSize size_;
  std::vector<Pending> tried_;  // the chunk at hand
  int64_t culprit_ = 0;         // a version that failed alone, and why
  Message reason_;
  int64_t done_ = 0, total_ = 0;
};

}  // namespace

void publish_pending(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions) {
  Publishing(hub, request, clock, transactions).run();
}

}  // namespace musubi
