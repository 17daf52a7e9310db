#include "connectors/http/request/build.hpp"

#include <cmath>

#include "connectors/http/request/url.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/operators.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

std::string text(const Json& value) {
  return text_of(Value::borrowed(value));
}

/// Pairs of a mapping: lists are repeated, null is left out.
std::vector<std::pair<std::string, std::string>> pairs_of(const Json& mapping) {
  std::vector<std::pair<std::string, std::string>> out;
  for (const auto& [name, value] : mapping.items()) {
    if (value.is_object()) trouble("the value of the parameter " + name + " is an object");
    if (value.is_array()) {
      for (const Json& one : value)
        if (!one.is_null()) out.emplace_back(name, text(one));
    } else if (!value.is_null()) {
      out.emplace_back(name, text(value));
    }
  }
  return out;
}

/// What stands under names: texts and lists, of a mapping that an expression may give as a whole.
Json fields_of(const Input& input, const Scope& scope) {
  if (input.kind == Input::Kind::text)
    if (Json whole = input.value(scope); whole.is_object()) return whole;
  return input.value(scope, Wanted::text_or_list);
}

void set_body(HttpRequest& request, const Requester& requester, const Scope& scope,
              const Additions& additions) {
  Json json = requester.body_json.value(scope), data = fields_of(requester.body_data, scope);
  if (json.is_null() || (json.is_string() && json.get<std::string>().empty())) json = Json::object();
  auto set = [&](const char* type, std::string body) {
    bool typed = false;
    for (const auto& [name, value] : request.headers)
      typed = typed || (name.size() == 12 && (name[0] | 32) == 'c' && (name[8] | 32) == 't');
    if (type && !typed) request.headers.emplace_back("Content-Type", type);
    request.body = std::move(body);
    request.has_body = true;
  };
  if (json.is_object()) merge_into(json, additions.body_json);
  const bool has_form = data.is_object() ? !data.empty() : is_true(data);
  if (!json.is_object() || !json.empty()) {
    if (has_form || !additions.body_data.empty()) trouble("a request cannot have a body of JSON and a form as well");
    return set("application/json", json.is_string() ? json.get<std::string>() : python_json(json, false));
  }
  if (data.is_string() && !data.get_ref<const std::string&>().empty())
    return set(nullptr, data.get<std::string>());
  Json form = data.is_object() ? data : Json::object();
  merge_into(form, additions.body_data);
  if (!form.empty()) set("application/x-www-form-urlencoded", form_of(pairs_of(form)));
}

}  // namespace

void merge_into(Json& into, const Json& more) {
  for (const auto& [name, value] : more.items()) {
    if (into.contains(name) && into[name].is_object() && value.is_object())
      merge_into(into[name], value);
    else
      into[name] = value;
  }
}

Json& Additions::at(Into into) {
  return into == Into::parameter   ? parameters
         : into == Into::header    ? headers
         : into == Into::body_data ? body_data
                                   : body_json;
}

void Additions::inject(const RequestOption& option, Json value, const Scope& scope) {
  Json* at_ = &at(option.into);
  for (const Interpolated& step : option.path) {
    if (!at_->is_object()) *at_ = Json::object();
    at_ = &(*at_)[step.text(scope)];
  }
  *at_ = std::move(value);
}

std::string address_of(const Requester& requester, const Scope& scope, std::string path) {
  if (path.empty()) {
    path = requester.path.text(scope);
    path.erase(0, path.find_first_not_of('/'));
    if (path.find_first_not_of('/') == path.npos) path.clear();
  }
  return joined_url(requester.url.text(scope), path);
}

HttpRequest build_request(const Requester& requester, const Scope& scope, const Additions& additions) {
  HttpRequest out;
  out.method = requester.method.text(scope);
  out.connecting = static_cast<int>(std::ceil(requester.connecting));
  out.silence = static_cast<int>(std::ceil(requester.silence));
  Json parameters = fields_of(requester.parameters, scope),
       headers = requester.headers.value(scope);
  if (!parameters.is_object()) parameters = Json::object();
  merge_into(parameters, additions.parameters);
  out.url = with_parameters(additions.url.empty() ? address_of(requester, scope, additions.path) : additions.url,
                            pairs_of(parameters));
  if (!headers.is_object()) headers = Json::object();
  merge_into(headers, additions.headers);
  for (const auto& [name, value] : headers.items()) {
    std::string one = text(value);
    if ((name + one).find_first_of("\r\n") != std::string::npos)
      trouble("the header " + name + " holds a line break");
    out.headers.emplace_back(name, one);
  }
  set_body(out, requester, scope, additions);
  return out;
}

}  // namespace musubi::http
