#include "tests/contract/kit/host.hpp"

#include <algorithm>

#include "core/pull/raw.hpp"
#include "core/sdk/host.hpp"

namespace contract {
namespace {

using musubi::sdk::view;

KitHost& of(void* self) {
  return *static_cast<KitHost*>(self);
}

std::string copy(mu_text t) {
  return std::string(view(t));
}

Told told_of(mu_text id, mu_pairs args, mu_text sentence) {
  Told told{copy(id), copy(sentence), {}};
  for (size_t i = 0; i < args.size; ++i)
    told.args.emplace_back(view(args.data[i].name), view(args.data[i].value));
  return told;
}

}  // namespace

KitHost::KitHost(std::map<std::string, std::string> lent)
    : secrets(std::move(lent)), table_{sizeof(mu_host), this,           on_record,    on_checkpoint,
                                       on_secret,       on_keep,        on_stopping,  on_log,
                                       on_fail,         on_retry_after, on_unreadable, on_first_time, nullptr} {}

size_t KitHost::count(Event::Kind kind) const {
  return static_cast<size_t>(
      std::count_if(events.begin(), events.end(), [&](const Event& e) { return e.kind == kind; }));
}

void KitHost::go_on() {
  stop_after_checkpoints = stop_after_records = 0;
  stop_at.reset();
  said_stop_at_.reset();
  said_stop_ = false;
}

std::optional<std::chrono::steady_clock::time_point> KitHost::asked_to_stop() const {
  return stops_now() ? stop_at : said_stop_at_;
}

std::string KitHost::state(const std::string& stream) const {
  for (auto e = events.rbegin(); e != events.rend(); ++e)
    if (e->kind == Event::checkpoint && e->stream == stream) return e->text;
  return {};
}

std::vector<std::string> KitHost::all_texts() const {
  std::vector<std::string> out = logs;
  for (const auto* list : {&told, &held}) {
    for (const Told& t : *list) {
      out.push_back(t.sentence);
      for (const auto& [name, value] : t.args) out.push_back(value);
    }
  }
  for (const Event& e : events) {
    if (e.kind == Event::keep) continue;
    out.push_back(e.key);
    out.push_back(e.text);
    out.push_back(e.given);
  }
  return out;
}

bool KitHost::stops_now() const {
  return stop_at && std::chrono::steady_clock::now() >= *stop_at;
}

bool KitHost::refuses() {
  if (said_stop_) ++after_stop;
  if (!told.empty()) ++after_failure;
  said_stop_ = said_stop_ || stops_now() ||
               (stop_after_checkpoints && count(Event::checkpoint) >= stop_after_checkpoints) ||
               (stop_after_records && count(Event::record) + count(Event::unreadable) >= stop_after_records);
  if (said_stop_ && !said_stop_at_) said_stop_at_ = std::chrono::steady_clock::now();
  return said_stop_;
}

int32_t KitHost::on_record(void* self, mu_text stream, mu_text key, mu_text json) {
  if (of(self).refuses()) return MU_STOPPED;
  musubi::RawRecord record = musubi::RecordReader("Asia/Tokyo").read(view(json));
  of(self).events.push_back({Event::record, copy(stream), copy(key), record.json, copy(json)});
  return MU_OK;
}

int32_t KitHost::on_first_time(void* self, mu_text id, int64_t) {
  return of(self).delivered.insert(copy(id)).second;
}

int32_t KitHost::on_unreadable(void* self, mu_text stream, mu_text key, mu_text raw, mu_text id,
                               mu_pairs args, mu_text sentence) {
  if (of(self).refuses()) return MU_STOPPED;
  of(self).events.push_back({Event::unreadable, copy(stream), copy(key), copy(raw), {}});
  of(self).held.push_back(told_of(id, args, sentence));
  return MU_OK;
}

int32_t KitHost::on_checkpoint(void* self, mu_text stream, mu_text state) {
  if (of(self).refuses()) return MU_STOPPED;
  of(self).events.push_back({Event::checkpoint, copy(stream), {}, copy(state), {}});
  return MU_OK;
}

int32_t KitHost::on_secret(void* self, mu_text name, mu_take take, void* to) {
  auto found = of(self).secrets.find(copy(name));
  if (found == of(self).secrets.end()) return MU_CONFIG;
  std::string lent = found->second;
  take(to, musubi::sdk::text(lent));
  std::fill(lent.begin(), lent.end(), '!');  // who kept a pointer to it reads this
  return MU_OK;
}

int32_t KitHost::on_keep(void* self, mu_text name, mu_text value) {
  of(self).events.push_back({Event::keep, {}, copy(name), copy(value), {}});
  if (of(self).refuse_keep) return of(self).said_stop_ = true, MU_STOPPED;
  of(self).secrets[copy(name)] = copy(value);
  return MU_OK;
}

int32_t KitHost::on_stopping(void* self) {
  return of(self).stops_now();
}

void KitHost::on_log(void* self, int32_t, mu_text line) {
  std::lock_guard lock(of(self).mutex_);
  of(self).logs.push_back(copy(line));
}

void KitHost::on_fail(void* self, mu_text id, mu_pairs args, mu_text sentence) {
  of(self).told.push_back(told_of(id, args, sentence));
}

void KitHost::on_retry_after(void* self, int64_t milliseconds) {
  of(self).retry_after = milliseconds;
}

}  // namespace contract
