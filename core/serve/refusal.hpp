// Refusals: a status and a sentence in both languages.
#pragma once
#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "core/base/message.hpp"
#include "core/serve/http.hpp"

namespace musubi {

/// Thrown by handlers; becomes the answer.
struct Refusal : std::exception {
  int status;
  Message message;
  std::vector<std::pair<std::string, std::string>> headers;
  Refusal(int code, Message why, std::vector<std::pair<std::string, std::string>> more = {})
      : status(code), message(std::move(why)), headers(std::move(more)) {}
  const char* what() const noexcept override { return message.id.c_str(); }
};

/// {"error": {"id", "ja", "en"}}, or a small page for a browser.
HttpResponse refused(const HttpRequest& request, const Refusal& refusal);

/// The refusal that an Error of the rooms below amounts to: 404 for what does not exist, 503 where the database is gone or has no room, or a connection cannot receive, else 500.
Refusal refusal_of(const Message& error);

}  // namespace musubi
