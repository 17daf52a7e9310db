// musubi doctor: what is there, whether it is good, and what to do next.
#include <fmt/format.h>

#include "core/app/dead_runs.hpp"
#include "core/app/doctor.hpp"
#include "core/app/print.hpp"
#include "core/app/waiting.hpp"
#include "core/store/hub_watch.hpp"
#include "core/store/reading.hpp"

namespace musubi {
namespace {

using State = Findings::State;

/// A URL that may be shown to others.
std::string without_password(std::string url) {
  size_t begin = url.find("//"), at = url.find('@');
  size_t colon = begin == std::string::npos ? begin : url.find(':', begin + 2);
  if (at != std::string::npos && colon < at) url.replace(colon, at - colon, ":…");
  return url;
}

void look_at_master(Session& session, Findings& findings) {
  Session::Answer answer = counts(session);
  auto count = [&](size_t i) { return answer.rows[0][i].value_or("0"); };
  std::string records = count(0), customers = count(2), held = count(3), review = count(4);
  findings.add("records", records == "0" ? State::look : State::good, {records == "0" ? "app.doctor_empty" : "app.doctor_records", {{"records", records}, {"customers", customers}}});
  findings.add("quarantine", held == "0" ? State::good : State::look, {held == "0" ? "app.doctor_none_held" : "app.doctor_held", {{"count", held}}});
  findings.add("review", review == "0" ? State::good : State::look, {review == "0" ? "app.doctor_none_to_review" : "app.doctor_review", {{"count", review}}});
}

void look_at_waiting(const Context& context, Session& session, Findings& findings) {
  std::vector<Waiting> all = waiting(session, "");
  if (all.empty()) findings.add("waiting", State::good, {"app.doctor_none_wait", {}});
  for (const Waiting& one : all) findings.add("waiting", State::look, waiting_message(context, one));
}

/// Of each list that may have been cut off, or had gaps, until one that has not.
void look_at_lists(Session& session, Findings& findings) {
  for (const Alert& open : open_alerts(session))
    for (const char* kind : {"vanished", "unsure"})
      if (open.kind == kind) findings.add(kind, State::look, open.reason);
}

}  // namespace

void Findings::add(const char* about, State state, const Message& message) {
  bad_ += state == State::bad;
  look_ += state == State::look;
  std::string sentence = render(message, context_.lang);
  constexpr const char* words[] = {"good", "look", "bad"};
  json_ += fmt::format("{}{{\"about\": {}, \"state\": \"{}\", \"sentence\": {}}}", json_.empty() ? "" : ", ", json_text(about), words[size_t(state)], json_text(sentence));
  constexpr const char* marks[] = {"✓", "△", "✗"};
  if (!context_.json) fmt::print("{} {}\n", marks[size_t(state)], sentence);
}

int Findings::finish() const {
  if (context_.json) {
    fmt::print("{{\"good\": {}, \"findings\": [{}]}}\n", bad_ == 0, json_);
  } else {
    const char* id = bad_ ? "app.doctor_bad" : look_ ? "app.doctor_look" : "app.doctor_good";
    fmt::print("\n{}\n", render({id, {{"bad", fmt::to_string(bad_)}, {"look", fmt::to_string(look_)}}}, context_.lang));
  }
  return bad_ ? 1 : 0;
}

int run_doctor(Context& context) {
  Findings findings(context);
  Configuration configuration = configured(context);
  findings.add("configuration", State::good, {"app.doctor_configuration", {{"where", configuration.directory.string()}, {"connections", fmt::to_string(configuration.connections.size())}}});
  Rules rules = load_rules(configuration);
  findings.add("mappings", State::good, {"app.doctor_mappings", {{"count", fmt::to_string(rules.mappings.size())}}});
  context.interrupt = Interrupt::gently;
  Hub hub = opened(context);
  bool own = hub.store.server_log().empty();
  findings.add("database", State::good, {own ? "app.doctor_database" : "app.doctor_cluster", {{"url", without_password(hub.store.url())}, {"log", hub.store.server_log()}}});
  Session session = looking_at_runs(context, hub);
  look_at_master(session, findings);
  look_at_waiting(context, session, findings);
  look_at_lists(session, findings);
  for (const Message& gone : gone_connections(session, hub.configuration)) findings.add("gone", State::look, gone);
  look_at_shared_ids(hub.configuration, findings);
  for (const ConnectionSettings& c : hub.configuration.connections) look_at_connection(context, hub, c, session, findings);
  return findings.finish();
}

}  // namespace musubi
