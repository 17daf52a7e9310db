// Web forms: what a browser or a program posts becomes a record, once; posted to the hub, or to a relay that the hub asks.
#include "core/sdk/connector.hpp"
#include "core/sdk/origin.hpp"

#include <nlohmann/json.hpp>

#include "config_schema.hpp"
#include "connectors/form/messages.hpp"
#include "connectors/form/once.hpp"
#include "connectors/form/page.hpp"
#include "connectors/form/post.hpp"
#include "connectors/form/relay/run.hpp"

namespace musubi::form {
namespace {

constexpr const char* stream = "posts";

class Form final : public Connector {
 public:
  Form(Host host, std::string_view config) : host_(host), settings_(read_settings(config)) {}

  void check() override {
    if (!settings_.relay.endpoint.empty()) check_relay(host_, settings_);
  }

  std::string discover() override {
    nlohmann::ordered_json properties = nlohmann::ordered_json::object();
    for (const FieldSettings& f : settings_.fields) properties[f.name] = {{"description", f.label}};
    nlohmann::ordered_json one = {{"name", stream}, {"key", nlohmann::json::array()}, {"schema", {{"type", "object"}}}};
    if (!properties.empty()) one["schema"]["properties"] = std::move(properties);
    return nlohmann::ordered_json{{"streams", {one}}}.dump();
  }

  /// What waits at the relay, where there is one. A state that comes back within one run may not be durable yet.
  void read(std::string_view name, std::string_view state) override {
    if (!settings_.relay.endpoint.empty()) run_relay(host_, settings_, name, state, std::exchange(first_read_, false));
  }

  Answer receive(const Request& request) override {
    if (request.method == "GET") return page();
    return readable_by(settings_.origins, request, taken(request));
  }

 private:
  Answer taken(const Request& request) {
    if (request.method == "OPTIONS" && is_origin_of(settings_.origins, request.header("Origin"))) return preflight("Accept, Content-Type");
    if (request.method != "POST") return refusal(request, 405, "wrong_method", {});
    Post post = read_post(settings_, request);
    if (post.problem) return refusal(request, status_of(post.problem), post.problem, post.problem_args);
    if (post.undecodable) {
      host_.unreadable(stream, "", post.raw, "undecodable");
    } else if (!post.robot) {
      land(post);
    }
    return thanked(request);
  }

  void land(const Post& post) {
    if (post.has_nonce) return host_.record(stream, post.key, post.json);
    if (!host_.first_time(post.key, double_click)) return;
    host_.record(stream, timed_key(post.key, std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now())), post.json);
  }

  static int32_t status_of(std::string_view problem) {
    return problem == "bad_type" ? 415 : problem == "missing_fields" || problem == "empty_post" ? 422 : 400;
  }

  static bool wants_json(const Request& request) {
    std::string_view accept = request.header("Accept"), type = request.header("Content-Type");
    if (accept.find("text/html") != accept.npos) return false;
    return accept.find("json") != accept.npos || type.find("json") != type.npos;
  }

  Answer html(int32_t status, std::string body) const {
    return {status, {{"Content-Type", "text/html; charset=utf-8"}, {"Content-Security-Policy", security_policy(settings_)}}, std::move(body)};
  }
  static Answer json(int32_t status, const nlohmann::ordered_json& body) {
    return {status, {{"Content-Type", "application/json; charset=utf-8"}}, body.dump() + "\n"};
  }

  Answer page() const {
    if (settings_.fields.empty()) return html(404, notice_page(settings_, say("no_page", {}), false));
    return html(200, form_page(settings_, new_nonce()));
  }

  Answer thanked(const Request& request) const {
    if (wants_json(request)) return json(200, {{"received", true}});
    if (!settings_.redirect.empty()) {
      Answer out = html(303, "");
      out.headers.emplace_back("Location", settings_.redirect);
      return out;
    }
    return html(200, notice_page(settings_, thanks(settings_), false));
  }

  Answer refusal(const Request& request, int32_t status, const char* id, const Pairs& args) const {
    std::string_view accept = request.header("Accept");
    if (accept.find("text/html") == accept.npos)
      return json(status, {{"error", {{"id", std::string("form.") + id}, {"ja", sentence(id, args, true)}, {"en", sentence(id, args, false)}}}});
    return html(status, notice_page(settings_, say(id, args), status == 422));
  }

  std::string say(const char* id, const Pairs& args) const { return sentence(id, args, settings_.japanese); }
  static std::string sentence(std::string_view id, const Pairs& args, bool japanese) {
    const mu_message* m = messages;
    while (m->id && id != m->id) ++m;
    return m->id ? sdk::filled(japanese ? m->ja : m->en, args) : std::string(id);
  }

  Host host_;
  Settings settings_;
  bool first_read_ = true;
};

}  // namespace
}  // namespace musubi::form

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<musubi::form::Form>("form", "1.1.0", config_schema, musubi::form::messages);
}
