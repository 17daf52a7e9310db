#include <algorithm>
#include <array>

#include "connectors/http/manifest/query_properties.hpp"

namespace musubi::http {
namespace {

/// request_body: one of the typed bodies.
void compile_body(const Part& part, Requester& out) {
  if (part.is_null()) return;
  std::string type = part.type();
  if (type == "RequestBodyJsonObject")
    out.body_json = part.input("value");
  else if (type == "RequestBodyUrlEncodedForm" || type == "RequestBodyPlainText")
    out.body_data = part.fields("value", false);
  else if (type == "RequestBodyGraphQL")
    out.body_json = part.input("value");
  else
    part.unknown();
}

/// In upper case, as it is sent.
Interpolated compile_method(const Part& part) {
  std::string out;
  for (char c : part.plain("http_method", "GET")) out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  constexpr std::array methods = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  if (std::ranges::find(methods, out) == methods.end()) part.lacks_at("http_method", "no_method", {{"value", out}});
  return Interpolated(out);
}

double seconds(const Part& part, const std::string& name) {
  constexpr double kMost = 86'400;
  const Json* found = part.find(name);
  if (!found) return 0;
  if (!found->is_number() || *found <= 0) part.lacks_at(name, "no_number_above", {{"least", "0"}});
  return found->is_number() ? std::clamp(found->get<double>(), 0.0, kMost) : 0;
}

}  // namespace

Requester compile_requester(const Part& part) {
  Requester out;
  if (part.type() != "HttpRequester") {
    part.unknown();
    return out;
  }
  out.url = part.has("url_base") ? part.text("url_base") : part.need_text("url");
  out.path = part.text("path");
  out.method = compile_method(part);
  out.parameters = part.fields("request_parameters");
  out.headers = part.fields("request_headers");
  out.body_data = part.fields("request_body_data", false);
  out.body_json = part.input("request_body_json", false);
  compile_body(part.child("request_body"), out);
  if (!out.body_data.is_empty() && !out.body_json.is_empty())
    part.lacks_at("request_body_json", "not_beside", {{"what", "request_body_data"}});
  out.connecting = seconds(part, "connect_timeout_in_seconds");
  out.silence = seconds(part, "read_timeout_in_seconds");
  out.properties = compile_query_properties(part);
  out.authenticator = compile_authenticator(part.child("authenticator"));
  give_address(out.authenticator, out.url);
  out.error_handlers = compile_error_handlers(part.child("error_handler"));
  return out;
}

}  // namespace musubi::http
