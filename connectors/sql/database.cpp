#include "connectors/sql/database.hpp"

#include <soci/soci.h>

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace musubi::sql {
namespace {

/// Asks the host while the calling thread waits for the database.
class StopWatch {
 public:
  StopWatch(const Host& host, std::function<void()> interrupt)
      : thread_([this, host, interrupt = std::move(interrupt)](std::stop_token done) {
          std::mutex mutex;
          std::condition_variable_any ended;
          std::unique_lock lock(mutex);
          while (!done.stop_requested()) {
            ended.wait_for(lock, done, std::chrono::milliseconds(50), [] { return false; });
            if (done.stop_requested() || !host.stopping()) continue;
            stopped_ = true;
            return interrupt();
          }
        }) {}
  bool stopped() const { return stopped_; }

 private:
  std::atomic<bool> stopped_ = false;
  std::jthread thread_;
};

}  // namespace

Database::Database(const Host& host, const Settings& settings) : settings_(settings), host_(host) {}
Database::~Database() = default;

std::unique_ptr<Database> Database::connect(const Host& host, const Settings& settings) {
  if (settings.endpoint.system == System::sqlite) return connect_sqlite(host, settings);
  reach(host, settings);
  std::string password = host.secret("auth/password").value_or("");
  return settings.endpoint.system == System::mysql ? connect_mysql(host, settings, password)
                                                   : connect_postgresql(host, settings, password);
}

void Database::opened(std::unique_ptr<soci::session> session) {
  session_ = std::move(session);
}

std::string Database::quoted_table(const std::string& name) const {
  std::string out;
  for (size_t at = 0; at <= name.size();) {
    size_t dot = std::min(name.find('.', at), name.size());
    out += (at ? "." : "") + quoted(name.substr(at, dot - at));
    at = dot + 1;
  }
  return out;
}

void Database::watched(const std::function<void()>& body) {
  if (host_.stopping()) throw Stopped(MU_STOPPED);
  StopWatch watch(host_, [this] { interrupt(); });
  try {
    body();
  } catch (const Failure&) {
    throw;
  } catch (const Stopped&) {
    throw;
  } catch (const std::exception& e) {
    if (watch.stopped() || stopping()) throw Stopped(MU_STOPPED);
    throw failure(e);
  }
  if (watch.stopped()) throw Stopped(MU_STOPPED);
}

void Database::rows(const std::string& select, size_t columns,
                    const std::function<void(const std::vector<Text>&)>& take) {
  std::vector<std::string> values(columns);
  std::vector<soci::indicator> given(columns);
  std::vector<Text> row(columns);
  watched([&] {
    soci::statement statement(*session_);
    for (size_t i = 0; i < columns; ++i) statement.exchange(soci::into(values[i], given[i]));
    statement.alloc();
    statement.prepare(select);
    statement.define_and_bind();
    statement.execute(false);
    while (statement.fetch()) {
      for (size_t i = 0; i < columns; ++i) row[i] = given[i] == soci::i_null ? Text() : Text(values[i]);
      take(row);
    }
  });
}

std::vector<std::string> Database::names(const std::string& select) {
  std::vector<std::string> out;
  rows(select, 1, [&](const auto& row) { out.push_back(row[0].value_or("")); });
  return out;
}

Failure server_failure(int32_t code, const char* id, const Settings& settings, const std::string& said) {
  std::string line = said.substr(0, std::min<size_t>(said.find('\n'), 200));
  return Failure(code, id,
                 {{"endpoint", settings.endpoint.shown},
                  {"database", settings.endpoint.database},
                  {"user", settings.user},
                  {"timeout", std::to_string(settings.timeout)},
                  {"reason", line}});
}

}  // namespace musubi::sql
