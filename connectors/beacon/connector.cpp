// Beacons: what visitors who consented do on the company's pages becomes records, each event once.
#include "core/sdk/connector.hpp"

#include <algorithm>
#include <ctime>
#include <nlohmann/json.hpp>

#include "config_schema.hpp"
#include "connectors/beacon/login.hpp"
#include "connectors/beacon/messages.hpp"
#include "connectors/beacon/script.hpp"
#include "connectors/beacon/withdrawals.hpp"
#include "core/sdk/key.hpp"
#include "core/sdk/origin.hpp"
#include "core/sdk/tally.hpp"

namespace musubi::beacon {
namespace {

using Json = nlohmann::ordered_json;

std::string utc_now() {
  std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  char out[32];
  return {out, std::strftime(out, sizeof out, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

class Beacon final : public Connector {
 public:
  Beacon(Host host, std::string_view config) : host_(host), settings_(read_settings(host, config)), script_(script(settings_)) {}

  void check() override {}

  std::string discover() override {
    Json streams = Json::array();
    for (const char* name : {"events", "logins", "visitors"}) streams.push_back({{"name", name}, {"key", Json::array()}, {"schema", {{"type", "object"}}}});
    return Json{{"streams", streams}}.dump();
  }

  Answer receive(const Request& request) override {
    if (request.method == "GET") return give(request);
    if (request.method != "POST" && request.method != "OPTIONS") return refusal(request, 405, "wrong_method");
    std::string_view origin = request.header("Origin");
    if (origin.empty()) return refusal(request, 403, "no_origin");
    if (!is_ours(origin)) return refusal(request, 403, "other_origin");
    if (request.method == "OPTIONS")
      return allowed(request, preflight("Content-Type"));
    if (request.body.size() > settings_.body_limit) return refusal(request, 413, "too_large");
    if (is_robot(request.header("User-Agent"))) {
      robots_.add(host_, "robots");
      return refusal(request, 403, "robot");
    }
    Event event = read_event(request.body);
    if (event.problem) return refusal(request, event.problem == std::string_view("no_consent") ? 403 : 400, event.problem, event.problem_args);
    if (event.kind != Kind::withdrawal && withdrawals_.has(event.visitor)) return refusal(request, 403, "withdrawn");
    if (event.kind == Kind::login)
      if (const char* wrong = check_login(event, settings_.secrets, settings_.tolerance, std::chrono::system_clock::now())) return refusal(request, 403, wrong);
    if (!event.lost.empty()) shortened_.add(host_, "shortened", {{"reason", event.lost.front()}});
    land(event);
    return allowed(request, json(202, {{"received", true}}));
  }

 private:
  void land(const Event& event) {
    bool over = event.kind == Kind::withdrawal;
    // A withdrawal is the last word, whatever comes late, also after a restart: who consents again is another visitor.
    const Place when{0, "", over ? "9999-12-31T00:00:00Z" : utc_now()};
    host_.record("visitors", event.visitor, Json{{"visitor", event.visitor}, {"consent", over ? "no" : "yes"}}.dump(), when);
    if (event.kind == Kind::event) host_.record("events", event.id, event.json);
    if (event.kind == Kind::login)
      host_.record("logins", joined_key({event.visitor, event.member}), Json{{"visitor", event.visitor}, {"member", event.member}}.dump());
    if (over) withdrawals_.add(event.visitor);
  }

  bool is_ours(std::string_view origin) const { return is_origin_of(settings_.origins, origin); }

  Answer give(const Request& request) {
    std::string_view path = request.target.substr(0, request.target.find('?'));
    if (path != "/script.js") return refusal(request, 404, "no_page");
    return {200, {{"Content-Type", "application/javascript; charset=utf-8"}, {"Cache-Control", "public, max-age=3600"}, {"Cross-Origin-Resource-Policy", "cross-origin"}}, script_};
  }

  static Answer json(int32_t status, const Json& body) { return {status, {{"Content-Type", "application/json; charset=utf-8"}}, body.dump() + "\n"}; }

  Answer allowed(const Request& request, Answer answer) const {
    if (is_ours(request.header("Origin"))) answer.headers.emplace_back("Access-Control-Allow-Credentials", "true");
    return readable_by(settings_.origins, request, std::move(answer));
  }

  Answer refusal(const Request& request, int32_t status, const char* id, Pairs args = {}) {
    if (std::string_view(id) != "robot") refused_.add(host_, "refused", {{"reason", id}});
    args.emplace_back("tolerance", std::to_string(settings_.tolerance.count()));
    args.emplace_back("limit", std::to_string(settings_.body_limit));
    const mu_message* m = messages;
    while (m->id && std::string_view(id) != m->id) ++m;
    return allowed(request, json(status, {{"error", {{"id", std::string("beacon.") + id}, {"ja", sdk::filled(m->ja, args)}, {"en", sdk::filled(m->en, args)}}}}));
  }

  Host host_;
  Settings settings_;
  std::string script_;
  Withdrawals withdrawals_{host_, std::chrono::days(settings_.cookie_days + 1)};
  Tally refused_, robots_, shortened_;
};

}  // namespace
}  // namespace musubi::beacon

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<musubi::beacon::Beacon>("beacon", "1.0.0", config_schema, musubi::beacon::messages);
}
