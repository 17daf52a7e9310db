// Which mailbox is read over IMAP, and how it is reached: the settings beside `path`.
#pragma once
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace musubi::mail {

/// How a person logs in, for auth.refresh_token; nobody does where there is no endpoint.
struct Consent {
  std::string endpoint;  // where they give their consent
  std::string redirect;  // where their browser is sent back to
  std::string scope;
  std::vector<std::pair<std::string, std::string>> parameters;  // further ones of the endpoint
};

struct Account {
  std::string host;            // a name or an address; of IPv6 without brackets
  uint16_t port = 0;
  bool tls_at_once = true;     // imaps://; else STARTTLS, which must be offered
  bool plain = false;          // no TLS at all, to this machine alone
  bool xoauth2 = false;        // else a password
  std::string user;
  std::string token_endpoint, client_id, scope;  // where access tokens come from; "" = auth.token is one
  Consent consent;
  std::string ca_file;         // "" = the system's authorities
  std::vector<std::string> folders;  // names as people see them, patterns, or roles (\Sent); empty: the usual ones
  std::string since;           // "2026-01-31"; "" = all
  uint64_t page_size = 200;    // mails asked for at a time
  int timeout = 60;            // seconds without a byte

  /// "imaps://mail.shop.example:993"
  std::string endpoint() const;
};

/// Of settings that have an `endpoint`. Throws Failure MU_CONFIG naming the setting that is wrong.
Account account_of(const nlohmann::json& settings);

/// Sets scheme, host and port of `account`; false where `endpoint` is not imaps://host[:port] or imap://host[:port].
bool read_endpoint(std::string_view endpoint, Account& account);

/// Whether the host is this machine by its name or address.
bool is_loopback(std::string_view host);

}  // namespace musubi::mail
