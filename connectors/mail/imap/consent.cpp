#include "connectors/mail/imap/consent.hpp"

#include <glib.h>
#include <sys/random.h>

#include <nlohmann/json.hpp>

#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/base64.hpp"
#include "connectors/mail/imap/token.hpp"
#include "core/sdk/consent.hpp"

namespace musubi::mail {
namespace {

using Json = nlohmann::json;

/// Letters of the state and the verifier, which must have 43 to 128: three of four bytes.
constexpr size_t kSecretBytes = 36;

std::string random_letters() {
  std::string bytes(kSecretBytes, '\0');
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) throw Failure(MU_BUG, "", {}, "the system gives no random numbers");
  return base64url(bytes);
}

std::string text_in(const Json& object, const char* name) {
  return object.is_object() && object.contains(name) && object[name].is_string() ? object[name].get<std::string>() : "";
}

void ask(const Host& host, const Account& account) {
  const Consent& consent = account.consent;
  const std::string state = random_letters(), verifier = random_letters();
  Pairs all = {{"response_type", "code"},
               {"client_id", account.client_id},
               {"redirect_uri", consent.redirect},
               {"state", state},
               {"code_challenge", code_challenge(verifier)},
               {"code_challenge_method", "S256"},
               {"login_hint", account.user}};
  if (!consent.scope.empty()) all.emplace_back("scope", consent.scope);
  all.insert(all.end(), consent.parameters.begin(), consent.parameters.end());
  const char mark = consent.endpoint.find('?') == std::string::npos ? '?' : '&';
  host.record(kLoginStream, "consent", Json{{"open", consent.endpoint + mark + form_of(all)}, {"redirect", consent.redirect}}.dump());
  host.checkpoint(kLoginStream, Json{{"state", state}, {"verifier", verifier}}.dump());
}

void keep(const Host& host, const Account& account, const Json& place) {
  const std::string state = text_in(place, "state");
  if (state.empty()) auth_failure("login_of_another");
  const std::string code = code_in(text_in(place, "returned"), state);
  TokenAnswer answer = ask_for_token(host, account,
                                     {{"grant_type", "authorization_code"},
                                      {"code", code},
                                      {"redirect_uri", account.consent.redirect},
                                      {"code_verifier", text_in(place, "verifier")}});
  if (!answer.given()) auth_failure("login_code_refused", answer.args);
  if (answer.refresh_token.empty()) auth_failure("login_gave_nothing", answer.args);
  host.keep_secret("auth/refresh_token", answer.refresh_token);
}

}  // namespace

void log_in(const Host& host, const Account& account, std::string_view state) {
  if (account.consent.endpoint.empty() || !account.xoauth2) config_failure("no_consent");
  state.empty() ? ask(host, account) : keep(host, account, Json::parse(state, nullptr, false));
}

std::string code_challenge(std::string_view verifier) {
  std::string digest(32, '\0');
  gsize size = digest.size();
  GChecksum* sum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(sum, reinterpret_cast<const guchar*>(verifier.data()), static_cast<gssize>(verifier.size()));
  g_checksum_get_digest(sum, reinterpret_cast<guint8*>(digest.data()), &size);
  g_checksum_free(sum);
  return base64url(digest);
}

}  // namespace musubi::mail
