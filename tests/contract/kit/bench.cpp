#include "tests/contract/kit/bench.hpp"

#include <algorithm>

#include "core/sdk/host.hpp"

namespace contract {
namespace {

using musubi::sdk::text;
using musubi::sdk::view;

template <class Call>
int32_t across(const char* what, Call call) {
  try {
    return call();
  } catch (const std::exception& e) {
    throw Broken{std::string(what) + " threw across the border: " + e.what()};
  } catch (...) {
    throw Broken{std::string(what) + " threw across the border"};
  }
}

}  // namespace

musubi::ConnectionSettings Bench::settings(const json& config) const {
  musubi::ConnectionSettings out;
  out.name = "fixture";
  out.connector = table.name;
  out.zone = "Asia/Tokyo";
  out.config_json = config.dump();
  out.file = fixture.folder / "connections" / "fixture.yaml";
  musubi::apply_schema(out, table.config_schema);
  return out;
}

Instance::Instance(const Bench& bench, const musubi::ConnectionSettings& settings)
    : host(settings.secrets), bench_(bench) {
  across("open", [&] { return self_ = bench_.table.open(host.table(), text(settings.config_json)), 0; });
}

Instance::Instance(const Bench& bench) : Instance(bench, bench.settings(nullptr)) {
  if (!self_) throw Broken{"open refuses the fixture's config.json: " + host.last_sentence()};
}

Instance::~Instance() {
  if (self_) bench_.table.close(self_);
}

int32_t Instance::check() {
  return across("check", [&] { return bench_.table.check(self_); });
}

int32_t Instance::discover(std::string& catalogue) {
  return across("discover", [&] { return bench_.table.discover(self_, musubi::sdk::append, &catalogue); });
}

int32_t Instance::read(const std::string& stream, const std::string& state) {
  return across("read", [&] { return bench_.table.read(self_, text(stream), text(state)); });
}

int32_t Instance::fetch(const std::string& stream, const std::vector<std::string>& keys) {
  std::vector<mu_text> lent;
  for (const std::string& key : keys) lent.push_back(text(key));
  return across("fetch", [&] { return bench_.table.fetch(self_, text(stream), lent.data(), lent.size()); });
}

int32_t Instance::receive(const json& request, std::vector<json>& answers) {
  std::string method = request.value("method", "POST"), target = request.value("target", "/");
  std::string body = request.contains("body") && !request["body"].is_string() ? request["body"].dump()
                                                                              : request.value("body", "");
  musubi::Pairs headers;
  for (const auto& [name, value] : part(request, "headers").items()) headers.emplace_back(name, value);
  musubi::sdk::BorrowedPairs lent(headers);
  mu_request out{sizeof(mu_request), text(method), text(target), lent.get(), text(body)};
  mu_reply reply = [](void* to, const mu_answer* answer) {
    json heard{
        {"status", answer->status}, {"body", std::string(view(answer->body))}, {"headers", json::object()}};
    for (size_t i = 0; i < answer->headers.size; ++i)
      heard["headers"][std::string(view(answer->headers.data[i].name))] =
          std::string(view(answer->headers.data[i].value));
    static_cast<std::vector<json>*>(to)->push_back(heard);
  };
  return across("receive", [&] { return bench_.table.receive(self_, &out, reply, &answers); });
}

int32_t Instance::read_again(const std::string& stream, std::string state, int reads) {
  for (; reads > 1; --reads) {
    if (int32_t result = read(stream, state); result != MU_OK) return result;
    state = host.state(stream);
    host.events.clear();
  }
  return read(stream, state);
}

int32_t Instance::run(const Case& c) {
  std::string catalogue;
  std::vector<json> answers;
  if (c.call == "check") return check();
  if (c.call == "discover") return discover(catalogue);
  if (c.call == "read") return read_again(c.text.at("stream"), c.text.value("state", ""), c.text.value("reads", 1));
  if (c.call == "fetch") return fetch(c.text.at("stream"), c.text.at("keys"));
  if (c.call == "receive") return receive(c.text.at("request"), answers);
  throw Broken{"cases.jsonl: there is no call " + c.call};
}

json catalogue(const Bench& bench) {
  Instance instance(bench);
  std::string text;
  int32_t result = instance.discover(text);
  if (result != MU_OK)
    throw Broken{"discover with the good settings: " + result_and_sentence(result, instance.host)};
  json parsed = json::parse(text, nullptr, false);
  if (!parsed.is_object() || !parsed.contains("streams") || !parsed["streams"].is_array())
    throw Broken{"the catalogue is not {\"streams\":[…]}"};
  return parsed;
}

std::vector<std::string> stream_names(const Bench& bench) {
  std::vector<std::string> out;
  const json found = catalogue(bench);
  for (const json& stream : found["streams"]) out.push_back(stream.value("name", ""));
  return out;
}

std::vector<Event> read_all(const Bench& bench, const std::string& stream) {
  Instance instance(bench);
  int32_t result = instance.read(stream, "");
  if (result != MU_OK) throw Broken{"reading " + stream + ": " + result_and_sentence(result, instance.host)};
  return instance.host.events;
}

Bag bag_of(const std::vector<Event>& events, const std::string& stream, bool durable) {
  Bag out, open;
  for (const Event& e : events) {
    if (e.stream != stream) continue;
    if (e.kind == Event::record) open.emplace(e.key, spelled(e.text));
    if (e.kind == Event::unreadable) open.emplace(e.key, "unreadable:" + e.text);
    if (e.kind == Event::checkpoint) out.merge(open);
  }
  if (!durable) out.merge(open);
  return out;
}

std::string missing(const Bag& wanted, const Bag& got) {
  Bag left;
  std::set_difference(wanted.begin(), wanted.end(), got.begin(), got.end(), std::inserter(left, left.end()));
  std::string out;
  size_t named = 0;
  for (const auto& [key, value] : left) {
    if (++named > 5) return out + ", … (" + std::to_string(left.size()) + " in all)";
    out += (out.empty() ? "" : ", ") + key;
  }
  return out;
}

std::string result_and_sentence(int32_t result, const KitHost& host) {
  return result_name(result) + (host.told.empty() ? "" : ": " + host.last_sentence());
}

}  // namespace contract
