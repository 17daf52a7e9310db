// Webhooks: what a sender has signed becomes records, each event once.
#include "core/sdk/connector.hpp"

#include <algorithm>

#include "config_schema.hpp"
#include "connectors/webhook/events.hpp"
#include "connectors/webhook/messages.hpp"
#include "core/sdk/form_text.hpp"
#include "core/sdk/tally.hpp"

namespace musubi::webhook {
namespace {

class Webhook final : public Connector {
 public:
  Webhook(Host host, std::string_view config) : host_(host), settings_(read_settings(host, config)) {}

  void check() override {
    if (settings_.doubtful_key.empty()) return;
    host_.log(MU_LOG_DEBUG, Json{{"advice", {{"id", "key_or_event"}, {"args", {{"key", settings_.doubtful_key}}}}}}.dump());
  }

  std::string discover() override {
    std::vector<std::string> names;
    for (const StreamSettings& one : settings_.streams) names.push_back(one.name);
    std::sort(names.begin(), names.end());
    Json streams = Json::array();
    for (const std::string& name : names)
      streams.push_back({{"name", name}, {"key", Json::array()}, {"schema", {{"type", "object"}}}});
    return Json{{"streams", streams}}.dump();
  }

  Answer receive(const Request& request) override {
    if (request.method == "GET") return challenge(request);
    if (request.method != "POST") return refusal(405, "wrong_method");
    if (request.body.size() > settings_.body_limit) return refusal(413, "too_large");
    auto now = std::chrono::system_clock::now();
    if (const char* wrong =
            check_signature({settings_.signature, settings_.endpoint, settings_.tolerance, settings_.secrets},
                            request, now)) {
      refused_.add(host_, "refused", {{"header", settings_.signature.header}});
      return refusal(401, wrong);
    }
    Post post = read_events(settings_, request);
    if (post.problem) return refusal(415, post.problem);
    size_t repeated = 0;
    for (const Event& one : post.events) {
      if (!land(one)) ++repeated;
      if (!one.unread.empty()) unread_.add(host_, "unread_time", {{"field", one.unread}, {"stream", one.stream}});
    }
    Json said = {{"received", post.events.size()}};
    if (repeated) said["repeated"] = repeated;
    return json(settings_.status, said);
  }

 private:
  /// False where it was landed before.
  bool land(const Event& one) {
    const musubi::Place place{0, "", one.at};
    if (!one.problem && !first_time(one)) {
      repeated_.add(host_, "repeated");
      return false;
    }
    if (one.problem)
      host_.unreadable(one.stream, one.key, one.json, one.problem);
    else if (one.gone)
      host_.deleted(one.stream, one.key, place);
    else
      host_.record(one.stream, one.key, one.json, place);
    return true;
  }

  bool first_time(const Event& one) const {
    return std::all_of(one.deliveries.begin(), one.deliveries.end(),
                       [&](const Delivery& d) { return d.keep.count() == 0 || host_.first_time(d.id, d.keep); });
  }

  Answer challenge(const Request& request) const {
    if (settings_.echo.empty()) return refusal(405, "no_challenge");
    std::string_view query =
        request.target.substr(std::min(request.target.find('?') + 1, request.target.size()));
    std::string word, shown;
    for (const FormField& f : urlencoded(query, 50).value_or(std::vector<FormField>())) {
      if (f.name == settings_.echo) word = f.value;
      if (f.name == settings_.verify) shown = f.value;
    }
    if (!settings_.verify.empty() && !same_secret(settings_.token, shown))
      return refusal(403, "wrong_challenge");
    return {200, {{"Content-Type", "text/plain; charset=utf-8"}}, word};
  }

  static Answer json(int32_t status, const Json& body) {
    return {status, {{"Content-Type", "application/json; charset=utf-8"}}, body.dump() + "\n"};
  }

  Answer refusal(int32_t status, const char* id) const {
    const Pairs args = {{"header", settings_.signature.header},
                        {"tolerance", std::to_string(settings_.tolerance.count())},
                        {"limit", std::to_string(settings_.body_limit)}};
    const mu_message* m = messages;
    while (m->id && std::string_view(id) != m->id) ++m;
    return json(status, {{"error",
                          {{"id", std::string("webhook.") + id},
                           {"ja", sdk::filled(m->ja, args)},
                           {"en", sdk::filled(m->en, args)}}}});
  }

  Host host_;
  Settings settings_;
  Tally refused_, repeated_, unread_;
};

}  // namespace
}  // namespace musubi::webhook

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<musubi::webhook::Webhook>("webhook", "1.0.0", config_schema,
                                                           musubi::webhook::messages);
}
