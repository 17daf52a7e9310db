#include "connectors/mail/imap/account.hpp"

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/provider.hpp"
#include "connectors/mail/imap/reply.hpp"
#include "connectors/mail/setting_values.hpp"

namespace musubi::mail {
namespace {

using Json = nlohmann::json;

constexpr const char* kRedirect = "http://127.0.0.1:8087/callback";

/// "[::1]:993" in two; the second without ':', nothing where there is none.
bool split_port(std::string_view rest, std::string_view& host, std::string_view& port) {
  size_t end = rest.find(':');
  if (rest.starts_with('[')) {
    size_t close = rest.find(']');
    if (close == rest.npos) return false;
    host = rest.substr(1, close - 1);
    end = close + 1;
  } else {
    host = rest.substr(0, end);
  }
  port = {};
  if (end >= rest.size()) return true;
  if (rest[end] != ':' || end + 1 == rest.size()) return false;
  port = rest.substr(end + 1);
  return true;
}

bool is_date(std::string_view text) {
  if (text.size() != 10) return false;
  for (size_t i = 0; i < text.size(); ++i)
    if (i == 4 || i == 7 ? text[i] != '-' : !is_digit(text[i])) return false;
  return text.substr(5, 2) >= "01" && text.substr(5, 2) <= "12" && text.substr(8) >= "01" && text.substr(8) <= "31";
}

/// Each setting that is there stands before what is known of the provider.
void read_login(const Json& settings, const Json& auth, Account& account) {
  const std::string provider = text_at(auth, "provider", "auth/");
  if (!provider.empty() && !take_provider(provider, text_at(auth, "tenant", "auth/"), account)) unfit("auth/provider");
  auto consent = settings.find("consent");
  if (consent == settings.end()) return;
  refuse_unknown(*consent, {"endpoint", "redirect", "scope", "parameters"}, "consent/");
  auto take = [&](const char* name, std::string& to) {
    if (std::string given = text_at(*consent, name, "consent/"); !given.empty()) to = std::move(given);
  };
  take("endpoint", account.consent.endpoint);
  take("redirect", account.consent.redirect);
  take("scope", account.consent.scope);
  if (account.consent.redirect.empty()) account.consent.redirect = kRedirect;
  if (auto more = consent->find("parameters"); more != consent->end())
    for (const auto& [name, value] : more->items())
      if (value.is_string()) account.consent.parameters.emplace_back(name, value.get<std::string>());
  if (!account.consent.endpoint.empty() && account.token_endpoint.empty()) config_failure("missing_setting", {{"setting", "auth/token_endpoint"}});
}

void read_auth(const Json& settings, Account& account) {
  auto auth = settings.find("auth");
  if (auth == settings.end()) config_failure("missing_setting", {{"setting", "auth/user"}});
  refuse_unknown(*auth, {"kind", "user", "provider", "tenant", "token_endpoint", "client_id", "scope"}, "auth/");
  account.user = text_at(*auth, "user", "auth/");
  if (account.user.empty()) config_failure("missing_setting", {{"setting", "auth/user"}});
  if (account.user.find_first_of(std::string("\0\r\n\1", 4)) != std::string::npos) unfit("auth/user");
  std::string kind = text_at(*auth, "kind", "auth/");
  if (!kind.empty() && kind != "password" && kind != "xoauth2") unfit("auth/kind");
  account.xoauth2 = kind == "xoauth2";
  account.token_endpoint = text_at(*auth, "token_endpoint", "auth/");
  account.client_id = text_at(*auth, "client_id", "auth/");
  account.scope = text_at(*auth, "scope", "auth/");
  if (account.xoauth2) read_login(settings, *auth, account);
  if (!account.token_endpoint.empty() && account.client_id.empty()) config_failure("missing_setting", {{"setting", "auth/client_id"}});
}

}  // namespace

std::string Account::endpoint() const {
  bool six = host.find(':') != host.npos;
  return (tls_at_once ? "imaps://" : "imap://") + (six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool is_loopback(std::string_view host) {
  if (same(host, "localhost") || host == "::1") return true;
  if (!host.starts_with("127.")) return false;
  return host.find_first_not_of("0123456789.") == host.npos;
}

bool read_endpoint(std::string_view endpoint, Account& account) {
  account.tls_at_once = same(endpoint.substr(0, 8), "imaps://");
  if (!account.tls_at_once && !same(endpoint.substr(0, 7), "imap://")) return false;
  endpoint.remove_prefix(account.tls_at_once ? 8 : 7);
  if (endpoint.ends_with('/')) endpoint.remove_suffix(1);
  std::string_view host, port;
  if (!split_port(endpoint, host, port) || host.empty()) return false;
  for (char c : host)
    if (is_blank(c) || static_cast<unsigned char>(c) < ' ' || std::string_view("/@?#%[]\"\\").find(c) != std::string_view::npos) return false;
  auto number = port.empty() ? std::optional<uint32_t>(account.tls_at_once ? 993 : 143) : number_in(port);
  if (!number || *number == 0 || *number > 65535) return false;
  account.host = host;
  account.port = static_cast<uint16_t>(*number);
  return true;
}

Account account_of(const Json& settings) {
  Account out;
  if (!read_endpoint(text_at(settings, "endpoint", ""), out)) unfit("endpoint");
  read_auth(settings, out);
  if (auto tls = settings.find("tls"); tls != settings.end()) {
    refuse_unknown(*tls, {"ca_file", "plain"}, "tls/");
    out.ca_file = text_at(*tls, "ca_file", "tls/");
    out.plain = flag_at(*tls, "plain", "tls/");
  }
  if (out.plain && (out.tls_at_once || !is_loopback(out.host))) config_failure("plain_elsewhere", {{"endpoint", out.endpoint()}});
  out.folders = texts_at(settings, "folders", "");
  out.since = text_at(settings, "since", "");
  if (!out.since.empty() && !is_date(out.since)) unfit("since");
  out.page_size = number_at(settings, "page_size", out.page_size);
  if (out.page_size < 1 || out.page_size > 1000) unfit("page_size");
  uint64_t timeout = number_at(settings, "timeout", 60);
  if (timeout < 1 || timeout > 3600) unfit("timeout");
  out.timeout = static_cast<int>(timeout);
  return out;
}

}  // namespace musubi::mail
