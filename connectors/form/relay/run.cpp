#include "connectors/form/relay/run.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "connectors/form/once.hpp"
#include "connectors/form/post.hpp"
#include "connectors/form/relay/desk.hpp"
#include "connectors/form/relay/sealed.hpp"

namespace musubi::form {
namespace {

using Json = nlohmann::json;

std::string secret(const Host& host, const char* path, const char* setting) {
  std::optional<std::string> out = host.secret(path);
  if (!out || out->empty()) throw Failure(MU_CONFIG, "missing_setting", {{"setting", setting}});
  return *out;
}

PrivateKey private_key(const Host& host) { return PrivateKey(secret(host, "auth/private_key", "auth.private_key")); }
std::string word(const Host& host) { return secret(host, "auth/token", "auth.token"); }

/// What a read before this one has made durable.
std::vector<std::string> done_before(std::string_view state) {
  Json json = Json::parse(state, nullptr, false);
  std::vector<std::string> out;
  if (json.is_object() && json.contains("done"))
    for (const Json& one : json["done"])
      if (one.is_string()) out.push_back(one.get<std::string>());
  return out;
}

/// Of posts without a nonce that reads before this one have handed over.
Lately posted_before(std::string_view state) {
  Json json = Json::parse(state, nullptr, false);
  Lately out;
  if (json.is_object() && json.contains("lately") && json["lately"].is_object())
    for (const auto& [content, at] : json["lately"].items())
      if (at.is_number_integer()) out.remember(content, std::chrono::sys_seconds(std::chrono::seconds(at.get<int64_t>())));
  return out;
}

std::string key_of(const Post& read, const Opened& post, Lately& lately) {
  auto at = seconds_of(post.received_at);
  return read.has_nonce || !at ? read.key : lately.key(read.key, *at);
}

/// A post as the inbox would take it. Robots are passed over, what cannot be read is held.
void hand_over(const Host& host, const Settings& settings, std::string_view stream, const std::string& id, const Opened& post, Lately& lately) {
  Request request;
  request.method = "POST";
  request.headers = {{"Content-Type", post.type}};
  request.body = post.body;
  Post read = read_post(settings, request);
  Place place;
  place.file_date = post.received_at;
  if (read.problem)
    host.unreadable(stream, "r-" + id, read.raw, read.problem, read.problem_args);
  else if (read.undecodable)
    host.unreadable(stream, "", read.raw, "undecodable");
  else if (!read.robot)
    host.record(stream, key_of(read, post, lately), read.json, place);
}

class Run {
 public:
  Run(const Host& host, const Settings& settings, std::string_view stream)
      : host_(host), settings_(settings), stream_(stream), key_(private_key(host)), desk_(host, settings.relay, word(host)) {}

  void go(std::string_view state, bool may_remove) {
    const std::vector<std::string> before = done_before(state);
    lately_ = posted_before(state);
    if (may_remove) desk_.remove(before);
    std::string after;
    for (bool more = true; more;) {
      PostList list = desk_.list(after);
      more = list.more && !list.posts.empty();
      if (!list.posts.empty()) after = list.posts.back().id;
      page(list.posts);
    }
    if (done_.empty() && !before.empty() && may_remove) keep_state();
    if (other_) throw Failure(MU_CONFIG, "other_key", {{"count", std::to_string(other_)}});
  }

 private:
  void page(const std::vector<SealedPost>& posts) {
    const size_t had = done_.size();
    for (const SealedPost& one : posts) {
      Opened post = opened(key_, one.id, one.bytes);
      if (post.problem == "other_key") {
        ++other_;
        continue;
      }
      if (!post.problem.empty())
        host_.unreadable(stream_, "r-" + one.id, Json{{"id", one.id}, {"sealed", to_base64(one.bytes)}}.dump(), post.problem);
      else
        hand_over(host_, settings_, stream_, one.id, post, lately_);
      done_.push_back(one.id);
    }
    if (done_.size() > had) keep_state();
  }

  void keep_state() { host_.checkpoint(stream_, Json{{"v", 1}, {"done", done_}, {"lately", lately_.kept()}}.dump()); }

  const Host& host_;
  const Settings& settings_;
  std::string_view stream_;
  PrivateKey key_;
  RelayDesk desk_;
  std::vector<std::string> done_;  // handed over by this read
  Lately lately_;
  size_t other_ = 0;
};

}  // namespace

void check_relay(const Host& host, const Settings& settings) {
  PrivateKey key = private_key(host);
  PostList list = RelayDesk(host, settings.relay, word(host)).list("");
  auto other = std::count_if(list.posts.begin(), list.posts.end(), [&](const SealedPost& one) { return opened(key, one.id, one.bytes).problem == "other_key"; });
  if (other) throw Failure(MU_CONFIG, "other_key", {{"count", std::to_string(other)}});
}

void run_relay(const Host& host, const Settings& settings, std::string_view stream, std::string_view state, bool may_remove) {
  Run(host, settings, stream).go(state, may_remove);
}

}  // namespace musubi::form
