#include "core/flow/publishing.hpp"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "core/flow/careful.hpp"
#include "core/flow/chunk_size.hpp"
#include "core/flow/write_chunk.hpp"
#include "core/store/hub_watch.hpp"
#include "core/store/pending.hpp"
#include "core/store/published_rules.hpp"

namespace musubi {
namespace {

class Publishing {
 public:
  Publishing(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions, Arrivals* arrivals)
      : hub_(hub), request_(request), clock_(clock), transactions_(transactions), arrivals_(arrivals), size_(request.chunk_size) {}

  void run() {
    while (publish_chunk()) {
    }
  }

  void run_beside() {
    for (;;) {
      const Arrivals::Next next = arrivals_->wait();
      if (next == Arrivals::Next::nothing) return;
      if (publish_chunk()) continue;
      if (next == Arrivals::Next::rest || request_.stop.stop_requested()) return;
      arrivals_->none_left();
    }
  }

 private:
  bool publish_chunk() {
    auto attempt = [this](size_t most, const std::optional<Culprit>& culprit, std::vector<Pending>& tried) { publish(most, culprit, tried); };
    return publish_carefully(size_.next(), attempt, [this] { return request_.stop.stop_requested(); });
  }

  void publish(size_t most, const std::optional<Culprit>& culprit, std::vector<Pending>& tried) {
    Session& session = transactions_.open();
    session.lock_publishing();
    auto begin = std::chrono::steady_clock::now();
    ChunkSize::Seconds aim = !request_.dry_run && hub_announced(session) ? ChunkSize::beside_posts : ChunkSize::alone;
    if ((!arrivals_ || arrivals_->ended()) && (total_ < done_ || total_ == 0)) total_ = done_ + session.pending_count();
    tried = arrivals_ && !arrivals_->ended() ? pending_but_of(session, arrivals_->kept_for_the_end(), most) : session.pending(most, "");
    if (tried.empty()) return transactions_.finish();
    mark(tried, culprit);
    if (!request_.dry_run) say_by_which_rules(session, tried);
    Derived derived = write_chunk(session, hub_.rules, tried, request_.threads, clock_);
    transactions_.finish();
    size_.took(tried.size(), std::chrono::steady_clock::now() - begin, aim);
    tell(std::move(derived), tried);
  }

  /// Another command may have read changed files since: what is published by those of before is to be followed up.
  void say_by_which_rules(Session& session, const std::vector<Pending>& chunk) {
    std::set<std::string> connections;
    for (const Pending& p : chunk) connections.insert(p.record.id.connection);
    for (const ConnectionSettings& settings : hub_.configuration.connections) {
      if (!connections.contains(settings.name)) continue;
      std::string& digest = digests_[settings.name];
      if (digest.empty()) digest = rules_digest(hub_.configuration, settings, hub_.rules.model_number);
      published_by(session, settings.name, digest);
    }
  }

  void tell(Derived derived, const std::vector<Pending>& published) {
    if (request_.dry_run && request_.on_changes) {
      derived.changes = {};
      request_.on_changes(derived);
    }
    if (arrivals_) arrivals_->published(int64_t(published.size()));
    if (arrivals_ && !arrivals_->ended()) return;
    done_ += int64_t(published.size());
    const RecordKey& first = published[0].record.id;
    if (request_.on_progress) request_.on_progress("publish", {first.connection, first.stream}, int64_t(published.size()), std::max(total_, done_));
  }

  Hub& hub_;
  const SyncRequest& request_;
  const Clock& clock_;
  Transactions& transactions_;
  Arrivals* arrivals_;  // null where nothing lands beside
  ChunkSize size_;
  std::map<std::string, std::string> digests_;  // of the rules that this hub publishes by, by connection
  int64_t done_ = 0, total_ = 0;
};

}  // namespace

void publish_pending(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions) {
  Publishing(hub, request, clock, transactions, nullptr).run();
}

void publish_arriving(Hub& hub, const SyncRequest& request, const Clock& clock, Transactions& transactions, Arrivals& arrivals) {
  Publishing(hub, request, clock, transactions, &arrivals).run_beside();
}

}  // namespace musubi
