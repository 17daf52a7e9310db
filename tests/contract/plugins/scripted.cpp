// A connector that does what its settings say, step by step, so that a test can write down any course of
// events.
//
// `tries` holds one list of steps for each call of read; calls beyond it do nothing. A step is
//   ["record", key, json] ["place", key, json, row, file, date] ["unreadable", key, raw] ["checkpoint",
//   state]
//   ["other", stream] ["log", line] ["say_secret"] ["keep", value] ["wait", ms]
//   ["delivered", id] (asks whether a delivery came before)
//   ["debug", what is logged at DEBUG] ["ends", credential, days from now]
//   ["fail", code, retry_after ms] ["mute", code] ["throw"] ["state"] (a record that holds the state of this
//   call)
//
// With `wants`, any other auth.token is a wrong password. With `waits`, the catalogue takes so many milliseconds.
#include <ctime>
#include <nlohmann/json.hpp>
#include <thread>

#include "core/sdk/connector.hpp"

namespace {

using nlohmann::json;

constexpr char schema[] = R"({
  "type": "object", "additionalProperties": false,
  "properties": {
    "tries": {"type": "array"},
    "catalogue": {"type": "string"},
    "check": {"type": "integer", "default": 0},
    "open": {"type": "integer", "default": 0},
    "wants": {"type": "string"},
    "waits": {"type": "integer", "default": 0},
    "auth": {"type": "object", "additionalProperties": false,
             "properties": {"token": {"type": "string", "x-secret": true}}}
  }
})";

constexpr mu_message messages[] = {
    {"told", "台本どおり {word} です。", "As told: {word}."},
    {"torn", "{file} の {row} 行目は破れています。", "Row {row} of {file} is torn."},
    {nullptr, nullptr, nullptr},
};

class Scripted final : public musubi::Connector {
 public:
  Scripted(musubi::Host host, std::string_view config) : host_(host), config_(json::parse(config)) {
    if (int code = config_.value("open", 0)) throw musubi::Failure(code, "told", {{"word", "open"}});
  }
  void check() override {
    log_in();
    if (int code = config_.value("check", 0)) throw musubi::Failure(code, "told", {{"word", secret()}});
  }
  std::string discover() override {
    log_in();
    if (int ms = config_.value("waits", 0)) host_.wait(std::chrono::milliseconds(ms));
    return config_.value("catalogue", "{\"streams\":[]}");
  }
  void read(std::string_view stream, std::string_view state) override {
    log_in();
    auto tries = config_.value("tries", json::array());
    if (call_ >= tries.size()) return;
    for (const json& step : tries[call_++])
      run(step, step.at(0).get<std::string>(), std::string(stream), state);
  }

 private:
  void log_in() {
    if (config_.contains("wants") && secret() != config_["wants"]) throw musubi::Failure(MU_AUTH, "told", {{"word", "auth"}});
  }
  std::string secret() { return host_.secret("auth/token").value_or("none"); }

  void run(const json& step, const std::string& what, const std::string& stream, std::string_view state) {
    auto word = [&](size_t i) { return step.at(i).get<std::string>(); };
    auto number = [&](size_t i) { return step.at(i).is_string() ? std::stoll(word(i)) : step.at(i).get<long long>(); };
    if (what == "record") host_.record(stream, word(1), word(2));
    if (what == "place") host_.record(stream, word(1), word(2), {step.at(3), word(4), word(5)});
    if (what == "unreadable")
      host_.unreadable(stream, word(1), word(2), "torn", {{"row", "3"}, {"file", "a.csv"}});
    if (what == "unreadable_somewhere") host_.unreadable(stream, "", word(1), "told", {{"word", "torn"}});
    if (what == "checkpoint") host_.checkpoint(stream, word(1));
    if (what == "other") host_.record(word(1), "1", "{}");
    if (what == "state") host_.record(stream, "state", json{{"state", state}}.dump());
    if (what == "log") host_.log(MU_LOG_WARN, word(1));
    if (what == "debug") host_.log(MU_LOG_DEBUG, word(1));
    if (what == "say_secret") host_.log(MU_LOG_WARN, "secret=" + secret());
    if (what == "keep") host_.keep_secret("auth/token", word(1));
    if (what == "ends")
      host_.log(MU_LOG_DEBUG, json{{"ends", {{"credential", word(1)}, {"at", std::time(nullptr) + number(2) * 86'400}}}}.dump());
    if (what == "delivered") host_.first_time(word(1), std::chrono::seconds(60));
    if (what == "wait") host_.wait(std::chrono::milliseconds(step.at(1).get<int>()));
    if (what == "fail") fail(static_cast<int>(number(1)), static_cast<int>(number(2)));
    if (what == "mute") throw musubi::Stopped(step.at(1).get<int>());
    if (what == "throw") throw std::runtime_error("thrown on purpose");
  }

  static void fail(int code, int retry_after) {
    musubi::Failure failure(code, "told", {{"word", "fail"}});
    failure.retry_after = std::chrono::milliseconds(retry_after);
    throw failure;
  }

  musubi::Host host_;
  json config_;
  size_t call_ = 0;
};

}  // namespace

extern "C" MUSUBI_EXPORT const mu_connector* musubi_connector() {
  return musubi::connector_table<Scripted>("scripted", "1.0.0", schema, messages);
}
