#include "connectors/http/manifest/part.hpp"
#include "connectors/http/manifest/rotating_tokens.hpp"
#include "connectors/http/template/time_text.hpp"

namespace musubi::http {
namespace {

std::vector<std::string> path_or(const Part& part, const std::string& name,
                                 std::vector<std::string> otherwise) {
  return part.has(name) ? part.plains(name) : otherwise;
}

/// A signed token in place of client and refresh token: Google's service accounts.
void compile_assertion(const Part& part, Authenticator::OAuth& out) {
  out.asserts = part.condition("use_profile_assertion");
  Part assertion = part.child("profile_assertion");
  if (assertion.is_null()) {
    const Json* use = part.find("use_profile_assertion");
    if (use && *use != false) part.lacks_at("profile_assertion", "missing");
  } else if (assertion.type() == "JwtAuthenticator") {
    out.assertion = compile_authenticator(assertion).jwt;
  } else {
    assertion.unknown();
  }
}

/// What tells that the refresh token is good no more.
void compile_login_over(const Part& part, Authenticator::OAuth& out) {
  out.over_codes = compile_statuses(part, "refresh_token_error_status_codes");
  out.over_member = part.plain("refresh_token_error_key");
  out.over_values = part.plains("refresh_token_error_values", Takes::numbers);
}

void compile_oauth(const Part& part, Authenticator& out) {
  out.kind = Authenticator::Kind::oauth;
  auto oauth = std::make_shared<Authenticator::OAuth>();
  oauth->client_id = part.maybe_text("client_id");
  oauth->client_secret = part.maybe_text("client_secret");
  oauth->refresh_token = part.maybe_text("refresh_token");
  oauth->endpoint = part.maybe_text("token_refresh_endpoint");
  oauth->access_token = part.maybe_text("access_token_value");
  oauth->expiry = part.maybe_text("token_expiry_date");
  oauth->grant_type = part.text("grant_type", "refresh_token");
  oauth->grant_type_name = part.text("grant_type_name", "grant_type");
  oauth->client_id_name = part.text("client_id_name", "client_id");
  oauth->client_secret_name = part.text("client_secret_name", "client_secret");
  oauth->refresh_token_name = part.text("refresh_token_name", "refresh_token");
  oauth->access_token_name = part.text("access_token_name", "access_token");
  oauth->expires_in_name = part.text("expires_in_name", "expires_in");
  oauth->scopes = part.texts("scopes");
  oauth->expiry_format = part.plain("token_expiry_date_format");
  oauth->body = part.input("refresh_request_body");
  oauth->headers = part.input("refresh_request_headers");
  if (!oauth->endpoint && !oauth->access_token) part.lacks_at("token_refresh_endpoint", "missing");
  oauth->by_query = part.flag("send_refresh_request_as_query_params");
  compile_assertion(part, *oauth);
  compile_login_over(part, *oauth);
  if (part.has("refresh_token_updater")) {
    Part updater = part.child("refresh_token_updater");
    if (oauth->over_codes.empty()) compile_login_over(updater, *oauth);
    oauth->rotates = true;
    oauth->new_refresh_token_name = updater.plain("refresh_token_name", "refresh_token");
    oauth->refresh_path = path_or(updater, "refresh_token_config_path", {"credentials", "refresh_token"});
    updater.reads_setting(oauth->refresh_path);
  }
  out.oauth = std::move(oauth);
}

void compile_session(const Part& part, Authenticator& out) {
  out.kind = Authenticator::Kind::session;
  out.login = std::make_shared<const Requester>(compile_requester(part.child("login_requester")));
  if (out.login->properties) part.lacks_at("login_requester", "unsupported_named", {{"what", "QueryProperties"}});
  refuse_reading_again(part.child("login_requester"));
  out.session_path = part.steps("session_token_path");
  out.session_decoder = compile_decoder(part.child("decoder"));
  if (part.has("expiration_duration")) {
    out.session_duration = part.plain("expiration_duration");
    if (!parse_duration(*out.session_duration))
      part.lacks_at("expiration_duration", "bad_duration");
  }
  if (Part own = part.child("x-musubi"); !own.is_null()) {
    const Interpolated header = own.need_text("session_token_header");
    for (char c : header.source())
      out.session_header += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  } else if (out.session_path.empty()) {
    part.lacks_at("session_token_path", "missing");
  }
  Part request = part.child("request_authentication");
  out.session_bearer = request.type() == "Bearer";
  if (out.session_bearer) return;
  if (request.type() != "ApiKey") return request.unknown();
  if (auto option = request.option("inject_into")) out.option = std::move(*option);
  out.session_written = request.maybe_text("api_token");
}

bool knows_algorithm(const Interpolated& algorithm) {
  static const std::set<std::string> known = {"HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "PS256",
                                              "PS384", "PS512", "ES256", "ES256K", "ES384", "ES512", "EdDSA"};
  return !algorithm.is_plain() || known.contains(algorithm.source());
}

/// Ghost's Admin API gives the secret's bytes in hex.
Authenticator::Jwt::Secret secret_encoding(const Part& own) {
  using Secret = Authenticator::Jwt::Secret;
  if (own.is_null()) return Secret::as_written;
  const std::string said = own.plain("secret_key_encoding");
  if (said == "hex") return Secret::hex;
  if (said != "base64") own.lacks_at("secret_key_encoding", said.empty() ? "missing" : "unsupported_named", {{"what", said}});
  return Secret::base64;
}

void compile_jwt(const Part& part, Authenticator& out) {
  out.kind = Authenticator::Kind::jwt;
  auto jwt = std::make_shared<Authenticator::Jwt>();
  jwt->algorithm = part.text("algorithm", "HS256");
  jwt->secret = part.need_text("secret_key");
  jwt->secret_is_base64 = part.flag("base64_encode_secret_key");
  jwt->secret_encoding = secret_encoding(part.child("x-musubi"));
  jwt->prefix = part.maybe_text("header_prefix");
  jwt->passphrase = part.maybe_text("passphrase");
  if (!knows_algorithm(jwt->algorithm))
    part.lacks_at("algorithm", "unsupported_named", {{"what", jwt->algorithm.source()}});
  if (auto option = part.option("request_option")) {
    out.option = std::move(*option);
  } else {
    out.option.into = Into::header;
    out.option.path = {Interpolated("Authorization")};
  }
  jwt->duration = part.whole("token_duration", 1200);
  jwt->headers = part.input("jwt_headers");
  Input payload = part.input("additional_jwt_payload"), own = part.input("jwt_payload");
  payload.kind = Input::Kind::dict;
  for (auto& member : own.members) payload.members.push_back(std::move(member));
  jwt->payload = std::move(payload);
  for (auto& member : part.input("additional_jwt_headers").members)
    jwt->headers.members.push_back(std::move(member));
  jwt->headers.kind = Input::Kind::dict;
  out.jwt = std::move(jwt);
}

void compile_choice(const Part& part, Authenticator& out) {
  out.selection = part.plains("authenticator_selection_path");
  Part all = part.child("authenticators");
  if (!all.node().is_object() || out.selection.empty())
    return part.lacks("no_choice");
  for (const auto& [name, node] : all.node().items()) {
    if (name == "$parameters") continue;
    const size_t before = part.noted();
    out.choices.push_back({name, compile_authenticator(all.child(name))});
    part.only_with(before, {out.selection, name});
  }
}

/// Deprecated in the format in favour of SessionTokenAuthenticator.
void compile_passed_session(const Part& part, Authenticator& out) {
  out.kind = Authenticator::Kind::passed_session;
  auto session = std::make_shared<Authenticator::PassedSession>();
  session->login = part.need_text("login_url");
  session->check = part.need_text("validate_session_url");
  session->header = part.need_text("header");
  session->member = part.need_text("session_token_response_key");
  session->token = part.maybe_text("session_token");
  session->user = part.maybe_text("username");
  session->password = part.maybe_text("password");
  if (!session->token && !session->user) part.lacks_at("session_token", "missing");
  if (!session->token && session->user && !session->password) part.lacks_at("password", "missing");
  out.passed_session = std::move(session);
}

void compile_api_key(const Part& part, Authenticator& out) {
  out.kind = Authenticator::Kind::api_key;
  out.token = part.need_text("api_token");
  if (auto option = part.option("inject_into")) {
    out.option = std::move(*option);
  } else {
    out.option.into = Into::header;
    out.option.path = {part.need_text("header")};
  }
}

}  // namespace

void give_address(Authenticator& to, const Interpolated& base) {
  for (Choice& choice : to.choices) give_address(choice.authenticator, base);
  if (!to.passed_session) return;
  auto own = std::make_shared<Authenticator::PassedSession>(*to.passed_session);
  own->base = base;
  to.passed_session = std::move(own);
}

Authenticator compile_authenticator(const Part& part) {
  Authenticator out;
  std::string type = part.type();
  if (part.is_null() || type == "NoAuth") return out;
  if (type == "BearerAuthenticator") {
    out.kind = Authenticator::Kind::bearer;
    out.token = part.need_text("api_token");
  } else if (type == "BasicHttpAuthenticator") {
    out.kind = Authenticator::Kind::basic;
    out.user = part.need_text("username");
    out.password = part.text("password");
  } else if (type == "ApiKeyAuthenticator") {
    compile_api_key(part, out);
  } else if (type == "OAuthAuthenticator") {
    compile_oauth(part, out);
  } else if (type == "SessionTokenAuthenticator") {
    compile_session(part, out);
  } else if (type == "LegacySessionTokenAuthenticator") {
    compile_passed_session(part, out);
  } else if (type == "JwtAuthenticator") {
    compile_jwt(part, out);
  } else if (type == "RateLimitedMultipleTokenAuthenticator") {
    out.kind = Authenticator::Kind::rotating;
    out.rotating = compile_rotating_tokens(part);
  } else if (type == "SelectiveAuthenticator") {
    compile_choice(part, out);
  } else {
    part.unknown();
  }
  return out;
}

}  // namespace musubi::http
