#include "connectors/http/request/oauth.hpp"

#include <algorithm>

#include "connectors/http/fail.hpp"
#include "connectors/http/request/endings.hpp"
#include "connectors/http/request/jwt.hpp"
#include "connectors/http/request/source_words.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/request/verdict.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kMargin = 30 * kSecond;  // a token is asked for anew so long before its end

using OAuth = Authenticator::OAuth;

bool asserts(const OAuth& oauth, const Scope& scope) {
  return oauth.assertion && oauth.asserts.given() && oauth.asserts.holds(scope);
}

Json token_form(const Session& session, const OAuth& oauth, const Scope& scope) {
  Json form = Json::object();
  if (asserts(oauth, scope)) {  // RFC 7523
    form[oauth.grant_type_name.text(scope)] = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    form["assertion"] = signed_jwt(*oauth.assertion, scope);
    return form;
  }
  form[oauth.grant_type_name.text(scope)] = oauth.grant_type->text(scope);
  auto put = [&](const Interpolated& name, const std::optional<Interpolated>& value) {
    std::string text = value ? value->text(scope) : "";
    if (!text.empty()) form[name.text(scope)] = text;
  };
  if (const Json headers = oauth.headers.value(scope); !headers.is_object() || !headers.contains("Authorization")) {
    put(oauth.client_id_name, oauth.client_id);
    put(oauth.client_secret_name, oauth.client_secret);
  }
  const Json* rotated = oauth.rotates ? find_at(session.config(), oauth.refresh_path) : nullptr;
  if (rotated && rotated->is_string())
    form[oauth.refresh_token_name.text(scope)] = *rotated;
  else
    put(oauth.refresh_token_name, oauth.refresh_token);
  for (const Interpolated& one : oauth.scopes) form["scopes"].push_back(one.text(scope));
  Json more = oauth.body.value(scope);
  if (more.is_object())
    for (const auto& [name, value] : more.items())
      if (!form.contains(name)) form[name] = value;
  return form;
}

/// What an authenticator logs in with; a refresh token that rotates is known by where it is kept.
std::string login_of(const Session& session, const OAuth& oauth, const Scope& scope) {
  Json out = Json::array({oauth.endpoint ? oauth.endpoint->text(scope) : "", oauth.access_token_name.text(scope),
                          oauth.access_token ? oauth.access_token->text(scope) : "", oauth.headers.value(scope)});
  if (oauth.endpoint && asserts(oauth, scope)) {  // another text each time that it is signed
    const Authenticator::Jwt& jwt = *oauth.assertion;
    out.push_back({jwt.algorithm.text(scope), jwt.secret.text(scope), jwt.headers.value(scope), jwt.payload.value(scope)});
    return out.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  Json form = oauth.endpoint ? token_form(session, oauth, scope) : Json();
  if (oauth.rotates) form[oauth.refresh_token_name.text(scope)] = oauth.refresh_path;
  out.push_back(std::move(form));
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// When a token ends by what its answer says: seconds, or a time in the manifest's format.
int64_t end_of(const OAuth& oauth, const Json& said, int64_t now) {
  if (said.is_number()) return now + static_cast<int64_t>(said.get<double>() * 1e6);
  if (!said.is_string()) return now + 3600 * kSecond;
  const auto& text = said.get_ref<const std::string&>();
  std::optional<Moment> moment;
  if (!oauth.expiry_format.empty()) moment = parse_source_time(text, oauth.expiry_format);
  if (moment) return moment->utc();
  char* end = nullptr;
  double seconds = std::strtod(text.c_str(), &end);
  if (end && *end == '\0' && !text.empty()) return now + static_cast<int64_t>(seconds * 1e6);
  moment = parse_iso_time(text);
  return moment ? as_utc(*moment).micros : now + 3600 * kSecond;
}

const Json* member(const Json& in, const std::string& name, int depth) {
  if (!in.is_object() || depth > 5) return nullptr;
  if (auto at = in.find(name); at != in.end()) return &*at;
  for (const auto& [key, value] : in.items())
    if (const Json* found = member(value, name, depth + 1)) return found;
  return nullptr;
}

std::vector<std::pair<std::string, std::string>> fields_of(const Json& form) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : form.items())
    for (const Json& one : value.is_array() ? value : Json::array({value})) out.emplace_back(name, text_of(Value::borrowed(one)));
  return out;
}

