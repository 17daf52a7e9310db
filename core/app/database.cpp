// musubi db url | migrate | psql, and doctor.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

/// Ctrl-C belongs to psql while it runs.
int psql(Context& context, const Store& store, const std::vector<std::string>& arguments) {
  context.interrupt = Interrupt::never;
  std::vector<std::string> words = {"psql", store.url()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  for (std::string& w : words) argv.push_back(w.data());
  argv.push_back(nullptr);
  pid_t child = fork();
  if (child == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    signal(SIGPIPE, SIG_DFL);
    execvp("psql", argv.data());
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) throw Error("app.no_psql");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

void line(const Context& context, bool good, const char* ja, const char* en, const std::string& more) {
  fmt::print("{} {}  {}\n", good ? "✓" : "✗", context.say(ja, en), more);
}

}  // namespace

int run_db(Context& context, const std::string& what, const std::vector<std::string>& arguments) {
  Configuration configuration = configured(context);
  context.interrupt = Interrupt::gently;
  Store store = Store::open(configuration.hub.database_url, configuration.hub.data.string());
  if (what == "psql") return psql(context, store, arguments);
  if (what == "url") fmt::print("{}\n", store.url());
  else fmt::print("{}\n", context.say("データベースは最新の形です。", "The database is up to date."));
  return 0;
}

int run_doctor(Context& context) {
  Configuration configuration = configured(context);
  line(context, true, "設定", "configuration", configuration.directory.string());
  Rules rules = load_rules(configuration);
  line(context, true, "項目対応", "mappings", fmt::to_string(rules.mappings.size()));
  context.interrupt = Interrupt::gently;
  Hub hub = open_hub(std::move(configuration));
  line(context, true, "データベース", "database", hub.store.url());
  Session session = hub.store.begin();
  Session::Answer answer = counts(session);
  for (size_t i = 0; i < answer.columns.size(); ++i) fmt::print("    {} {}\n", answer.columns[i], answer.rows[0][i].value_or(""));
  int bad = 0;
  for (const ConnectionSettings& c : hub.configuration.connections) {
    try {
      hub.plugins.open(c, {1, {}, {}}).check();
      line(context, true, "接続", "connection", c.name);
    } catch (const Error& e) {
      ++bad;
      line(context, false, "接続", "connection", c.name);
      print_failure(context, e.message());
    }
  }
  return bad ? 1 : 0;
}

}  // namespace musubi
