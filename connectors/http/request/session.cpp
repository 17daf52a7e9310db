#include "connectors/http/request/session.hpp"

#include <algorithm>
#include <set>

#include "connectors/http/request/config_rules.hpp"
#include "connectors/http/template/filter_families.hpp"
#include "connectors/http/template/trouble.hpp"
#include "core/text/spellings.hpp"

namespace musubi::http {
namespace {

constexpr int64_t kMostAtOnce = 32;  // each holds a page in memory
constexpr int64_t kMostJobs = 100;

std::string dotted(const std::vector<std::string>& path) {
  std::string out;
  for (const std::string& part : path) out += (out.empty() ? "" : ".") + part;
  return out;
}

/// Every path that may be a secret: what the specification names, and what templates read.
std::set<std::string> possible_secrets(const Manifest& manifest) {
  std::set<std::string> out = manifest.setting_paths;
  for (const std::string& path : value_paths(manifest.specification)) out.insert(path);
  return out;
}

}  // namespace

Session::Session(Host host, const Settings& settings, const Manifest& manifest, Clock clock)
    : host_(host),
      settings_(settings),
      clock_(std::move(clock)),
      client_(host_, settings_.http),
      config_(settings.values),
      manifest_(manifest),
      logs_in_(!settings.consent.endpoint.empty() || !manifest.consent.is_null()),
      allowed_(manifest.budget),
      concurrency_(manifest.concurrency) {
  refuse_secrets(config_, manifest.specification);
  for (const std::string& path : possible_secrets(manifest))
    if (auto value = host_.secret("secrets/" + path)) {
      set_at(config_, parts_of_path(path), *value);
      add_secret(*value);
    }
  if (auto password = host_.secret("proxy_password")) {
    settings_.http.proxy_password = *password;
    add_secret(*password);
  } else if (!settings_.http.proxy_password.empty()) {
    add_secret(settings_.http.proxy_password);
  }
  fit_to_specification(config_, manifest.specification);
  if (!settings.report) follow_config_rules(config_, manifest.config_rules, clock_);
}

Names Session::names() const {
  Names out;
  out.set("config", Value::borrowed(config_));
  return out;
}

size_t Session::at_once() const {
  if (!concurrency_.level) return 1;
  const Names here = names();
  Json level = concurrency_.level->value({here, clock_});
  if (!level.is_number_integer() || level.get<int64_t>() < 1)
    trouble("default_concurrency is no number from 1 on");
  return static_cast<size_t>(std::min({level.get<int64_t>(), concurrency_.most, kMostAtOnce}));
}

size_t Session::jobs_at_once() const {
  if (!concurrency_.jobs) return 1;
  const Names here = names();
  const Json most = concurrency_.jobs->value({here, clock_});
  if (!most.is_number_integer()) trouble("max_concurrent_async_job_count is no whole number");
  return static_cast<size_t>(std::clamp<int64_t>(most.get<int64_t>(), 1, kMostJobs));
}

CallBudget& Session::budget() {
  if (!budget_) {
    const Names here = names();
    budget_.emplace(allowed_, Scope{here, clock_});
  }
  return *budget_;
}

void Session::add_secret(const std::string& value) {
  std::vector<std::string> forms = text::spellings(value);
  forms.push_back(percent_encoded(value, "", true));
  for (const std::string& form : forms)
    if (!form.empty() && std::ranges::find(secrets_, form) == secrets_.end()) secrets_.push_back(form);
  std::ranges::stable_sort(secrets_, std::ranges::greater(), &std::string::size);
}

std::string Session::struck_out(std::string text) const {
  for (const std::string& secret : secrets_) text = replaced(text, secret, "***", -1);
  return replaced(text, "%2A%2A%2A", "***", -1);  // one that was struck out before the URL was made
}

bool Session::read_again(const std::vector<std::string>& path) {
  auto value = host_.secret("secrets/" + dotted(path));
  if (!value) return false;
  set_at(config_, path, *value);
  add_secret(*value);
  return true;
}

void Session::keep(const std::vector<std::string>& path, const std::string& value) {
  host_.keep_secret("secrets/" + dotted(path), value);
  set_at(config_, path, value);
  add_secret(value);
}

}  // namespace musubi::http
