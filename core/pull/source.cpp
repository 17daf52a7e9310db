#include "core/pull/source.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

#include "core/pull/catalogue.hpp"
#include "core/sdk/host.hpp"

namespace musubi {
namespace {

constexpr int kFailures = 20;  // times the tries: more in one read are too many, wherever it has come to

/// True if the whole time passed, false if stopped before.
bool wait(std::chrono::milliseconds time, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any bell;
  std::unique_lock lock(mutex);
  bell.wait_for(lock, stop, time, [] { return false; });
  return !stop.stop_requested();
}

std::string_view id_of(int32_t result, int tries) {
  switch (result) {
    case MU_CONFIG:
      return "pull.config";
    case MU_AUTH:
      return "pull.auth";
    case MU_RATE:
      return "pull.rate";
    case MU_TRANSIENT:
      return tries == 0 ? "pull.away" : "pull.transient";
    case MU_DATA:
      return "pull.data";
    default:
      return "pull.bug";
  }
}

}  // namespace

Source::Impl::Impl(mu_connector connector, ConnectionSettings settings, RetryPolicy retry, Log log)
    : table(connector),
      connection(std::move(settings)),
      policy(retry),
      host(connection, table.messages, std::move(log)) {
  const std::string config = connection.config_json.empty() ? "{}" : connection.config_json;
  instance = table.open(host.table(), sdk::text(config));
  if (!instance) judge(host.sentence().id.empty() ? MU_BUG : MU_CONFIG, "", 1);
}

Source::Impl::~Impl() {
  if (instance) table.close(instance);
}

void Source::Impl::judge(int32_t result, std::string_view stream, int tries) const {
  if (host.thrown()) std::rethrow_exception(host.thrown());
  if (result == MU_OK) return;
  Sentence said = host.sentence();
  if (said.en.empty()) {
    result = MU_BUG;  // a failure without a sentence helps nobody: rule 14
    said = {"理由は伝えられていません。", "It gave no reason.", ""};
  }
  std::string where = connection.name + (stream.empty() ? "" : ".") + std::string(stream);
  throw Error(std::string(id_of(result, tries)), with_sentence({{"connection", connection.name},
                                                         {"where", where},
                                                         {"connector", table.name},
                                                         {"tries", std::to_string(std::max(tries, 1))}},
                                                        std::move(said)));
}

Source::Impl::Next Source::Impl::after_try(int32_t result, Reading& reading, int& tries) {
  if (host.thrown()) judge(result, reading.stream, tries);
  if (reading.enough) return Next::done;
  if (reading.stop.stop_requested()) return Next::stopped;
  if (result == MU_OK) {
    if (reading.pending) reading.sink->checkpoint(reading.stream, reading.state);
    return Next::done;
  }
  // A checkpoint with a state at which a try has failed already has brought nothing.
  if (reading.failed_at.insert(reading.state).second) {
    tries = 1;
    reading.failing_since = std::chrono::steady_clock::now();
  }
  auto pause = policy.first * (int64_t{1} << std::min(tries - 1, 30));
  pause = std::max(std::min<std::chrono::milliseconds>(pause, policy.longest), host.retry_after());
  if (!tries_again(result, reading, tries, pause)) judge(result, reading.stream, tries);
  ++tries;
  if (!wait(pause, reading.stop)) return Next::stopped;
  if (reading.pending) reading.sink->rewind(reading.stream);
  reading.pending = false;
  return Next::again;
}

bool Source::Impl::tries_again(int32_t result, Reading& reading, int tries, std::chrono::milliseconds pause) const {
  if ((result != MU_RATE && result != MU_TRANSIENT) || ++reading.failures > kFailures * policy.tries) return false;
  if (tries < policy.tries) return true;
  return (met || result == MU_RATE) && std::chrono::steady_clock::now() + pause < reading.failing_since + policy.patience;
}

Source::Source(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Source::Source(Source&&) noexcept = default;
Source::~Source() = default;

void Source::check() {
  impl_->host.forget();
  impl_->judge(impl_->table.check(impl_->instance), "", 0);
}

std::string Source::discover(std::stop_token stop) {
  std::string catalogue;
  impl_->host.forget();
  impl_->host.heed(stop);
  int32_t result = impl_->table.discover(impl_->instance, sdk::append, &catalogue);
  if (result == MU_STOPPED && stop.stop_requested()) return "";
  impl_->judge(result, "", 0);
  return catalogue;
}

std::vector<Source::Stream> Source::streams(std::stop_token stop) {
  std::vector<Stream> out;
  std::string text = discover(stop);
  if (text.empty() && stop.stop_requested()) return out;
  auto catalogue = read_catalogue(text);
  if (!catalogue)
    throw Error("pull.bad_catalogue",
                {{"connection", impl_->connection.name}, {"connector", impl_->table.name}});
  for (CatalogueStream& one : *catalogue) out.push_back(std::move(one.stream));
  return out;
}

bool Source::read(const std::string& stream, std::string_view state, Sink& sink, std::stop_token stop,
                  size_t max_records) {
  if (!impl_->table.read)
    throw Error("pull.reads_nothing",
                {{"connection", impl_->connection.name}, {"connector", impl_->table.name}});
  Reading reading{stream, std::string(state), &sink, std::move(stop), max_records};
  Lending lending(impl_->host, reading);
  for (int tries = 1;;) {
    impl_->host.forget();
    std::string from = reading.state;
    int32_t result = impl_->table.read(impl_->instance, sdk::text(stream), sdk::text(from));
    impl_->met = impl_->met || result == MU_OK || reading.records > 0;
    switch (impl_->after_try(result, reading, tries)) {
      case Impl::Next::done:
        return true;
      case Impl::Next::stopped:
        return false;
      case Impl::Next::again:
        break;
    }
  }
}

}  // namespace musubi
