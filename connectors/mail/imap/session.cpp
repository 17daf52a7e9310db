#include "connectors/mail/imap/session.hpp"

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"
#include "connectors/mail/imap/login.hpp"
#include "connectors/mail/imap/refusal.hpp"

namespace musubi::mail {
namespace {

/// More replies than any command of ours is answered with, though a folder have millions of mails.
constexpr size_t kMostReplies = 5'000'000;

}  // namespace

Session::Session(const Host& host, const Account& account, uint64_t longest_literal)
    : account_(account), connection_(host, account), reader_(longest_literal) {
  ask_capabilities();
  Login(host, *this).run();
  ask_capabilities();
}

Reply Session::command(std::string_view text, const Take& take) {
  std::string tag = begin(text);
  Reply reply = end(tag, take);
  if (reply.word == "BAD") heed(reply, account_);
  if (reply.word == "BAD") data_failure("command_refused", {{"endpoint", account_.endpoint()}, {"command", std::string(text.substr(0, text.find(' ')))}});
  return reply;
}

void Session::ask(std::string_view text, const Take& take) {
  if (Reply reply = command(text, take); !reply.ok()) take_for_unwell(reply, account_);
}

void Session::log_out() {
  try {
    begin("LOGOUT");
  } catch (const Failure&) {  // it hung up first; all that was wanted is here
  }
}

std::string Session::begin(std::string_view text) {
  std::string tag = "m" + std::to_string(++commands_);
  connection_.send(tag + " " + std::string(text) + "\r\n");
  return tag;
}

Reply Session::end(const std::string& tag, const Take& take) {
  for (size_t count = 0; count < kMostReplies; ++count) {
    Reply reply = next();
    if (reply.kind == Reply::Kind::tagged && reply.tag == tag) return reply;
    if (reply.kind != Reply::Kind::untagged) broken("garbage_reply");
    if (take) take(reply);
  }
  broken("endless_replies");
}

Reply Session::next() {
  try {
    for (;;) {
      if (auto reply = reader_.next()) {
        if (reply->kind != Reply::Kind::untagged || reply->word != "BYE") return std::move(*reply);
        heed(*reply, account_);
        transient_failure("server_bye", {{"endpoint", account_.endpoint()}});
      }
      reader_.feed(connection_.receive());
    }
  } catch (const BadReply& bad) {
    broken(bad.id);
  }
}

Reply Session::answer() {
  for (size_t count = 0; count < kMostReplies; ++count)
    if (Reply reply = next(); reply.kind != Reply::Kind::untagged) return reply;
  broken("endless_replies");
}

void Session::ask_capabilities() {
  capabilities_.clear();
  command("CAPABILITY", [&](Reply& reply) {
    if (reply.word != "CAPABILITY") return;
    for (const Value& value : reply.values) {
      std::string name = value.text;
      for (char& c : name)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
      capabilities_.insert(std::move(name));
    }
  });
}

void Session::broken(const char* id) const {
  data_failure(id, {{"endpoint", account_.endpoint()}});
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out += '"';
}

}  // namespace musubi::mail
