#include "connectors/webhook/settings.hpp"

#include <algorithm>

namespace musubi::webhook {
namespace {

[[noreturn]] void unfit(const std::string& setting) {
  throw Failure(MU_CONFIG, "bad_value", {{"setting", setting}});
}
[[noreturn]] void missing(const std::string& setting) {
  throw Failure(MU_CONFIG, "missing_setting", {{"setting", setting}});
}

std::string text_of(const Json& value, const std::string& setting) {
  if (!value.is_string()) unfit(setting);
  return value.get<std::string>();
}

std::vector<std::string> texts_of(const Json& value, const std::string& setting) {
  if (!value.is_array()) unfit(setting);
  std::vector<std::string> out;
  for (const Json& one : value) out.push_back(text_of(one, setting));
  return out;
}

template <class Value>
Value one_of(const std::string& word, std::initializer_list<std::pair<std::string_view, Value>> words,
             const std::string& setting) {
  for (const auto& [known, value] : words)
    if (word == known) return value;
  unfit(setting);
}

/// One table of settings; `where` is its path, for messages.
class Table {
 public:
  Table(const Json& in, std::string where) : in_(in), where_(std::move(where)) {
    if (!in.is_object()) unfit(where_);
  }
  std::string name(const std::string& member) const {
    return where_.empty() ? member : where_ + "." + member;
  }
  const Json* find(const std::string& member) const {
    auto at = in_.find(member);
    return at == in_.end() || at->is_null() ? nullptr : &*at;
  }
  void take(const char* member, std::string& into) const {
    if (const Json* value = find(member)) into = text_of(*value, name(member));
  }
  void take(const char* member, std::vector<std::string>& into) const {
    if (const Json* value = find(member)) into = texts_of(*value, name(member));
  }
  int64_t number(const char* member, int64_t absent, int64_t least, int64_t most) const {
    const Json* value = find(member);
    if (!value) return absent;
    if (!value->is_number_integer() || value->get<int64_t>() < least || value->get<int64_t>() > most)
      unfit(name(member));
    return value->get<int64_t>();
  }

