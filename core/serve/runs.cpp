#include <nlohmann/json.hpp>

#include "core/serve/handlers.hpp"
#include "core/serve/refusal.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {
namespace {

using Json = nlohmann::ordered_json;

Json run_json(const Run& run) {
  Json streams = Json::array();
  for (const RunStream& s : run.streams)
    streams.push_back({{"stream", s.stream}, {"read", s.read}, {"new", s.fresh}, {"changed", s.changed}, {"unchanged", s.unchanged}, {"quarantined", s.quarantined}, {"deleted", s.deleted}});
  Json failure;
  if (run.failure) failure = {{"id", run.failure->id}, {"ja", render(*run.failure, Lang::ja)}, {"en", render(*run.failure, Lang::en)}};
  return {{"id", run.id},
          {"connection", run.connection},
          {"state", run.state},
          {"started", format_utc(run.started)},
          {"ended", run.ended ? Json(format_utc(*run.ended)) : Json()},
          {"failure", std::move(failure)},
          {"streams", std::move(streams)}};
}

HttpResponse json_answer(const Json& json) {
  HttpResponse out;
  out.body = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return out;
}

}  // namespace

HttpResponse list_runs(Desk& desk, const HttpRequest& request) {
  Query query(request, {"limit"});
  Session session = desk.hub.store.begin();
  Json runs = Json::array();
  for (const Run& run : session.runs(size_t(query.integer("limit", 50, 1, 1000)))) runs.push_back(run_json(run));
  return json_answer({{"runs", std::move(runs)}});
}

HttpResponse show_run(Desk& desk, const HttpRequest& request, const std::string& id) {
  Query query(request, {});
  std::optional<int64_t> number = integer_in(id, 1, INT64_MAX);
  Session session = desk.hub.store.begin();
  std::optional<Run> run = number ? session.run(*number) : std::nullopt;
  if (!run) throw Refusal(404, {"serve.no_such_run", {}});
  return json_answer(run_json(*run));
}

HttpResponse health(Desk& desk, const HttpRequest& request) {
  Query query(request, {});
  Session session = desk.hub.store.begin();
  session.select("SELECT 1");
  return json_answer({{"status", "ok"}});
}

}  // namespace musubi