HttpRequest refresh_request(const OAuth& oauth, const Json& form, const Scope& scope) {
  HttpRequest out = token_request(oauth.endpoint->text(scope), oauth.headers.value(scope), form);
  if (!oauth.by_query) return out;
  out.url += (out.url.find('?') == out.url.npos ? "?" : "&") + query_of(fields_of(form));
  out.body.clear();
  return out;
}

/// Whether an answer says by its body that the refresh token is good no more (refresh_token_error_…), whatever its status seems to say.
bool is_over(const OAuth& oauth, const HttpAnswer& answer) {
  if (std::ranges::find(oauth.over_codes, static_cast<int>(answer.status)) == oauth.over_codes.end()) return false;
  const Json body = Json::parse(answer.body, nullptr, false);
  const auto said = body.is_object() ? body.find(oauth.over_member) : body.end();
  return body.is_object() && said != body.end() && said->is_string() &&
         std::ranges::find(oauth.over_values, said->get_ref<const std::string&>()) != oauth.over_values.end();
}

Token refreshed(Session& session, const OAuth& oauth, const Scope& scope) {
  if (!oauth.endpoint) throw Failure(MU_AUTH, "no_given_token");
  HttpRequest request = refresh_request(oauth, token_form(session, oauth, scope), scope);
  Json body = token_answer(session, request, session.logs_in() ? "login_over" : "login_refused", [&](const HttpAnswer& answer) { return is_over(oauth, answer); });
  const Json* value = answer_member(body, oauth.access_token_name.text(scope));
  if (!value || !value->is_string())
    throw Failure(MU_AUTH, "no_access_token", {{"endpoint", shown_url(request.url)}, {"message", words_of_login(session, body)}});
  const Json* expires = answer_member(body, oauth.expires_in_name.text(scope));
  int64_t ends = end_of(oauth, expires ? *expires : Json(), session.clock()());
  const Json* next = oauth.rotates ? answer_member(body, oauth.new_refresh_token_name) : nullptr;
  if (next && next->is_string() && !next->get_ref<const std::string&>().empty()) {
    const Json* before = find_at(session.config(), oauth.refresh_path);
    if (!before || *before != *next) session.keep(oauth.refresh_path, next->get<std::string>());
  }
  return {value->get<std::string>(), ends, true};
}

/// A token that stands in the settings and has not ended.
std::optional<Token> given_token(const OAuth& oauth, const Scope& scope) {
  std::string value = oauth.access_token ? oauth.access_token->text(scope) : "";
  if (value.empty()) return std::nullopt;
  if (!oauth.endpoint) return Token{value, INT64_MAX, false};
  std::string expiry = oauth.expiry ? oauth.expiry->text(scope) : "";
  auto ends = stated_end(oauth, expiry);
  return ends ? std::optional(Token{value, *ends, false}) : std::nullopt;
}

std::vector<std::string> beside(std::vector<std::string> setting, const char* what) {
  setting.back() += what;
  return setting;
}

std::string text_at(const Session& session, const std::vector<std::string>& setting) {
  const Json* value = find_at(session.config(), setting);
  return value && value->is_string() ? value->get<std::string>() : "";
}

/// What the end of a kept access token is noted for: the login it came from, too.
std::string known_by(const Session& session, const OAuth& oauth, const std::string& access) {
  return access + "\n" + text_at(session, oauth.refresh_path);
}

/// The access token that this or another reader of the connection was given last, while it is good.
std::optional<Token> kept_token(Session& session, const OAuth& oauth, const std::string& refused) {
  const auto access = beside(oauth.refresh_path, ".access"), ends = beside(oauth.refresh_path, ".access_ends");
  if (!session.read_again(access) || !session.read_again(ends)) return std::nullopt;
  const std::string value = text_at(session, access);
  auto end = end_as_noted(text_at(session, ends), known_by(session, oauth, value));
  if (!end || value.empty() || value == refused || *end * kSecond - kMargin <= session.clock()()) return std::nullopt;
  return Token{value, *end * kSecond, true};
}

