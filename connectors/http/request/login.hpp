// A person's first consent by OAuth 2: the address for their browser, and what is made of the code it comes
// back with. Described by the manifest (spec.advanced_auth) or by the setting `consent`; that one always uses
// PKCE.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/http/request/oauth.hpp"
#include "connectors/http/request/session.hpp"

namespace musubi::http {

class Login {
 public:
  /// Both must outlive it.
  Login(Session& session, const Manifest& manifest) : session_(session), manifest_(manifest) {}

  /// A stream that no catalogue names: read from the beginning it gives one record, {"open", "redirect"}, and
  /// a state; read from that state with "returned" added, it keeps what the source gives.
  static constexpr const char* kStream = "$login";

  /// Throws Failure CONFIG, Stopped.
  void begin();
  /// `state`: as above; "returned" is the address the browser was sent back to, or the code alone. Throws
  /// Failure, Stopped.
  void end(std::string_view state);

  /// The settings that a login fills.
  std::vector<std::vector<std::string>> filled() const;
  /// Throws Failure AUTH where none of them has a value.
  void refuse_without() const;

 private:
  struct Output {
    std::string member;                // of the answer, the way into it with dots
    std::vector<std::string> setting;  // where it is kept
  };
  bool declared() const {
    return session_.settings().consent.endpoint.empty() && !manifest_.consent.is_null();
  }
  const Authenticator::OAuth* oauth() const;
  std::vector<Output> outputs() const;
  std::string client(const char* what) const;
  std::optional<std::string> look(const std::string& name) const;
  std::string declared_text(const char* name) const;
  HttpRequest declared_exchange() const;
  HttpRequest own_exchange() const;
  std::string own_address() const;
  void note_end(const Json& answer);

  Session& session_;
  const Manifest& manifest_;
  std::string state_, verifier_, code_;
};

}  // namespace musubi::http
