#include "core/flow/follow_rules.hpp"

#include <condition_variable>
#include <mutex>

#include "core/flow/consents.hpp"
#include "core/flow/sync.hpp"
#include "core/settings/bounces.hpp"
#include "core/store/mailing.hpp"
#include "core/store/published_rules.hpp"

namespace musubi {
namespace {

void follow(Hub& hub, const ConnectionSettings& settings, Transactions& transactions) {
  Session& session = transactions.open();
  if (rules_changed(session, settings.name, rules_digest(hub.configuration, settings, hub.rules.model_number))) session.publish_again(settings.name, false);
  transactions.finish();
}

/// False where it was stopped before.
bool wait(const std::stop_token& stop, std::chrono::milliseconds length) {
  std::mutex mutex;
  std::condition_variable_any bell;
  std::unique_lock lock(mutex);
  bell.wait_for(lock, stop, length, [] { return false; });
  return !stop.stop_requested();
}

bool until_it_works(const std::stop_token& stop, const Trouble& trouble, const std::function<void()>& work) {
  while (!stop.stop_requested()) {
    try {
      work();
      return true;
    } catch (const Error& e) {
      trouble(e.message());
    } catch (const std::exception&) {
      trouble({"flow.publishing_broke", {}});
    }
    wait(stop, std::chrono::seconds(1));
  }
  return false;
}

}  // namespace

void follow_rules(Hub& hub, const std::vector<std::string>& connections, const Clock& clock, Transactions& transactions) {
  BounceSettings bounces = bounce_settings(hub.configuration.directory);
  Session& first = transactions.open();
  count_refusals(first, bounces.refusals, bounces.days);
  name_mailing_sources(first, hub.rules.mailing);
  first.publish_again(due_opt_outs(first, clock.now() + soon));
  transactions.finish();
  if (connections.empty())
    for (const ConnectionSettings& settings : hub.configuration.connections) follow(hub, settings, transactions);
  for (const std::string& name : connections) follow(hub, connection_named(hub.configuration, name), transactions);
}

bool follow_all_rules(Hub& hub, const Clock& clock, std::stop_token stop, const Trouble& trouble) {
  const std::function<void()> nothing;
  return until_it_works(stop, trouble, [&] {
    Committed committed(hub.store, nothing);
    follow_rules(hub, {}, clock, committed);
  });
}

void publish_rest(Hub& hub, const Clock& clock, std::stop_token stop, const Trouble& trouble) {
  SyncRequest request;
  request.threads = 1;
  request.stop = stop;
  until_it_works(stop, trouble, [&] { publish(hub, request, clock); });
}

void follow_days(Hub& hub, const Clock& clock, std::stop_token stop, const Trouble& trouble, std::chrono::milliseconds every) {
  while (wait(stop, every)) {
    bool any = false;
    until_it_works(stop, trouble, [&] {
      Session session = hub.store.begin();
      const std::vector<RecordKey> due = due_opt_outs(session, clock.now() + soon);
      session.publish_again(due);
      session.commit();
      any = !due.empty();
    });
    if (any) publish_rest(hub, clock, stop, trouble);
  }
}

}  // namespace musubi
