#include "connectors/http/request/login.hpp"

#include <algorithm>

#include "connectors/http/fail.hpp"
#include "connectors/http/manifest/job.hpp"
#include "connectors/http/manifest/setting_paths.hpp"
#include "connectors/http/request/endings.hpp"
#include "connectors/http/request/placeholders.hpp"
#include "connectors/http/request/url.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"
#include "core/sdk/consent.hpp"

namespace musubi::http {
namespace {

constexpr size_t kState = 48;  // letters; as a PKCE verifier it must have 43 to 128
constexpr const char* kNames[] = {"auth_code",    "client_id", "client_secret",
                                  "redirect_uri", "scope",     "state"};

const Json& member(const Json& in, const char* name) {
  static const Json none;
  if (!in.is_object()) return none;
  auto at = in.find(name);
  return at == in.end() ? none : *at;
}

const Json& input(const Manifest& manifest) {
  const Json& in = member(manifest.consent, "oauth_connector_input_specification");
  const Json& properties = member(in, "properties");
  return properties.is_object() && !in.contains("consent_url") ? properties : in;
}

/// The members of a specification, which may be a JSON Schema.
const Json& fields(const Json& specification) {
  const Json& properties = member(specification, "properties");
  return properties.is_object() ? properties : specification;
}

std::vector<std::string> texts(const Json& list) {
  std::vector<std::string> out;
  if (list.is_array())
    for (const Json& one : list)
      if (one.is_string()) out.push_back(one.get<std::string>());
  return out;
}

std::string text(const Json& value) {
  return value.is_null() ? "" : text_of(Value::borrowed(value));
}

std::vector<std::string> place_in_settings(const Json& field) {
  return texts(member(field, "path_in_connector_config"));
}

std::string joined_scopes(const Json& in, const char* list) {
  const Json& strategy = member(in, "scopes_join_strategy");
  std::string out, between = strategy == "comma" ? "," : strategy == "plus" ? "+" : " ";
  const Json& scopes = member(in, list);
  if (scopes.is_array())
    for (const Json& one : scopes) out += (out.empty() ? "" : between) + text(member(one, "scope"));
  return out;
}

const Authenticator::OAuth* oauth_of(const Authenticator& of, const Json& config) {
  if (of.kind == Authenticator::Kind::oauth) return of.oauth.get();
  const Json* chosen = find_at(config, of.selection);
  const Authenticator::OAuth* any = nullptr;
  for (const Choice& choice : of.choices)
    if (const auto* found = oauth_of(choice.authenticator, config)) {
      if (chosen && *chosen == choice.value) return found;
      if (!any) any = found;
    }
  return any;
}

/// The setting that a refresh token is read from; empty where there is no one such.
std::vector<std::string> refresh_setting(const Authenticator::OAuth& oauth) {
  if (oauth.rotates) return oauth.refresh_path;
  std::set<std::string> read;
  if (oauth.refresh_token) collect_setting_paths(oauth.refresh_token->parsed(), read);
  return read.size() == 1 ? parts_of_path(*read.begin()) : std::vector<std::string>();
}

}  // namespace

const Authenticator::OAuth* Login::oauth() const {
  for (const Stream& stream : manifest_.streams)
    for (const Requester* one : {stream.job ? &stream.job->creation : nullptr, &stream.requester})
      if (const auto* found = one ? oauth_of(one->authenticator, session_.config()) : nullptr) return found;
  return nullptr;
}

std::vector<Login::Output> Login::outputs() const {
  std::vector<Output> out;
  const Authenticator::OAuth* by = oauth();
  std::vector<std::string> refresh = by ? refresh_setting(*by) : std::vector<std::string>();
  if (!declared()) {
    if (refresh.empty()) config_failure("bad_consent", {{"what", "refresh_token"}});
    return {{by->rotates ? by->new_refresh_token_name : "refresh_token", refresh}};
  }
  const Json& places = fields(member(manifest_.consent, "complete_oauth_output_specification"));
  std::vector<std::string> extracted = texts(member(input(manifest_), "extract_output"));
  if (extracted.empty()) extracted = {"refresh_token"};
  for (const std::string& path : extracted) {
    std::string name = path.substr(path.rfind('.') + 1);
    std::vector<std::string> setting = place_in_settings(member(places, name.c_str()));
    if (setting.empty())
      setting = name == "refresh_token" && !refresh.empty() ? refresh : std::vector<std::string>{name};
    out.push_back({path, setting});
  }
  return out;
}

std::vector<std::vector<std::string>> Login::filled() const {
  std::vector<std::vector<std::string>> out;
  for (const Output& one : outputs()) out.push_back(one.setting);
  const Json& places = fields(member(manifest_.consent, "complete_oauth_output_specification"));
  if (auto expiry = place_in_settings(member(places, "token_expiry_date")); declared() && !expiry.empty())
    out.push_back(expiry);
  return out;
}

void Login::refuse_without() const {
  for (const Output& one : outputs()) {
    const Json* value = find_at(session_.config(), one.setting);
    if (value && *value != "") return;
  }
  throw Failure(MU_AUTH, "login_first");
}

/// client_id or client_secret: where the manifest says it stands, as its authenticator reads it, or by its
/// usual name.
std::string Login::client(const char* what) const {
  const Names names = session_.names();
  const Json& places = fields(member(manifest_.consent, "complete_oauth_server_output_specification"));
  const Json* found = find_at(session_.config(), place_in_settings(member(places, what)));
  if (found && found->is_string()) return found->get<std::string>();
  if (const auto* by = oauth())
    if (const auto& given = std::string_view(what) == "client_id" ? by->client_id : by->client_secret)
      return given->text({names, session_.clock()});
  for (const auto& path : {std::vector<std::string>{what}, std::vector<std::string>{"credentials", what}})
    if (const Json* usual = find_at(session_.config(), path); usual && usual->is_string())
      return usual->get<std::string>();
  return "";
}

std::optional<std::string> Login::look(const std::string& name) const {
  const Json& in = input(manifest_);
  auto key = [&](const std::string& of) {
    std::string given = text(member(in, (of + "_key").c_str()));
    return given.empty() ? (of == "auth_code" ? "code" : of) : given;
  };
  auto value = [&](const std::string& of) {
    const ConsentSettings& settings = session_.settings().consent;
    if (of == "auth_code") return code_;
    if (of == "redirect_uri") return settings.redirect;
    if (of == "state") return state_;
    if (of != "scope") return client(of.c_str());
    if (!settings.scope.empty()) return settings.scope;
    std::string joined = joined_scopes(in, "scopes");
    return joined.empty() ? text(member(in, "scope")) : joined;
  };
  for (const char* of : kNames) {
    std::string own = of;
    if (name == own + "_key") return key(own);
    if (name == own + "_value" || name == key(own)) return value(own);
    if (name == own + "_param")
      return key(own) + "=" +
             (own == "scope" || own == "redirect_uri"
                  ? filled_placeholders("{{ v | urlEncoder }}", [&](auto&) { return value(own); })
                  : value(own));
  }
  if (name == "scopes_value" || name == "scopes_param") return look("scope" + name.substr(6));
  if (name.starts_with("optional_scopes")) return joined_scopes(in, "optional_scopes");
  const Json& asked =
      fields(member(manifest_.consent, "oauth_user_input_from_connector_config_specification"));
  auto path = place_in_settings(member(asked, name.c_str()));
  const Json* setting = find_at(session_.config(), path.empty() ? std::vector<std::string>{name} : path);
  if (setting && !setting->is_structured() && !setting->is_null()) return text(*setting);
  const Json& said = member(in, name.c_str());
  return said.is_null() || said.is_structured() ? std::nullopt : std::optional(text(said));
}

std::string Login::declared_text(const char* name) const {
  std::string of = text(member(input(manifest_), name));
  if (of.empty()) config_failure("bad_consent", {{"what", name}});
  return filled_placeholders(of, [&](const std::string& one) { return look(one); });
}

HttpRequest Login::declared_exchange() const {
  const Json& in = input(manifest_);
  auto filled = [&](const Json& of) {
    Json out = Json::object();
    auto fill = [&](const std::string& one) {
      return filled_placeholders(one, [&](const std::string& name) { return look(name); });
    };
    if (of.is_object())
      for (const auto& [name, value] : of.items()) out[fill(name)] = fill(text(value));
    return out;
  };
  Json headers = filled(member(in, "access_token_headers")), form = filled(member(in, "access_token_params"));
  if (!form.empty() && !headers.contains("Content-Type")) headers["Content-Type"] = "application/json";
  std::string endpoint = session_.settings().consent.token_endpoint;
  return token_request(endpoint.empty() ? declared_text("access_token_url") : endpoint, headers, form);
}

std::string Login::own_address() const {
  const ConsentSettings& settings = session_.settings().consent;
  Pairs all = {{"response_type", "code"},
               {"client_id", client("client_id")},
               {"redirect_uri", settings.redirect},
               {"state", state_},
               {"code_challenge", code_challenge(verifier_)},
               {"code_challenge_method", "S256"}};
  if (!settings.scope.empty()) all.emplace_back("scope", settings.scope);
  for (const auto& one : settings.parameters) all.push_back(one);
  return with_parameters(settings.endpoint, all);
}

HttpRequest Login::own_exchange() const {
  const Names names = session_.names();
  const Scope scope{names, session_.clock()};
  const ConsentSettings& settings = session_.settings().consent;
  const Authenticator::OAuth* by = oauth();
  Json form = {{"grant_type", "authorization_code"},
               {"code", code_},
               {"redirect_uri", settings.redirect},
               {"code_verifier", verifier_}};
  if (by->client_id) form[by->client_id_name.text(scope)] = by->client_id->text(scope);
  if (by->client_secret) form[by->client_secret_name.text(scope)] = by->client_secret->text(scope);
  std::string endpoint = settings.token_endpoint;
  if (endpoint.empty() && by->endpoint) endpoint = by->endpoint->text(scope);
  if (endpoint.empty()) config_failure("bad_consent", {{"what", "consent.token_endpoint"}});
  return token_request(endpoint, by->headers.value(scope), form);
}

void Login::begin() {
  if (!session_.logs_in()) config_failure("no_consent");
  state_ = random_token(kState);
  verifier_ = random_token(kState);
  code_.clear();
  outputs();  // says what is missing before anybody has opened a browser
  std::string open = declared() ? safe_url(declared_text("consent_url")) : own_address();
  if (origin_of(open).empty()) config_failure("bad_consent", {{"what", "consent_url"}});
  const Json consent = {{"open", open}, {"redirect", session_.settings().consent.redirect}},
             place = {{"state", state_}, {"verifier", verifier_}};
  session_.host().record(kStream, "consent", consent.dump());
  session_.host().checkpoint(kStream, place.dump());
}

void Login::end(std::string_view state) {
  const Json place = Json::parse(state, nullptr, false);
  state_ = text(member(place, "state"));
  verifier_ = text(member(place, "verifier"));
  if (state_.empty()) throw Failure(MU_AUTH, "login_of_another");
  code_ = code_in(text(member(place, "returned")), state_, declared() ? *look("auth_code_key") : "code",
                  declared() ? *look("state_key") : "state");
  HttpRequest request = declared() ? declared_exchange() : own_exchange();
  Json answer = token_answer(session_, request, "login_code_refused");
  std::vector<std::pair<std::vector<std::string>, std::string>> given;
  for (const Output& one : outputs()) {
    const Json* value = find_at(answer, parts_of_path(one.member));
    if (!value) value = answer_member(answer, one.member);
    if (!value || value->is_null() || value->is_structured())
      throw Failure(MU_AUTH, "login_gave_nothing",
                    {{"endpoint", shown_url(request.url)}, {"member", one.member}});
    given.emplace_back(one.setting, text(*value));
  }
  const Json& places = fields(member(manifest_.consent, "complete_oauth_output_specification"));
  auto expiry =
      declared() ? place_in_settings(member(places, "token_expiry_date")) : std::vector<std::string>();
  if (const Json* seconds = answer_member(answer, "expires_in");
      seconds && seconds->is_number() && !expiry.empty())
    given.emplace_back(expiry, format_time(utc_moment(session_.clock()() + seconds->get<int64_t>() * kSecond),
                                           "%Y-%m-%dT%H:%M:%SZ"));
  for (const auto& [setting, value] : given) session_.keep(setting, value);
  note_end(answer);
}

/// One that rotates is renewed by every read: its end is told by nobody.
void Login::note_end(const Json& answer) {
  const auto* by = oauth();
  if (!by || by->rotates) return;
  int64_t seconds = int64_t{86'400} * session_.settings().consent.days;
  for (const char* name : {"refresh_token_expires_in", "refresh_expires_in"})
    if (const Json* said = answer_member(answer, name); said && said->is_number() && *said > 0)
      seconds = said->get<int64_t>();
  std::vector<std::string> setting = refresh_setting(*by);
  const Json* token = find_at(session_.config(), setting);
  if (seconds == 0 || !token || !token->is_string()) return;
  setting.back() += ".ends";
  session_.keep(setting, noted_end(session_.clock()() / kSecond + seconds, token->get<std::string>()));
}

}  // namespace musubi::http
