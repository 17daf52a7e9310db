#include "connectors/mail/imap/login.hpp"

#include <algorithm>

#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/base64.hpp"
#include "connectors/mail/imap/refusal.hpp"
#include "connectors/mail/imap/token.hpp"

namespace musubi::mail {
namespace {

constexpr int kMostChallenges = 5;

bool is_plain_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < '\x7F'; });
}

}  // namespace

void Login::run() {
  const Account& account = session_.account_;
  if (account.xoauth2) return by_token(access_token(host_, account));
  auto password = host_.secret("auth/password");
  if (!password || password->empty()) config_failure("missing_setting", {{"setting", "auth/password"}});
  by_password(*password);
}

void Login::by_password(const std::string& password) {
  const Account& account = session_.account_;
  if (session_.can("AUTH=PLAIN")) {
    std::string answer;
    answer.append(1, '\0').append(account.user).append(1, '\0').append(password);
    return judge(authenticate("PLAIN", base64(answer)));
  }
  if (session_.can("LOGINDISABLED")) config_failure("no_login_way", {{"endpoint", account.endpoint()}, {"way", "PLAIN, LOGIN"}});
  judge(by_command(password));
}

void Login::by_token(const std::string& token) {
  const Account& account = session_.account_;
  if (!session_.can("AUTH=XOAUTH2")) config_failure("no_login_way", {{"endpoint", account.endpoint()}, {"way", "XOAUTH2"}});
  judge(authenticate("XOAUTH2", base64("user=" + account.user + "\1auth=Bearer " + token + "\1\1")));
}

Reply Login::authenticate(const char* mechanism, const std::string& answer) {
  bool at_once = session_.can("SASL-IR");
  std::string tag = session_.begin(std::string("AUTHENTICATE ") + mechanism + (at_once ? " " + answer : ""));
  Reply reply = session_.answer();
  // A challenge after the answer tells why not, and wants to be heard.
  for (bool told = at_once; reply.kind == Reply::Kind::go_on; told = true) {
    if (++challenges_ > kMostChallenges) session_.broken("garbage_reply");
    session_.connection_.send((told ? "" : answer) + "\r\n");
    reply = session_.answer();
  }
  if (reply.tag != tag) session_.broken("garbage_reply");
  return reply;
}

Reply Login::by_command(const std::string& password) {
  const std::string& user = session_.account_.user;
  if (is_plain_text(user) && is_plain_text(password)) {
    std::string tag = session_.begin("LOGIN " + quoted(user) + " " + quoted(password));
    return session_.end(tag, {});
  }
  std::string tag = session_.begin("LOGIN {" + std::to_string(user.size()) + "}");
  const std::string parts[] = {user + " {" + std::to_string(password.size()) + "}\r\n", password + "\r\n"};
  for (const std::string& part : parts) {
    Reply reply = session_.answer();
    if (reply.kind == Reply::Kind::tagged) return reply;
    session_.connection_.send(part);
  }
  return session_.end(tag, {});
}

void Login::judge(const Reply& reply) const {
  if (reply.ok()) return;
  heed(reply, session_.account_);
  auth_failure(session_.account_.xoauth2 ? "token_refused" : "login_refused", {{"endpoint", session_.account_.endpoint()}, {"user", session_.account_.user}});
}

}  // namespace musubi::mail
