// Logging in: AUTHENTICATE PLAIN (RFC 4616), LOGIN where there is no other way, XOAUTH2.
#pragma once
#include "connectors/mail/imap/session.hpp"

namespace musubi::mail {

class Login {
 public:
  Login(const Host& host, Session& session) : host_(host), session_(session) {}
  /// Throws as Session's constructor says.
  void run();

 private:
  void by_password(const std::string& password);
  void by_token(const std::string& token);
  /// The answer of a mechanism in base64, with the command or after it.
  Reply authenticate(const char* mechanism, const std::string& answer);
  Reply by_command(const std::string& password);
  void judge(const Reply& reply) const;

  const Host& host_;
  Session& session_;
  int challenges_ = 0;
};

}  // namespace musubi::mail
