// The source of sample.hpp, compiled once for all who build on it.
#include "tests/contract/sample/sample.hpp"

#include <map>
#include <nlohmann/json.hpp>

namespace sample {
namespace {

using nlohmann::json;

const mu_message all_messages[] = {
    {"token", "トークンが受け付けられません。auth.token を新しいものに替えてください。",
     "The token is not accepted. Put a new one into auth.token."},
    {"down", "{endpoint} につながりません。動いているか確かめてください。",
     "{endpoint} does not answer. See whether it is up."},
    {"garbage", "{endpoint} の答えを読めません。接続先の担当に知らせてください。",
     "The answer of {endpoint} cannot be read. Tell whoever keeps it."},
    {"endpoint", "endpoint「{endpoint}」は使えません。memory、down、slow のどれかを書いてください。",
     "The endpoint “{endpoint}” cannot be used. Write memory, down or slow."},
    {"row", "{row} 行目を読めません。元の行を直してください。",
     "Row {row} cannot be read. Mend it at the source."},
    {"stream", "データ種類「{stream}」はありません。`musubi discover` で確かめてください。",
     "There is no stream “{stream}”. See `musubi discover`."},
    {nullptr, nullptr, nullptr},
};

const std::vector<Row>& rows(std::string_view stream) {
  static const std::map<std::string, std::vector<Row>, std::less<>> table = {
      {"orders",
       {{"o1", R"({"id":"o1","total":"1,200円"})", "1"},
        {"o2", "", "2"},
        {"o3", R"({"id":"o3","total":"980円"})", "3"}}},
      {"people",
       {{"1", R"({"id":"1","name":"髙橋 一郎","updated":"2026-01-01"})", "2026-01-01"},
        {"2", R"({"id":"2","name":"ﾔﾏﾀﾞ ﾊﾅｺ","updated":"2026-01-02"})", "2026-01-02"},
        {"3", R"({"id":"3","name":"𠮷田 🎌","updated":"2026-01-02"})", "2026-01-02"},
        {"4", R"({"id":"4","name":"山﨑\u0000","updated":"2026-01-03"})", "2026-01-03"},
        {"5", R"({"_deleted":true})", "2026-01-03"}}},
  };
  static const std::vector<Row> none;
  auto found = table.find(stream);
  return found == table.end() ? none : found->second;
}

}  // namespace

const mu_message* const messages = all_messages;
const char* const schema = R"({
  "type": "object", "additionalProperties": false, "required": ["endpoint", "auth"],
  "properties": {
    "endpoint": {"type": "string", "minLength": 1},
    "page_size": {"type": "integer", "minimum": 1, "default": 2},
    "auth": {"type": "object", "additionalProperties": false, "required": ["token"],
             "properties": {"token": {"type": "string", "x-secret": true}}}
  }
})";

Sample::Sample(musubi::Host host, std::string_view config) : host_(host) {
  json settings = json::parse(config);
  endpoint_ = settings.at("endpoint");
  page_size_ = settings.value("page_size", 2);
  if (endpoint_ != "memory" && endpoint_ != "down" && endpoint_ != "garbage" && endpoint_ != "slow")
    throw musubi::Failure(MU_CONFIG, "endpoint", {{"endpoint", endpoint_}});
}

void Sample::check() {
  log_in();
}

std::string Sample::discover() {
  log_in();
  return R"({"streams":[{"name":"orders","key":["id"],"schema":{"type":"object","required":["id"],)"
         R"("properties":{"id":{"type":"string"},"total":{"type":"string"}}}},)"
         R"({"name":"people","key":["id"],"cursor":"updated","schema":{"type":"object","required":["id"],)"
         R"("properties":{"id":{"type":"string"},"name":{"type":"string"},"updated":{"type":"string"}}}}]})";
}

void Sample::read(std::string_view stream, std::string_view state) {
  log_in();
  if (rows(stream).empty()) throw musubi::Failure(MU_CONFIG, "stream", {{"stream", std::string(stream)}});
  std::string since = state.empty() ? "" : json::parse(state).at("since").get<std::string>();
  int64_t row = 0, sent = 0;
  for (const Row& r : rows(stream)) {
    ++row;
    if (!newer(r, since)) continue;
    if (endpoint_ == "slow") host_.wait(std::chrono::seconds(20));
    send(stream, r, row);
    last_ = r.updated;
    if (++sent % page_size_ == 0) close_page(stream);
  }
  if (sent) close_page(stream);
}

musubi::Answer Sample::receive(const musubi::Request& request) {
  if (request.header("x-token") != token()) return {401, {}, "who are you?"};
  json posted = json::parse(request.body, nullptr, false);
  if (!posted.is_object() || !posted.contains("id")) return {400, {}, "this is no order"};
  host_.record("orders", posted.at("id").get<std::string>(), posted.dump());
  return {202, {{"Content-Type", "text/plain"}}, "thank you"};
}

void Sample::fetch(std::string_view stream, std::span<const std::string_view> keys) {
  log_in();
  for (std::string_view key : keys) fetch_one(stream, key);
}

std::string Sample::token() const {
  return host_.secret("auth/token").value_or("");
}

void Sample::log_in() {
  host_.log(MU_LOG_INFO, "logging in to " + endpoint_);
  if (endpoint_ == "down") throw musubi::Failure(MU_TRANSIENT, "down", {{"endpoint", endpoint_}});
  if (endpoint_ == "garbage") throw musubi::Failure(MU_DATA, "garbage", {{"endpoint", endpoint_}});
  if (token() == "old-token-123") host_.keep_secret("auth/token", "good-token-123");
  if (token() != "good-token-123") throw musubi::Failure(MU_AUTH, "token");
}

bool Sample::newer(const Row& r, const std::string& since) const {
  return r.updated >= since;
}

void Sample::send(std::string_view stream, const Row& r, int64_t row) {
  if (r.json.empty())
    return host_.unreadable(stream, r.key, "o2;\"torn", "row", {{"row", std::to_string(row)}});
  host_.record(stream, r.key, r.json, {row, "", ""});
}

void Sample::close_page(std::string_view stream) {
  host_.checkpoint(stream, state_after(last_));
}

void Sample::fetch_one(std::string_view stream, std::string_view key) {
  for (const Row& r : rows(stream))
    if (r.key == key && !r.json.empty()) return host_.record(stream, key, r.json);
  host_.deleted(stream, key);
}

std::string Sample::state_after(const std::string& updated) {
  return json{{"v", 1}, {"since", updated}}.dump();
}

}  // namespace sample
