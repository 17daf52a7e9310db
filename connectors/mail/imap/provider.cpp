#include "connectors/mail/imap/provider.hpp"

namespace musubi::mail {
namespace {

void take(std::string& to, const std::string& known) {
  if (to.empty()) to = known;
}

}  // namespace

bool take_provider(const std::string& provider, const std::string& tenant, Account& account) {
  Consent& consent = account.consent;
  if (provider == "google") {
    take(account.token_endpoint, "https://oauth2.googleapis.com/token");
    take(consent.endpoint, "https://accounts.google.com/o/oauth2/v2/auth");
    take(consent.redirect, "http://127.0.0.1:8087/callback");
    take(consent.scope, "https://mail.google.com/");
    consent.parameters = {{"access_type", "offline"}, {"prompt", "consent"}};  // else there is a refresh token once only
    return true;
  }
  if (provider == "microsoft") {
    const std::string at = "https://login.microsoftonline.com/" + (tenant.empty() ? "organizations" : tenant) + "/oauth2/v2.0/";
    const char* scope = "https://outlook.office.com/IMAP.AccessAsUser.All offline_access";
    take(account.token_endpoint, at + "token");
    take(account.scope, scope);
    take(consent.endpoint, at + "authorize");
    take(consent.redirect, "http://localhost:8087/callback");  // a number in place of the name cannot be registered there
    take(consent.scope, scope);
    return true;
  }
  return false;
}

}  // namespace musubi::mail