/// A refresh token that rotates is good once: of all readers of the connection one renews it, the others take what that one
/// was given.
Token refreshed_alone(Session& session, const OAuth& oauth, const Scope& scope, const std::string& refused) {
  const SecretHold hold = session.host().hold_secrets();
  session.read_again(oauth.refresh_path);
  if (auto kept = kept_token(session, oauth, refused)) return *kept;
  Token out = refreshed(session, oauth, scope);
  session.keep(beside(oauth.refresh_path, ".access"), out.value);
  session.keep(beside(oauth.refresh_path, ".access_ends"), noted_end(out.ends / kSecond, known_by(session, oauth, out.value)));
  return out;
}

}  // namespace

HttpRequest token_request(const std::string& endpoint, const Json& headers, const Json& form) {
  HttpRequest out;
  out.method = "POST";
  out.url = endpoint;
  bool json = false, typed = false;
  if (headers.is_object())
    for (const auto& [name, value] : headers.items()) {
      out.headers.emplace_back(name, text_of(Value::borrowed(value)));
      if (name.size() != 12 || (name[0] | 32) != 'c') continue;
      typed = true;
      json = out.headers.back().second.find("json") != std::string::npos;
    }
  out.body = json ? python_json(form, false) : form_of(fields_of(form));
  if (!typed) out.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  out.has_body = true;
  return out;
}

Json token_answer(Session& session, const HttpRequest& request, const char* refused, const std::function<bool(const HttpAnswer&)>& is_over) {
  HttpAnswer answer = session.client().send(request);
  Pairs args = {{"endpoint", shown_url(answer.url)}, {"status", std::to_string(answer.status)}};
  Json body = Json::parse(answer.body, nullptr, false);
  args.emplace_back("message", words_of_login(session, body));
  const std::string how = args.back().second.empty() ? "" : "_said";
  if (!answer.is_good() && is_over && is_over(answer)) throw Failure(MU_AUTH, refused, args);
  if (answer.status == 429) throw Failure(MU_RATE, "rate" + how, args);
  if (answer.status >= 500) throw Failure(MU_TRANSIENT, "server_failed" + how, args);
  refuse_turned(answer);
  if (!answer.is_good()) throw Failure(MU_AUTH, refused, args);
  if (!body.is_object()) throw Failure(MU_AUTH, "no_access_token", args);
  return body;
}

std::optional<int64_t> stated_end(const OAuth& oauth, const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (!oauth.expiry_format.empty())
    if (auto moment = parse_source_time(text, oauth.expiry_format)) return moment->utc();
  char* rest = nullptr;
  const double number = std::strtod(text.c_str(), &rest);
  constexpr double kMilliseconds = 1e11, kMost = 4e12;  // seconds of the year 5138; milliseconds of 2096
  if (*rest == '\0' && number > 0 && number < kMost) return static_cast<int64_t>(number * (number < kMilliseconds ? 1e6 : 1e3));
  auto moment = parse_iso_time(text);
  return moment ? std::optional(as_utc(*moment).micros) : std::nullopt;
}

const Json* answer_member(const Json& in, const std::string& name) {
  return member(in, name, 0);
}

std::string access_token(Session& session, const OAuth& oauth, const Scope& scope) {
  int64_t now = session.clock()();
  Token& token = session.tokens().of(&oauth, [&] { return login_of(session, oauth, scope); });
  if (token.value.empty() && !token.asked)
    if (auto given = given_token(oauth, scope)) token = *given;
  if (token.value.empty() && !token.asked && oauth.rotates)
    if (auto kept = kept_token(session, oauth, "")) token = *kept;
  if (!token.value.empty() && token.ends - kMargin > now) return token.value;
  Token next = oauth.rotates ? refreshed_alone(session, oauth, scope, token.refused) : refreshed(session, oauth, scope);
  // A token that lives shorter than the margin is still good for the next request.
  next.ends = std::max(next.ends, now + kMargin + kSecond);
  return (token = std::move(next)).value;
}

}  // namespace musubi::http
