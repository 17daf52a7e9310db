#include "connectors/http/request/endings.hpp"

#include <algorithm>

#include "connectors/http/manifest/job.hpp"
#include "connectors/http/manifest/setting_paths.hpp"
#include "connectors/http/read/content_hash.hpp"
#include "connectors/http/request/oauth.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/time_text.hpp"
#include "connectors/http/template/trouble.hpp"

namespace musubi::http {
namespace {

/// The setting a template reads, for people; its kind where it is not one.
std::string name_of(const Interpolated& text, const char* otherwise) {
  std::set<std::string> read;
  collect_setting_paths(text.parsed(), read);
  return read.size() == 1 ? *read.begin() : otherwise;
}

class Telling {
 public:
  Telling(const Session& session)
      : session_(session), names_(session.names()), scope_{names_, session.clock()} {}

  void tell(const Stream& stream) const {
    tell(stream.requester.authenticator);
    if (stream.job) tell(stream.job->creation.authenticator);
    for (const Router& router : stream.routers) tell(router);
  }

  void tell_stated(const Json& end) const { tell_end("credential_ends", end); }

 private:
  void tell(const Router& router) const {
    for (const Router::Parent& parent : router.parents) tell(*parent.stream);
    for (const Router& member : router.members) tell(member);
  }

  void tell(const Authenticator& of) const {
    if (!of.choices.empty()) return tell_chosen(of);
    if (of.kind == Authenticator::Kind::bearer || of.kind == Authenticator::Kind::api_key)
      tell_jwt(of.token, "token");
    if (of.kind == Authenticator::Kind::oauth) tell_oauth(*of.oauth);
  }

  void tell_chosen(const Authenticator& of) const {
    const Json* value = find_at(session_.config(), of.selection);
    for (const Choice& choice : of.choices)
      if (value && *value == choice.value) tell(choice.authenticator);
  }

  void tell_jwt(const Interpolated& token, const char* otherwise) const {
    if (auto end = end_of_jwt(token.text(scope_))) tell_end(name_of(token, otherwise), *end);
  }

  void tell_oauth(const Authenticator::OAuth& oauth) const {
    if (!oauth.endpoint && oauth.access_token) {
      std::string expiry = oauth.expiry ? oauth.expiry->text(scope_) : "";
      if (auto end = stated_end(oauth, expiry))
        return tell_end(name_of(*oauth.access_token, "access_token"), *end / kSecond);
      return tell_jwt(*oauth.access_token, "access_token");
    }
    if (!oauth.refresh_token || oauth.rotates) return;  // one that rotates is renewed by every read
    std::string name = name_of(*oauth.refresh_token, ""), token = oauth.refresh_token->text(scope_);
    auto note = name.empty() ? std::nullopt : session_.host().secret("secrets/" + name + ".ends");
    if (auto end = note ? end_as_noted(*note, token) : std::nullopt) return tell_end(name, *end);
    tell_jwt(*oauth.refresh_token, "refresh_token");
  }

  void tell_end(const std::string& credential, const Json& at) const {
    session_.host().log(MU_LOG_DEBUG, Json{{"ends", Json{{"credential", credential}, {"at", at}}}}.dump());
  }

  const Session& session_;
  const Names names_;
  const Scope scope_;
};

}  // namespace

std::optional<int64_t> end_of_jwt(std::string_view token) {
  size_t first = token.find('.'), second = first == token.npos ? first : token.find('.', first + 1);
  if (second == token.npos || !token.starts_with("eyJ")) return std::nullopt;
  std::string payload(token.substr(first + 1, second - first - 1));
  std::ranges::replace(payload, '-', '+');
  std::ranges::replace(payload, '_', '/');
  payload.resize((payload.size() + 3) / 4 * 4, '=');
  try {
    Json json = Json::parse(bytes_of_base64(payload), nullptr, false);
    if (!json.is_object() || !json.contains("exp") || !json["exp"].is_number()) return std::nullopt;
    return json["exp"].is_number_integer()
               ? json["exp"].get<int64_t>()
               : static_cast<int64_t>(std::clamp(json["exp"].get<double>(), 0.0, 1e12));
  } catch (const Trouble&) {
    return std::nullopt;
  }
}

std::string noted_end(int64_t end, const std::string& token) {
  return std::to_string(end) + " " + content_hash(token);
}

std::optional<int64_t> end_as_noted(const std::string& note, const std::string& token) {
  size_t space = note.find(' ');
  if (space == note.npos || space == 0 || note.substr(space + 1) != content_hash(token)) return std::nullopt;
  return std::strtoll(note.c_str(), nullptr, 10);
}

void tell_endings(const Session& session, const std::vector<const Stream*>& streams) {
  const Telling telling(session);
  if (const Json& end = session.settings().credential_ends; !end.is_null()) telling.tell_stated(end);
  for (const Stream* stream : streams) telling.tell(*stream);
}

}  // namespace musubi::http
