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

/// One finding of doctor: told at once, or kept for --json.
class Findings {
 public:
  explicit Findings(const Context& context) : context_(context) {}
  void add(const char* ja, const char* en, const std::string& more, const std::optional<Message>& failure = {}) {
    bad_ += failure.has_value();
    json_ += fmt::format("{}{{\"what\": {}, \"name\": {}, \"good\": {}, \"failure\": {}}}", json_.empty() ? "" : ", ", json_text(en), json_text(more), !failure,
                         failure ? json_text(render(*failure, context_.lang)) : "null");
    if (context_.json) return;
    fmt::print("{} {}  {}\n", failure ? "✗" : "✓", context_.say(ja, en), more);
    if (failure) print_failure(context_, *failure);
  }
  int finish() {
    if (context_.json) fmt::print("{{\"findings\": [{}]}}\n", json_);
    return bad_ ? 1 : 0;
  }

 private:
  const Context& context_;
  std::string json_;
  int bad_ = 0;
};

/// A URL that may be shown to others.
std::string without_password(std::string url) {
  size_t begin = url.find("//"), at = url.find('@');
  size_t colon = begin == std::string::npos ? begin : url.find(':', begin);
  if (at != std::string::npos && colon < at) url.replace(colon, at - colon, ":…");
  return url;
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
  Findings findings(context);
  Configuration configuration = configured(context);
  findings.add("設定", "configuration", configuration.directory.string());
  Rules rules = load_rules(configuration);
  findings.add("項目対応", "mappings", fmt::to_string(rules.mappings.size()));
  context.interrupt = Interrupt::gently;
  Hub hub = open_hub(std::move(configuration));
  findings.add("データベース", "database", without_password(hub.store.url()));
  Session session = hub.store.begin();
  Session::Answer answer = counts(session);
  for (size_t i = 0; i < answer.columns.size() && !context.json; ++i) fmt::print("    {} {}\n", answer.columns[i], answer.rows[0][i].value_or(""));
  for (const ConnectionSettings& c : hub.configuration.connections) {
    std::optional<Message> failure;
    try {
      hub.plugins.open(c, {1, {}, {}}).check();
    } catch (const Error& e) {
      failure = e.message();
    }
    findings.add("接続", "connection", c.name, failure);
  }
  return findings.finish();
}

}  // namespace musubi
