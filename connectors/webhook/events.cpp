#include "connectors/webhook/events.hpp"

#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <optional>

#include "connectors/webhook/moment.hpp"
#include "core/sdk/form_text.hpp"
#include "core/sdk/key.hpp"
#include "core/text/encoding.hpp"
#include "core/text/hex.hpp"
#include "core/text/json.hpp"
#include "core/text/percent.hpp"
#include "core/text/utf8.hpp"

namespace musubi::webhook {
namespace {

constexpr size_t deepest = 64, most_fields = 500, longest_key = 400;
constexpr std::string_view post_member = "_post", headers_member = "_headers";

/// What the host would take for its own.
constexpr std::array reserved = {"_row", "_file", "_file_date", "_deleted"};

}  // namespace

std::string content_key(std::string_view bytes) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return "c-" + text::hex(digest).substr(0, 32);
}

namespace {

/// What the post says beside its event: the body around the list, and headers. Members of an object, without
/// braces.
struct Around {
  std::string members;
  void add(std::string_view name, const Json& value) {
    if (!members.empty()) members += ',';
    members += json_text(name) + ":" + value.dump();
  }
};

/// `event` (an object) with `members` behind its own.
std::string with_members(std::string_view event, const std::string& members) {
  size_t begin = event.find('{'), end = event.rfind('}');
  if (members.empty() || begin == event.npos || end == event.npos) return std::string(event);
  bool empty = event.substr(begin + 1, end - begin - 1).find_first_not_of(" \t\r\n") == event.npos;
  return std::string(event.substr(begin, end - begin)) + (empty ? "" : ",") + members + "}";
}

class Reading {
 public:
  Reading(const Settings& settings, const Request& request, Post& out)
      : settings_(settings), request_(request), out_(out) {}

  void hold(std::string_view raw, const char* problem) { hold(settings_.streams.front(), raw, problem); }

  void take(std::string_view text, const Around& around) {
    Json event = Json::parse(text, nullptr, false);
    if (!event.is_object()) return hold(text, "no_object");
    for (const char* name : reserved)
      if (event.contains(name)) return hold(text, "reserved_name");
    const StreamSettings* stream = stream_of(event);
    if (!stream) return settings_.ignore_others ? void() : hold(text, "no_stream");
    const std::string id = key_at(settings_.event, event);
    Event one{stream->name, stream->key.empty() ? id : key_at(stream->key, event), "",
              stream->gone && holds(*stream->gone, event, request_)};
    const bool named = !one.key.empty() && one.key.size() <= longest_key;
    if (!named && (one.gone || !stream->key.empty())) return hold(*stream, text, "no_key");
    if (!named) one.key = content_key(text);
    const bool says_when = set_time(one, *stream, event);
    if (!id.empty() && !stream->key.empty()) one.deliveries.push_back({event_delivery(*stream, id, one.key), settings_.remember});
    add_post(one, says_when);
    one.json = with_members(text, around.members);
    out_.events.push_back(std::move(one));
  }

 private:
  const StreamSettings* stream_of(const Json& event) const {
    for (const StreamSettings& one : settings_.streams)
      if (!one.when || holds(*one.when, event, request_)) return &one;
    return nullptr;
  }

  /// The event's time is the first that can be read; true where that is signed.
  bool set_time(Event& one, const StreamSettings& stream, const Json& event) const {
    for (const Place& place : stream.order_by) {
      const std::string value = value_at(place, event, request_);
      one.at = time_text(value);
      if (!one.at.empty()) {
        one.unread.clear();
        return !place.header;
      }
      if (!value.empty()) one.unread = (place.header ? "header:" : "") + place.name;
    }
    return false;
  }

  void hold(const StreamSettings& stream, std::string_view raw, const char* problem) {
    bool whole = text::is_valid_utf8(raw) && raw.find('\0') == raw.npos;
    out_.events.push_back({stream.name, content_key(raw), whole ? std::string(raw) : text::percent_json(raw, text::detect(raw).encoding), false, problem});
  }

  /// The event's id, and its place in the post where that is the id of the whole post.
  std::string event_delivery(const StreamSettings& stream, const std::string& id, const std::string& key) const {
    bool of_post = std::any_of(settings_.event.begin(), settings_.event.end(), [](const Place& p) { return p.header; });
    return "event " + joined_key({id, stream.name, key}) + (of_post ? " " + std::to_string(out_.events.size()) : "");
  }

  /// The same signed words of the same moment are the same delivery, under whatever id; without a moment they may mean something each time.
  void add_post(Event& one, bool says_when) const {
    if (settings_.signature.algorithm == Algorithm::none) return;
    const std::string_view stamp = shown_time(settings_.signature, request_);
    if (stamp.empty() && !says_when && !settings_.never_alike) return;
    std::vector<std::string> parts = {content_key(request_.body), std::string(stamp), one.stream, one.gone ? "gone" : ""};
    for (const std::string& name : settings_.topics) parts.emplace_back(text::replace_invalid(request_.header(name)));
    const auto keep = stamp.empty() ? settings_.remember : std::min<std::chrono::seconds>(2 * settings_.tolerance, settings_.remember);
    one.deliveries.push_back({"post " + joined_key({parts.begin(), parts.end()}) + " " + std::to_string(out_.events.size()), keep});
  }