 private:
  const Json& in_;
  std::string where_;
};

std::vector<Place> places(const std::vector<std::string>& written) {
  std::vector<Place> out;
  for (const std::string& one : written) out.push_back(read_place(one));
  return out;
}

void read_signature(const Json& in, Signature& out) {
  Table table(in, "signature");
  std::string algorithm, encoding;
  table.take("header", out.header);
  table.take("algorithm", algorithm);
  table.take("encoding", encoding);
  table.take("prefix", out.prefix);
  table.take("element", out.element);
  table.take("signed", out.signed_text);
  table.take("timestamp", out.timestamp);
  if (!algorithm.empty() && out.algorithm == Algorithm::none) unfit("signature.algorithm");
  if (!algorithm.empty())
    out.algorithm = one_of<Algorithm>(
        algorithm, {{"sha1", Algorithm::sha1}, {"sha256", Algorithm::sha256}, {"sha512", Algorithm::sha512}},
        "signature.algorithm");
  if (!encoding.empty())
    out.encoding = one_of<Encoding>(encoding, {{"hex", Encoding::hex}, {"base64", Encoding::base64}},
                                    "signature.encoding");
  if (out.header.empty()) missing("signature.header");
  if (!is_template(out.signed_text)) unfit("signature.signed");
  if (!out.timestamp.empty() && !out.timestamp.starts_with("header:") &&
      !out.timestamp.starts_with("element:"))
    unfit("signature.timestamp");
  if (out.timestamp.empty() && out.signed_text.find("{timestamp}") != std::string::npos)
    missing("signature.timestamp");
}

std::optional<Condition> condition(const Table& stream, const char* name) {
  const Json* in = stream.find(name);
  if (!in) return std::nullopt;
  Table table(*in, stream.name(name));
  Condition out;
  std::string field;
  table.take("field", field);
  if (field.empty()) missing(table.name("field"));
  out.field = read_place(field);
  table.take("is", out.is);
  if (out.is.empty()) missing(table.name("is"));
  return out;
}

std::vector<StreamSettings> read_streams(const Json* in, const std::vector<std::string>& key,
                                         const std::vector<std::string>& order_by) {
  if (!in || in->empty()) return {{"events", std::nullopt, std::nullopt, places(key), places(order_by)}};
  if (!in->is_object()) unfit("streams");
  std::vector<StreamSettings> out;
  for (const auto& [name, one] : in->items()) {
    Table table(one, "streams." + name);
    if (name.empty()) unfit("streams");
    std::vector<std::string> own = key, order = order_by;
    table.take("key", own);
    table.take("order_by", order);
    out.push_back({name, condition(table, "when"), condition(table, "gone"), places(own), places(order)});
  }
  return out;
}

void read_secrets(const Host& host, const Table& table, Settings& out) {
  const Json* auth = table.find("auth");
  const Json* listed = auth && auth->is_object() && auth->contains("secrets") ? &(*auth)["secrets"] : nullptr;
  size_t count = listed && listed->is_array() ? listed->size() : 0;
  for (size_t i = 0; i < count; ++i) {
    std::optional<std::string> secret = host.secret("auth/secrets/" + std::to_string(i));
    if (!secret || secret->empty()) missing("auth.secrets." + std::to_string(i));
    out.secrets.push_back(std::move(*secret));
  }
  if (out.secrets.empty()) missing("auth.secrets");
  out.token = host.secret("auth/token").value_or("");
}

void read_challenge(const Json* in, Settings& out) {
  if (in) {
    Table table(*in, "challenge");
    out.echo.clear();
    out.verify.clear();
    table.take("echo", out.echo);
    table.take("verify", out.verify);
    if (out.echo.empty()) missing("challenge.echo");
    if (!out.verify.empty() && out.token.empty()) missing("auth.token");
  }
  if (!out.verify.empty() && out.token.empty()) out.echo.clear();  // a scheme's challenge needs the token
}

/// A key beside streams with keys of their own: how an event's id was written before `event` was a setting. One in a header still is; of one in
/// the body nobody can tell any more.
void hear_event_in_key(const std::vector<std::string>& key, Settings& out, std::vector<std::string>& event) {
  auto names = [](const std::vector<Place>& some) {
    std::vector<std::pair<bool, std::string>> all;
    for (const Place& one : some) all.emplace_back(one.header, one.name);
    return all;
  };
  const std::vector<Place> shared = places(key);
  const bool in_header = std::any_of(shared.begin(), shared.end(), [](const Place& p) { return p.header; });
  const bool apart = std::any_of(out.streams.begin(), out.streams.end(), [&](const StreamSettings& s) { return names(s.key) != names(shared); });
  if (!apart) return;
  if (in_header) {
    event = key;
    return;
  }
  for (const std::string& one : key) out.doubtful_key += (out.doubtful_key.empty() ? "" : ", ") + one;
}

/// How deliveries are told apart; `streams` and `headers` have been read.
void read_deliveries(const Table& table, const Scheme& scheme, const std::vector<std::string>& key, Settings& out) {
  std::vector<std::string> event = scheme.event;
  table.take("event", event);
  if (event.empty() && !table.find("event")) hear_event_in_key(key, out, event);
  out.event = places(event);
  for (const StreamSettings& one : out.streams)
    if (one.gone && one.key.empty() && event.empty()) missing("streams." + one.name + ".key");
  out.remember = std::chrono::hours(24 * table.number("remember", 30, 0, 366));
  out.never_alike = scheme.never_alike;
  out.topics = scheme.headers;
  out.topics.insert(out.topics.end(), out.headers.begin(), out.headers.end());
  for (const StreamSettings& one : out.streams)
    if (one.when && one.when->field.header) out.topics.push_back(one.when->field.name);
}

}  // namespace

Settings read_settings(const Host& host, std::string_view config) {
  Json json = Json::parse(config, nullptr, false);
  Table table(json, "");
  std::string name, others;
  table.take("scheme", name);
  const Scheme* scheme = find_scheme(name);
  if (!scheme) unfit("scheme");
  Settings out;
  out.signature = scheme->signature;
  out.records = scheme->records;
  out.headers = scheme->headers;
  out.echo = scheme->echo;
  out.verify = scheme->verify;
  const Json* signature = table.find("signature");
  read_signature(signature ? *signature : Json::object(), out.signature);
  read_secrets(host, table, out);
  read_challenge(table.find("challenge"), out);
  table.take("endpoint", out.endpoint);
  if (out.endpoint.empty() && out.signature.signed_text.find("{endpoint}") != std::string::npos)
    missing("endpoint");
  table.take("records", out.records);
  table.take("headers", out.headers);
  std::vector<std::string> key, order_by = scheme->order_by;
  table.take("key", key);
  table.take("order_by", order_by);
  out.streams = read_streams(table.find("streams"), key, order_by);
  read_deliveries(table, *scheme, key, out);
  table.take("others", others);
  if (!others.empty() && others != "hold" && others != "ignore") unfit("others");
  out.ignore_others = others == "ignore";
  out.tolerance = std::chrono::seconds(table.number("tolerance", 300, 1, INT32_MAX));
  out.status = static_cast<int32_t>(table.number("status", scheme->status, 200, 299));
  out.body_limit = static_cast<size_t>(table.number("body_limit", 1 << 20, 1024, 1 << 21));
  return out;
}

}  // namespace musubi::webhook
