#include "core/serve/farewell.hpp"

#include <sys/socket.h>
#include <unistd.h>

namespace musubi {
namespace {

std::string_view phrase_of(int status) { return status == 400 ? "Bad Request" : status == 431 ? "Request Header Fields Too Large" : "Service Unavailable"; }

std::string written(const Refusal& why) {
  HttpResponse answer = refused({}, why);
  answer.headers.insert(answer.headers.end(), {{"Content-Type", answer.content_type},
                                               {"Content-Length", std::to_string(answer.body.size())},
                                               {"X-Content-Type-Options", "nosniff"},
                                               {"Cache-Control", "no-store"},
                                               {"Connection", "close"}});
  std::string out = "HTTP/1.1 " + std::to_string(answer.status) + " " + std::string(phrase_of(answer.status)) + "\r\n";
  for (const auto& [name, value] : answer.headers) out += name + ": " + value + "\r\n";
  return out + "\r\n" + answer.body;
}

}  // namespace

void end_line(Line& line, const Refusal& why) {
  if (line.write(written(why))) line.linger();
}

void turn_away(int socket, bool plain) {
  static const std::string words = written({503, {"serve.crowded", {}}, {{"Retry-After", "5"}}});
  char unread[4096];
  if (plain && ::send(socket, words.data(), words.size(), MSG_DONTWAIT | MSG_NOSIGNAL) > 0) ::recv(socket, unread, sizeof unread, MSG_DONTWAIT);
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
}

}  // namespace musubi