  /// "" where there are no places, or a part of it is missing.
  std::string key_at(const std::vector<Place>& places, const Json& event) const {
    std::vector<std::string> parts;
    for (const Place& place : places) {
      parts.push_back(value_at(place, event, request_));
      if (parts.back().empty() || !text::is_valid_utf8(parts.back()) ||
          parts.back().find('\0') != std::string::npos)
        return {};
    }
    if (parts.empty()) return {};
    return joined_key({parts.begin(), parts.end()});
  }

  const Settings& settings_;
  const Request& request_;
  Post& out_;
};

std::string pointer_of(const std::vector<std::string>& members) {
  std::string out;
  for (const std::string& one : members) {
    out += '/';
    text::append_pointer_member(out, one);
  }
  return out;
}

/// The body around its list of events.
Json envelope(Json whole, const std::vector<std::string>& members) {
  Json* at = &whole;
  for (size_t i = 0; i + 1 < members.size(); ++i) at = &(*at)[members[i]];
  at->erase(members.back());
  return whole;
}

const Json* list_at(const Json& whole, const std::vector<std::string>& members) {
  const Json* at = &whole;
  for (const std::string& one : members) {
    if (!at->is_object() || !at->contains(one)) return nullptr;
    at = &(*at)[one];
  }
  return at->is_array() ? at : nullptr;
}

void take_list(std::string_view body, const std::string& pointer, const Around& around, Reading& reading) {
  text::JsonElements elements(pointer);
  elements.feed(body);
  while (elements.next()) reading.take(elements.piece().text, around);
  elements.finish();
  while (elements.next()) reading.take(elements.piece().text, around);
}

Around headers_around(const Settings& settings, const Request& request) {
  Json kept = Json::object();
  for (const std::string& name : settings.headers)
    if (std::string_view value = request.header(name); !value.empty())
      kept[name] = text::replace_invalid(value);
  Around out;
  if (!kept.empty()) out.add(headers_member, kept);
  return out;
}

void read_json(const Settings& settings, const Request& request, std::string_view body, Reading& reading) {
  if (body.starts_with("\xEF\xBB\xBF")) body.remove_prefix(3);
  if (text::check_json(body, deepest)) return reading.hold(request.body, "bad_json");
  Json whole = Json::parse(body, nullptr, false);
  Around around = headers_around(settings, request);
  if (settings.records.empty())
    return whole.is_array() ? take_list(body, "", around, reading) : reading.take(body, around);
  std::vector<std::string> members = read_place(settings.records).members;
  if (!list_at(whole, members)) return reading.hold(request.body, "no_list");
  if (Json rest = envelope(std::move(whole), members); !rest.empty()) around.add(post_member, rest);
  take_list(body, pointer_of(members), around, reading);
}

/// What the content type names, else UTF-8.
text::Encoding charset_of(std::string_view content_type) {
  return text::encoding_named(header_parameter(content_type, "charset")).value_or(text::Encoding::utf8);
}

void read_json_bytes(const Settings& settings, const Request& request, Reading& reading) {
  text::Decoded decoded = text::decode(request.body, text::meant(charset_of(request.header("Content-Type")), request.body));
  if (decoded.bad) return reading.hold(request.body, "bad_charset");
  read_json(settings, request, decoded.text, reading);
}

/// The fields of a form as an object; one that is there several times is a list. nullopt where it is none in that encoding.
std::optional<Json> form_object(std::string_view body, text::Encoding encoding) {
  auto fields = urlencoded(body, most_fields);
  if (!fields || fields->empty()) return std::nullopt;
  Json out = Json::object();
  for (const FormField& f : *fields) {
    text::Decoded name = text::decode(f.name, encoding), value = text::decode(f.value, encoding);
    if (name.bad || value.bad) return std::nullopt;
    auto at = out.find(name.text);
    if (at == out.end())
      out[name.text] = value.text;
    else if (at->is_array())
      at->push_back(value.text);
    else
      *at = Json::array({*at, value.text});
  }
  return out;
}

/// A form whose one field holds the JSON (GitHub's and Slack's), else the form itself; nullopt where it is none.
std::optional<std::string> json_of_form(std::string_view body, text::Encoding encoding) {
  std::optional<Json> form;
  if (encoding == text::Encoding::windows_1252) form = form_object(body, text::Encoding::utf8);  // as text::meant, of what is unescaped
  if (!form) form = form_object(body, encoding);
  if (!form) return std::nullopt;
  auto payload = form->find("payload");
  if (form->size() == 1 && payload != form->end() && payload->is_string() && !text::check_json(payload->get_ref<const std::string&>(), deepest))
    return payload->get<std::string>();
  return form->dump();
}

}  // namespace

Post read_events(const Settings& settings, const Request& request) {
  Post out;
  Reading reading(settings, request, out);
  std::string_view type = request.header("Content-Type");
  if (is_type(type, "multipart/form-data")) {
    out.problem = "bad_type";
  } else if (is_type(type, "application/x-www-form-urlencoded")) {
    std::optional<std::string> json = json_of_form(request.body, charset_of(type));
    if (json)
      read_json(settings, request, *json, reading);
    else
      reading.hold(request.body, "bad_form");
  } else {
    read_json_bytes(settings, request, reading);
  }
  return out;
}

}  // namespace musubi::webhook
