// musubi up: the hub, until it is stopped.
#include <fmt/format.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "core/app/doctor.hpp"
#include "core/app/print.hpp"
#include "core/app/running.hpp"
#include "core/flow/alerts.hpp"
#include "core/flow/follow_rules.hpp"
#include "core/flow/worker.hpp"
#include "core/serve/http_server.hpp"
#include "core/serve/service.hpp"
#include "core/store/file_lock.hpp"
#include "core/store/hub_watch.hpp"
#include "core/store/tokens.hpp"

namespace musubi {
namespace {

/// One hub on a data directory, however it ends.
store::FileLock only_hub(const std::filesystem::path& data) {
  std::error_code none;
  std::filesystem::create_directories(data, none);
  store::FileLock lock(data / "up.lock");
  if (!lock.try_lock()) throw Error("flow.already_up", {{"data", data.string()}});
  return lock;
}

Listen listening(const HubSettings& hub, const UpOptions& options) {
  Listen out;
  out.address = hub.serve.address;
  out.port = options.port ? options.port : hub.serve.port;
  out.certificate = hub.serve.certificate;
  out.key = hub.serve.key;
  out.connections = size_t(hub.serve.connections);
  out.connections_per_address = size_t(hub.serve.connections_per_address);
  out.proxies = hub.serve.proxies;
  return out;
}

/// Beyond this machine only with TLS, and with somebody who may ask.
void refuse_open_door(Hub& hub, const Listen& listen) {
  if (is_loopback(listen.address)) return;
  if (listen.certificate.empty()) throw Error("app.no_tls", {{"address", listen.address}});
  Session session = hub.store.begin();
  for (const ApiToken& token : tokens(session))
    if (!token.revoked) return;
  throw Error("app.no_token_yet", {{"address", listen.address}});
}

/// What the hub says while it runs: one line each, with the time.
class Diary {
 public:
  explicit Diary(const Context& context) : context_(context) {}
  void say(const std::string& line) {
    std::lock_guard lock(mutex_);
    fmt::print("{}  {}\n", format_local(context_.clock->now(), context_.zone), line);
    std::fflush(stdout);
  }
  void trouble(const Message& message) { say("⚠ " + render(message, context_.lang)); }
  void ran(const ConnectionReport& report) {
    for (const RunStream& s : report.streams)
      if (s.read || s.deleted)
        say(fmt::format(fmt::runtime(context_.say("{}.{}: 読込 {} = 新規 {} + 変更 {} + 変更なし {} + 保留 {}", "{}.{}: read {} = new {} + changed {} + unchanged {} + quarantined {}")),
                        s.connection, s.stream, s.read, s.fresh, s.changed, s.unchanged, s.quarantined));
  }

