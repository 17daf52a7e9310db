#include <algorithm>
#include <cstdint>

#include "connectors/http/fail.hpp"
#include "connectors/http/read/decode.hpp"
#include "connectors/http/read/extract.hpp"
#include "connectors/http/request/jwt.hpp"
#include "connectors/http/request/oauth.hpp"
#include "connectors/http/request/passed_session.hpp"
#include "connectors/http/request/send.hpp"
#include "connectors/http/request/source_words.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kFresh = 5 * kSecond;  // the age of a session token that cannot have ended yet

/// "" where it is not there.
std::string token_in_body(const Authenticator& of, HttpAnswer& answer, const Scope& scope) {
  const Documents read = decode_body(of.session_decoder, answer);
  const Json body = read.all.empty() ? Json() : Json::parse(read.all.front(), nullptr, false);
  std::vector<std::string> path;
  for (const Interpolated& step : of.session_path) path.push_back(step.text(scope));
  const Json* at = value_at(body, path);
  if (!at) return "";
  return text_of(Value::borrowed(*at));
}

/// The token as a request wants it ("Token {{ session_token }}").
std::string written_token(const Authenticator& of, const std::string& token, const Scope& scope) {
  if (!of.session_written) return token;
  Names names = scope.names;
  names.set("session_token", Value(Json(token)));
  return of.session_written->text({names, scope.clock});
}

const Authenticator& chosen(const Session& session, const Authenticator& of) {
  const Json* value = find_at(session.config(), of.selection);
  std::string name = value ? text_of(Value::borrowed(*value)) : "";
  for (const Choice& choice : of.choices)
    if (choice.value == name) return choice.authenticator;
  std::string path;
  for (const std::string& part : of.selection) path += (path.empty() ? "" : ".") + part;
  config_failure("no_such_login", {{"setting", "settings." + path}, {"value", name}});
}

/// A JWT of its own is another each time, and so is one of several tokens.
bool changes(const Session& session, const Authenticator& of) {
  const Authenticator& by = chosen_authenticator(session, of);
  return by.kind == Authenticator::Kind::jwt || by.kind == Authenticator::Kind::rotating;
}

/// What a session token is known by: the login with its own credentials, where its answer has the token, and how long that
/// is used. One whose own credentials change is shared with none.
std::string login_of(Session& session, const Authenticator& of, const Scope& scope) {
  Additions with;
  authenticate(session, of.login->authenticator, scope, with);
  const HttpRequest login = build_request(*of.login, scope, with);
  Json out = {login.method, login.url, login.headers, login.body, of.session_header, of.session_duration.value_or("")};
  for (const Interpolated& step : of.session_path) out.push_back(step.text(scope));
  if (changes(session, of.login->authenticator)) out.push_back(reinterpret_cast<uintptr_t>(of.login.get()));
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Whether the source has said no, rather than failed.
bool is_refusal(const Failure& failure) {
  const bool by_server = std::ranges::any_of(failure.args, [](const auto& arg) { return arg.first == "status" && arg.second.starts_with('5'); });
  return !by_server && (failure.id.starts_with("refused") || failure.id.starts_with("not_let_in"));
}

/// The token that a login is answered with. Where a person has logged in by a browser, one that is refused, or answered
/// without a token, has ended or was withdrawn.
std::string given_token(Session& session, const Authenticator& of, const Scope& scope) {
  std::optional<HttpAnswer> answer;
  try {
    answer = send(session, *of.login, scope, Additions());
  } catch (Failure& failure) {
    if (!is_refusal(failure)) throw;
    failure.code = MU_AUTH;
    failure.id = session.logs_in() ? "login_over" : "session_login_refused";
    throw;
  }
  std::string token;
  if (answer)
    token = of.session_header.empty() ? token_in_body(of, *answer, scope) : std::string(answer->header(of.session_header));
  if (!token.empty()) return token;
  const std::string said = answer ? words_of(session, *answer) : "";
  if (!answer || !session.logs_in()) throw Failure(MU_AUTH, "no_session_token", {{"message", said}});
  throw Failure(MU_AUTH, "login_over", {{"endpoint", shown_url(answer->url)}, {"status", std::to_string(answer->status)}, {"message", said}});
}

/// The token in a login's answer, asked for again once its time is over.
std::string session_token(Session& session, const Authenticator& of, const Scope& scope) {
  Token& token = session.tokens().of(of.login.get(), [&] { return login_of(session, of, scope); });
  if (!token.value.empty() && session.clock()() < token.ends) return token.value;
  token = Token{.value = given_token(session, of, scope), .ends = INT64_MAX, .since = session.clock()()};
  if (of.session_duration)
    if (auto span = parse_duration(*of.session_duration))
      token.ends = shifted(utc_moment(session.clock()()), *span, 1).micros;
  return token.value;
}

/// By what the token of an authenticator is found.
const void* maker(const Authenticator& of) {
  if (of.kind == Authenticator::Kind::oauth) return of.oauth.get();
  return of.kind == Authenticator::Kind::passed_session ? static_cast<const void*>(of.passed_session.get()) : of.login.get();
}

void bearer(Additions& additions, const std::string& token) {
  additions.headers["Authorization"] = "Bearer " + token;
}

}  // namespace

