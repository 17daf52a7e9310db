// musubi connection login: a person's first consent. Prints the address to open, and waits for the browser to come back to this
// machine, or for the address it was sent to, pasted, as where the browser is another machine's (SSH).
#include <fmt/format.h>

#include <cstdio>
#include <nlohmann/json.hpp>

#include "core/app/command.hpp"
#include "core/app/print.hpp"
#include "core/app/privacy.hpp"
#include "core/app/redirect.hpp"
#include "core/flow/secrets.hpp"

namespace musubi {
namespace {

struct Consent {
  std::string open, redirect;
};

/// Takes what a login's stream gives (docs/connector-spec.md).
class Keep final : public Sink {
 public:
  explicit Keep(std::function<void(std::string_view, std::string_view)> keep_secret) : keep_secret_(std::move(keep_secret)) {}
  void record(RawRecord record) override {
    auto json = nlohmann::json::parse(record.json, nullptr, false);
    if (json.is_object()) consent = {json.value("open", ""), json.value("redirect", "")};
  }
  void checkpoint(const std::string&, std::string_view next) override { state = next; }
  void unreadable(RawRecord, const Message&) override {}
  void keep_secret(std::string_view name, std::string_view value) override { keep_secret_(name, value); }
  Consent consent;
  std::string state;

 private:
  std::function<void(std::string_view, std::string_view)> keep_secret_;
};

constexpr const char* stream = "$login";

std::string with_answer(const std::string& state, const std::string& returned) {
  auto json = nlohmann::json::parse(state, nullptr, false);
  if (!json.is_object()) json = nlohmann::json::object();
  json["returned"] = returned;
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string closing_page(const Context& context) {
  return fmt::format("<!DOCTYPE html><html lang=\"{}\"><meta charset=\"utf-8\"><title>Musubi</title><p>{}</p></html>\n", context.lang == Lang::ja ? "ja" : "en",
                     context.say("Musubi に戻ってください。このページは閉じてかまいません。", "Go back to Musubi. This page may be closed."));
}

void print_where(const Context& context, const Consent& consent, bool listening) {
  if (context.json) {
    fmt::print("{{\"open\": {}, \"redirect\": {}, \"listening\": {}}}\n", json_text(consent.open), json_text(consent.redirect), listening);
  } else {
    fmt::print("{}\n\n  {}\n\n", context.say("次のアドレスをブラウザーで開き、許可してください。", "Open this address in a browser and give your consent:"), consent.open);
    fmt::print("{}\n", listening ? context.say("許可されるのを待っています。ブラウザーが別の機械にあるとき(SSH など)は、最後に表示されたアドレスをここに貼り付けてください。",
                                              "Waiting for it. If the browser is on another machine (over SSH), paste here the address it ends at.")
                                  : context.say("許可したら、ブラウザーに最後に表示されたアドレスをここに貼り付けてください。", "Then paste here the address the browser ends at."));
  }
  std::fflush(stdout);
}

}  // namespace

int run_connection_login(Context& context, const std::string& name) {
  Hub hub = opened(context);
  const ConnectionSettings& settings = connection_named(hub.configuration, name);
  if (!nlohmann::json::parse(hub.plugins.describe(settings.connector).config_schema)["properties"].contains("consent"))
    throw Error("app.no_login", {{"connection", name}, {"connector", settings.connector}});
  LentSecrets secrets(hub, settings, *context.clock);
  Source source = secrets.open(hub.plugins, {1, {}, {}});
  Keep keep(secrets.keeper());
  if (!source.read(stream, "", keep, context.stop)) return 1;
  RedirectPort port(keep.consent.redirect);
  print_where(context, keep.consent, port.open());
  auto returned = port.wait(closing_page(context), context.stop);
  if (!returned || !source.read(stream, with_answer(keep.state, *returned), keep, context.stop)) return 1;
  if (context.json) fmt::print("{{\"connection\": {}, \"logged_in\": true}}\n", json_text(name));
  else
    fmt::print(fmt::runtime(context.say("接続「{0}」にログインしました。次は musubi check {0} です。\n", "Connection “{0}” is logged in. Next: musubi check {0}\n")), name);
  return 0;
}

}  // namespace musubi