 private:
  const Context& context_;
  std::mutex mutex_;
};

/// Those that nothing runs, as they have no schedule and nothing is meant to be posted to them: "accounting ec".
std::string idle(const Hub& hub, const std::vector<Scheduled>& plan, const Inbox& inbox) {
  std::set<std::string> going(inbox.connections().begin(), inbox.connections().end());
  for (const Scheduled& one : plan) going.insert(one.connection);
  for (const auto& [name, why] : inbox.broken()) going.insert(name);
  std::string out;
  for (const ConnectionSettings& c : hub.configuration.connections)
    if (!going.contains(c.name)) out += (out.empty() ? "" : " ") + c.name;
  return out;
}

/// Connections that cannot receive, each with an alert until it can again.
void tell_broken(Hub& hub, const Inbox& inbox, const Clock& clock, const std::function<void(const Message&)>& trouble) {
  Session session = hub.store.begin();
  for (const Alert& open : open_alerts(session))
    if (open.kind == "inbox" && !inbox.broken().contains(open.connection)) resolve_alert(session, open.connection, "inbox", clock.now());
  for (const auto& [connection, why] : inbox.broken()) {
    raise_alert(session, {0, connection, "inbox", {}, why, clock.now(), {}, {}});
    trouble(why);
  }
  session.commit();
}

/// Connections that are configured no more: nobody waits for their runs, and their records stay.
void tell_gone(Hub& hub, const Clock& clock, Diary& diary) {
  Session session = hub.store.begin();
  for (const Alert& open : open_alerts(session))
    if (open.kind != "notice" && !hub.configuration.find(open.connection)) resolve_alert(session, open.connection, open.kind, clock.now());
  for (const Message& gone : gone_connections(session, hub.configuration)) diary.trouble(gone);
  session.commit();
}

/// Whether people can fill in a page at /form/NAME: a form that has fields.
bool has_page(const Hub& hub, const std::string& name) {
  const ConnectionSettings& settings = connection_named(hub.configuration, name);
  auto json = nlohmann::json::parse(settings.config_json, nullptr, false);
  return settings.connector == "form" && json.is_object() && !json.value("fields", nlohmann::json::array()).empty();
}

void print_plan(const Context& context, const Listen& listen, const HttpServer& server, const std::vector<Scheduled>& plan, const Inbox& inbox, const Hub& hub) {
  std::string base = fmt::format("{}://{}:{}", listen.certificate.empty() ? "http" : "https", listen.address, server.port());
  fmt::print("{} {}\n", context.say("結びが動いています:", "Musubi is up:"), base);
  for (const Scheduled& one : plan)
    fmt::print("  {}  {} {}\n", one.connection, context.say("次の予定", "next planned"), format_local(one.schedule.next(context.clock->now()), context.zone));
  if (std::string names = idle(hub, plan, inbox); !names.empty())
    fmt::print("  {}  {}\n", names, context.say("予定なし（schedule: 毎日 06:00 のように書くと、予定どおりに取り込みます）", "not planned (with a line like schedule: daily 06:00 it runs by itself)"));
  for (const std::string& name : inbox.connections()) {
    std::string page = has_page(hub, name) ? fmt::format("{} {}/form/{}  ", context.say("入力ページ", "page"), base, name) : "";
    fmt::print("  {}  {}{} POST {}/in/{}\n", name, page, context.say("受け取り口", "inbox"), base, name);
  }
  fmt::print("  API  {}/api/openapi.json\n{}\n", base, context.say("止めるには Ctrl-C", "Stop with Ctrl-C"));
  std::fflush(stdout);
}

}  // namespace

int run_up(Context& context, const UpOptions& options) {
  Configuration configuration = configured(context);
  std::vector<Scheduled> plan = scheduled(configuration);
  configuration.hub.smtp.password.value();  // a hub that could not mail its alerts does not start
  store::FileLock lock = only_hub(configuration.hub.data);
  context.interrupt = Interrupt::gently;
  Hub hub = open_hub(std::move(configuration));
  Listen listen = listening(hub.configuration.hub, options);
  refuse_open_door(hub, listen);
  const std::optional<Message> doubt = forget_old(hub, *context.clock);
  Inbox inbox(hub, *context.clock);
  Diary diary(context);
  WorkerNews news{[&](const Message& m) { diary.trouble(m); }, [&](const ConnectionReport& r) { diary.ran(r); }};
  if (doubt) news.trouble(*doubt);
  Service service(hub, inbox, *context.clock, news.trouble);
  HttpServer server(
      listen, [&](const HttpRequest& request) { return service.answer(request); }, [&](const HttpRequest& head) { return service.refusal(head); });
  tell_broken(hub, inbox, *context.clock, news.trouble);
  tell_gone(hub, *context.clock, diary);
  Session announcing = hub.store.begin();
  announce_hub(announcing);
  announcing.commit();
  print_plan(context, listen, server, plan, inbox, hub);

  std::stop_source drained;  // posts that were answered are published before the hub goes
  std::jthread publisher([&] {
    if (!follow_all_rules(hub, *context.clock, drained.get_token(), news.trouble)) return;
    std::jthread rest([&] {
      publish_rest(hub, *context.clock, context.stop, news.trouble);
      follow_days(hub, *context.clock, context.stop, news.trouble);
    });
    inbox.publish_posts(drained.get_token(), news.trouble);
  });
  {
    std::jthread scheduler([&] { run_scheduled(hub, plan, 2, *context.clock, context.stop, news); });
    std::jthread fetcher([&] { inbox.fetch_marked(context.stop, news.trouble); });
    std::jthread mailer([&] { mail_alerts(hub, *context.clock, context.stop, news.trouble); });
    server.run(context.stop);
  }
  drained.request_stop();
  publisher.join();
  diary.say(context.say("止まりました。", "Stopped."));
  return 0;
}

}  // namespace musubi
