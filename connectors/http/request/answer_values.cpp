#include "connectors/http/request/answer_values.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "connectors/http/request/url.hpp"

namespace musubi::http {
namespace {

/// "x-total-count" as "X-Total-Count".
std::string usual_spelling(std::string_view name) {
  std::string out(name);
  bool first = true;
  for (char& c : out) {
    if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    first = c == '-';
  }
  return out;
}

std::string trimmed(std::string_view s, std::string_view what) {
  size_t from = s.find_first_not_of(what);
  return from == s.npos ? "" : std::string(s.substr(from, s.find_last_not_of(what) - from + 1));
}

/// <url>; rel="next", <url>; rel="last"
Json links_of(std::string_view header) {
  Json out = Json::object();
  while (!header.empty()) {
    size_t open = header.find('<'), close = header.find('>', open == header.npos ? 0 : open);
    if (open == header.npos || close == header.npos) break;
    Json link = {{"url", std::string(header.substr(open + 1, close - open - 1))}};
    size_t end = std::min(header.find(", <", close), std::min(header.find(",<", close), header.size()));
    std::string_view parameters = header.substr(close + 1, end - close - 1);
    while (!parameters.empty()) {
      std::string_view one = parameters.substr(0, parameters.find(';'));
      parameters.remove_prefix(std::min(one.size() + 1, parameters.size()));
      size_t sign = one.find('=');
      if (sign != one.npos)
        link[trimmed(one.substr(0, sign), " '\"")] = trimmed(one.substr(sign + 1), " '\"");
    }
    std::string key = link.contains("rel") ? link["rel"].get<std::string>() : link["url"].get<std::string>();
    out[key] = std::move(link);
    header.remove_prefix(std::min(end + 1, header.size()));
  }
  return out;
}

/// Under which sources put what is wrong, as the format looks for it in `error_message`; and what FHIR, SOAP and others use beside these.
constexpr std::array<const char*, 14> names_of_format = {
    "message", "messages",      "error", "errors", "failures",       "failure",           "detail",
    "err",     "error_message", "msg",   "reason", "status_message", "error_description", "title"};
constexpr std::array<const char*, 10> further_names = {"issue",        "diagnostics", "details",     "text",  "description",
                                                       "errorMessage", "Message",     "faultstring", "Fault", "Error"};

/// Not below `depth` 8.
std::string message_in(const Json& body, std::span<const char* const> names, int depth = 0) {
  if (depth > 8) return "";
  if (body.is_string()) return body.get<std::string>();
  if (body.is_array()) {
    std::string out;
    for (const Json& one : body)
      if (std::string part = message_in(one, names, depth + 1); !part.empty())
        out += (out.empty() ? "" : ", ") + part;
    return out;
  }
  if (!body.is_object()) return "";
  for (const char* name : names)
    if (auto at = body.find(name); at != body.end())
      if (std::string out = message_in(*at, names, depth + 1); !out.empty()) return out;
  return "";
}

}  // namespace

Json headers_value(const HttpAnswer& answer, bool with_links) {
  Json out = Json::object();
  // Names are asked for in any spelling.
  for (const auto& [name, value] : answer.headers) {
    if (out.contains(name)) continue;
    out[name] = answer.joined_header(name);
    out[usual_spelling(name)] = out[name];
  }
  if (with_links) out["link"] = links_of(answer.joined_header("link"));
  return out;
}

void AnswerValues::read() {
  if (read_) return;
  read_ = true;
  response_ = Json::parse(answer_.body, nullptr, false);
  if (response_.is_discarded()) response_ = Json::object();
  headers_ = headers_value(answer_, false);
}

const Names& AnswerValues::names(const Names& base) {
  if (names_) return *names_;
  read();
  names_ = base;
  names_->set("response", Value::borrowed(response_));
  names_->set("headers", Value::borrowed(headers_));
  names_->set("request_url", Value(Json(shown_url(answer_.url))));
  return *names_;
}

std::string error_text(const Json& answer) {
  return message_in(answer, names_of_format);
}

std::string any_error_text(const Json& answer) {
  const std::string usual = error_text(answer);
  return usual.empty() ? message_in(answer, further_names) : usual;
}

std::string AnswerValues::error_message() {
  read();
  std::string out = error_text(response_);
  return out.empty() && response_.is_object() && response_.empty() ? answer_.body.substr(0, 2000) : out;
}

}  // namespace musubi::http
