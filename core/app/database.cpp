// musubi db url | migrate | psql | reader | drop-reader.
#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "core/app/audited.hpp"
#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/store/login.hpp"
#include "core/store/reader_zone.hpp"

namespace musubi {
namespace {

/// Ctrl-C belongs to psql while it runs.
int psql(Context& context, const Store& opened, const std::vector<std::string>& arguments) {
  context.interrupt = Interrupt::never;
  store::Login login = store::login_of(opened.url());
  std::vector<std::string> words = {"psql", login.address};
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
    if (!login.password.empty()) setenv("PGPASSWORD", login.password.c_str(), 1);
    execvp("psql", argv.data());
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 127) throw Error("app.no_psql");
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

/// The password is shown here once and kept nowhere.
int add_reader(const Context& context, const Configuration& configuration, Store& store, const std::string& name) {
  Session session = store.begin();
  std::string password = session.add_reader(name);
  show_times_in(session, name, configuration.hub.zone);
  session.commit();
  const ReaderSettings& readers = configuration.hub.readers;
  if (context.json) {
    fmt::print("{{\"user\": {}, \"password\": {}, \"host\": {}, \"port\": {}, \"database\": \"musubi\"}}\n", json_text(name), json_text(password), json_text(readers.address), readers.port);
    return 0;
  }
  fmt::print("{} {}\n{} {}\n", context.say("利用者:", "user:"), name, context.say("パスワード（表示はこの1回だけ）:", "password (shown this once):"), password);
  if (!configuration.hub.database_url.value().empty()) return 0;
  if (readers.address.empty())
    fmt::print("{}\n", context.say("Excel などからつなぐには、musubi.yaml に database: {readers: {address: 127.0.0.1, port: 5433}} と書き、動いている musubi をすべて終えてから起動し直してください。",
                                   "For Excel and others write database: {readers: {address: 127.0.0.1, port: 5433}} in musubi.yaml, end every running musubi, and start again."));
  else
    fmt::print("{} postgresql://{}@{}:{}/musubi\n", context.say("接続先:", "connect to:"), name, readers.address, readers.port);
  fmt::print("{}\n", context.say("読めるのは api（英語名）と api_ja（日本語名）だけです。例: select * from api_ja.\"顧客\";", "Readable are the schemas api and api_ja alone, for instance: select * from api.customer;"));
  return 0;
}

int drop_reader(const Context& context, Store& store, const std::string& name) {
  Session session = store.begin();
  session.drop_reader(name);
  session.commit();
  if (!context.json) fmt::print("{}\n", context.say("読み取り用の利用者を消しました。", "The reader is gone."));
  return 0;
}

}  // namespace

int run_db(Context& context, const std::string& what, const std::vector<std::string>& arguments) {
  Configuration configuration = configured(context);
  context.interrupt = Interrupt::gently;
  Store store = Store::open(configuration.hub.database_url.value(), configuration.hub.data.string(), configuration.hub.readers);
  context.server_log = store.server_log();
  if (what.ends_with("reader")) {
    if (arguments.size() != 1) throw Error("app.want_reader_name");
    return what == "reader" ? add_reader(context, configuration, store, arguments[0]) : drop_reader(context, store, arguments[0]);
  }
  if (what == "psql") {
    keep_everybody(store, reading(context, configuration.hub.audit, "db psql"));
    return psql(context, store, arguments);
  }
  if (what == "url") fmt::print("{}\n", store.url());
  else fmt::print("{}\n", context.say("データベースは最新の形です。", "The database is up to date."));
  return 0;
}

}  // namespace musubi