const Authenticator& chosen_authenticator(const Session& session, const Authenticator& of) {
  return of.choices.empty() ? of : chosen_authenticator(session, chosen(session, of));
}

void authenticate(Session& session, const Authenticator& of, const Scope& scope, Additions& additions) {
  if (!of.choices.empty()) return authenticate(session, chosen(session, of), scope, additions);
  switch (of.kind) {
    case Authenticator::Kind::none:
    case Authenticator::Kind::rotating:
      return;
    case Authenticator::Kind::bearer:
      return bearer(additions, of.token.text(scope));
    case Authenticator::Kind::api_key:
      return additions.inject(of.option, of.token.text(scope), scope);
    case Authenticator::Kind::basic:
      additions.headers["Authorization"] =
          "Basic " + base64_of(of.user.text(scope) + ":" + of.password.text(scope));
      return;
    case Authenticator::Kind::oauth:
      return bearer(additions, access_token(session, *of.oauth, scope));
    case Authenticator::Kind::session: {
      std::string token = session_token(session, of, scope);
      return of.session_bearer ? bearer(additions, token)
                               : additions.inject(of.option, written_token(of, token, scope), scope);
    }
    case Authenticator::Kind::passed_session:
      additions.headers[of.passed_session->header.text(scope)] = passed_session_token(session, *of.passed_session, scope);
      return;
    case Authenticator::Kind::jwt: {
      std::string prefix = of.jwt->prefix ? of.jwt->prefix->text(scope) + " " : "";
      return additions.inject(of.option, prefix + signed_jwt(*of.jwt, scope), scope);
    }
  }
}

bool can_renew(const Session& session, const Authenticator& of) {
  if (!of.choices.empty()) return can_renew(session, chosen(session, of));
  return (of.kind == Authenticator::Kind::oauth && of.oauth->endpoint) ||
         of.kind == Authenticator::Kind::session || of.kind == Authenticator::Kind::passed_session;
}

bool has_endless_token(const Session& session, const Authenticator& of) {
  if (!of.choices.empty()) return has_endless_token(session, chosen(session, of));
  return of.kind == Authenticator::Kind::session && !of.session_duration;
}

namespace {

/// A session token without an end; null where there is none.
Token* endless_token(Session& session, const Authenticator& of) {
  if (!of.choices.empty()) return endless_token(session, chosen(session, of));
  return has_endless_token(session, of) ? session.tokens().find(maker(of)) : nullptr;
}

}  // namespace

void note_let_in(Session& session, const Authenticator& of, const std::string& token) {
  if (Token* known = endless_token(session, of); known && known->value == token) known->taken = true;
}

bool may_be_over(Session& session, const Authenticator& of, const std::string& token) {
  const Token* known = endless_token(session, of);
  return known && (known->taken || known->value != token || session.clock()() - known->since > kFresh);
}

std::string token_in_use(Session& session, const Authenticator& of) {
  if (!of.choices.empty()) return token_in_use(session, chosen(session, of));
  const Token* token = session.tokens().find(maker(of));
  return token ? token->value : "";
}

void forget_token(Session& session, const Authenticator& of) {
  if (!of.choices.empty()) return forget_token(session, chosen(session, of));
  Token* token = can_renew(session, of) ? session.tokens().find(maker(of)) : nullptr;
  if (token) *token = Token{"", 0, true, token->value};  // one that stands in the settings is over, too
}

}  // namespace musubi::http
