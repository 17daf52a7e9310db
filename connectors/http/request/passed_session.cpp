#include "connectors/http/request/passed_session.hpp"

#include "connectors/http/fail.hpp"
#include "connectors/http/request/oauth.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/request/verdict.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

using PassedSession = Authenticator::PassedSession;

std::string text_of_setting(const std::optional<Interpolated>& text, const Scope& scope) {
  return text ? text->text(scope) : "";
}

bool is_taken(Session& session, const PassedSession& of, const std::string& token, const Scope& scope) {
  HttpRequest request;
  request.url = of.base.text(scope) + of.check.text(scope);
  request.headers.emplace_back(of.header.text(scope), token);
  const HttpAnswer answer = session.client().send(request);
  if (!answer.is_good() && answer.status != 401) fail_by(answer, judge(&answer, {}, scope), session.clock());
  return answer.is_good();
}

std::string given_for(Session& session, const PassedSession& of, const std::string& user, const std::string& password, const Scope& scope) {
  const HttpRequest request = token_request(of.base.text(scope) + of.login.text(scope), Json{{"Content-Type", "application/json"}},
                                            Json{{"username", user}, {"password", password}});
  const Json answer = token_answer(session, request, "session_refused");
  const std::string member = of.member.text(scope);
  const auto found = answer.find(member);
  if (found == answer.end() || found->is_structured() || found->is_null())
    throw Failure(MU_AUTH, "login_gave_no_session", {{"endpoint", shown_url(request.url)}, {"member", member}});
  return text_of(Value::borrowed(*found));
}

std::string login_of(const PassedSession& of, const Scope& scope) {
  Json out = Json::array();
  for (const Interpolated* one : {&of.base, &of.login, &of.check, &of.header, &of.member}) out.push_back(one->text(scope));
  for (const auto* one : {&of.token, &of.user, &of.password}) out.push_back(text_of_setting(*one, scope));
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

std::string passed_session_token(Session& session, const PassedSession& of, const Scope& scope) {
  Token& token = session.tokens().of(&of, [&] { return login_of(of, scope); });
  const int64_t now = session.clock()();
  if (!token.value.empty() && now < token.ends) return token.value;
  const std::string own = text_of_setting(of.token, scope);
  if (!own.empty() && own != token.refused && is_taken(session, of, own, scope)) {
    token.value = own;
    token.ends = INT64_MAX;
    return own;
  }
  const std::string user = text_of_setting(of.user, scope), password = text_of_setting(of.password, scope);
  if (user.empty() || password.empty()) throw Failure(MU_AUTH, "session_over");
  token.value = given_for(session, of, user, password, scope);
  token.ends = now + kDay;
  session.hide(token.value);
  return token.value;
}

}  // namespace musubi::http
