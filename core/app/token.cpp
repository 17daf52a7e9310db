// musubi token new | list | revoke: who may ask the API.
#include <fmt/format.h>

#include "core/app/print.hpp"
#include "core/app/running.hpp"
#include "core/base/nearest.hpp"
#include "core/serve/service.hpp"
#include "core/serve/token.hpp"
#include "core/store/tokens.hpp"

namespace musubi {
namespace {

std::string listed(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& w : words) out += (out.empty() ? "" : ", ") + w;
  return out;
}

std::vector<std::string> names_in_use(Session& session) {
  std::vector<std::string> out;
  for (const ApiToken& t : tokens(session))
    if (!t.revoked) out.push_back(t.name);
  return out;
}

}  // namespace

int run_token_new(Context& context, const std::string& name, std::vector<std::string> rights) {
  if (rights.empty()) rights.assign(std::begin(kRights), std::end(kRights));
  Hub hub = opened(context);
  Session session = hub.store.begin();
  std::string token = new_token();
  if (!keep_token(session, name, token_digest(token), rights, context.clock->now())) throw Error("app.token_exists", {{"name", name}});
  session.commit();
  if (context.json) {
    fmt::print("{{\"name\": {}, \"token\": {}}}\n", json_text(name), json_text(token));
    return 0;
  }
  fmt::print("{}\n", token);
  fmt::print(stderr, "{}\n", render({"app.token_shown_once", {{"name", name}, {"rights", listed(rights)}}}, context.lang));
  return 0;
}

int run_token_list(Context& context) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  Grid grid;
  grid.add({context.say("名前", "name"), context.say("権限", "rights"), context.say("作成", "made"), context.say("最後に使用", "last used"), context.say("取り消し", "revoked")});
  std::string json;
  auto shown = [&](const std::optional<Time>& t) { return t ? format_local(*t, context.zone) : ""; };
  auto written = [&](const std::optional<Time>& t) { return t ? json_text(format_utc(*t)) : "null"; };
  std::vector<ApiToken> all = tokens(session);
  for (const ApiToken& t : all) {
    grid.add({t.name, listed(t.rights), shown(t.created), shown(t.last_used), shown(t.revoked)});
    json += fmt::format("{}{{\"name\": {}, \"rights\": {}, \"created\": {}, \"last_used\": {}, \"revoked\": {}}}", json.empty() ? "" : ", ", json_text(t.name),
                        json_text(listed(t.rights)), written(t.created), written(t.last_used), written(t.revoked));
  }
  if (context.json) fmt::print("{{\"tokens\": [{}]}}\n", json);
  else if (all.empty()) fmt::print("{}\n", context.say("トークンはまだありません。musubi token new 名前 で作れます。", "There is no token yet. Make one: musubi token new NAME"));
  else fmt::print("{}", grid.text());
  return 0;
}

int run_token_revoke(Context& context, const std::string& name) {
  Hub hub = opened(context);
  Session session = hub.store.begin();
  if (!revoke_token(session, name, context.clock->now())) {
    std::string near = nearest(name, names_in_use(session));
    throw Error(near.empty() ? "app.no_such_token" : "app.no_such_token_near", {{"name", name}, {"nearest", near}});
  }
  session.commit();
  if (!context.json) fmt::print("{}\n", render({"app.token_revoked", {{"name", name}}}, context.lang));
  return 0;
}

}  // namespace musubi
