#include "core/pull/lent_host.hpp"

#include <charconv>

#include "core/pull/deliveries.hpp"
#include "core/sdk/host.hpp"
#include "core/text/json.hpp"
#include "core/text/percent.hpp"
#include "core/text/utf8.hpp"

namespace musubi {
namespace {

using sdk::view;

LentHost& of(void* self) {
  return *static_cast<LentHost*>(self);
}

/// What the connector says of where a row stood, from its sentence's arguments.
std::string argument(mu_pairs args, std::string_view name) {
  for (size_t i = 0; i < args.size; ++i)
    if (view(args.data[i].name) == name) return std::string(view(args.data[i].value));
  return {};
}

bool is_object(std::string_view json) {
  size_t first = json.find_first_not_of(" \t\r\n");
  return first != json.npos && json[first] == '{' && !text::check_json(json);
}

/// What a database can hold: UTF-8 without NUL.
std::string without_nul(std::string out) {
  for (size_t at = 0; (at = out.find('\0', at)) != out.npos; ++at) out.replace(at, 1, "␀");
  return out;
}
std::string storable(std::string_view text) { return without_nul(text::replace_invalid(text)); }

/// The same, of what a quarantine shows and a steward mends: no byte of it is lost.
std::string restorable(std::string_view raw) {
  return text::is_valid_utf8(raw) ? without_nul(std::string(raw)) : text::percent_ill_formed(raw);
}

}  // namespace

LentHost::LentHost(ConnectionSettings& connection, const mu_message* messages, Log log)
    : connection_(connection),
      messages_(messages),
      log_(std::move(log)),
      reader_(connection.zone.empty() ? "Asia/Tokyo" : connection.zone),
      table_{sizeof(mu_host), this,          record,         checkpoint,  secret,    keep_secret,
             stopping,        LentHost::log, LentHost::fail, retry_after, unreadable,
             first_time,      hold_secrets} {
  for (const auto& [name, value] : connection.secrets) scrub_.add(value);
}

void LentHost::begin(Reading& reading) {
  reading_ = &reading;
  stop_ = reading.stop;
}

void LentHost::forget() {
  sentence_ = {};
  retry_after_ = {};
  thrown_ = nullptr;
}

template <class Body>
int32_t LentHost::into_sink(mu_text stream, Body body) {
  if (thrown_) return MU_STOPPED;
  try {
    if (!reading_) throw Error("pull.outside_read", {{"connection", connection_.name}});
    if (reading_->any_stream) reading_->stream = view(stream);
    if (view(stream) != reading_->stream)
      throw Error("pull.foreign_stream", {{"connection", connection_.name}, {"stream", reading_->stream}});
    if (stop_.stop_requested() || reading_->enough) return MU_STOPPED;
    body(*reading_);
    return MU_OK;
  } catch (...) {
    thrown_ = std::current_exception();
    return MU_STOPPED;
  }
}

void LentHost::hold(std::string_view key, std::string_view raw, std::string_view id, const Sentence& sentence,
                    mu_pairs args) {
  RawRecord held;
  held.id = {connection_.name, reading_->stream, storable(key)};
  held.json = restorable(raw);
  held.file = scrub_.clean(argument(args, "file"));
  std::string row = argument(args, "row");
  std::from_chars(row.data(), row.data() + row.size(), held.row);
  Message reason{std::string(id), with_sentence({{"connection", connection_.name},
                                                 {"stream", reading_->stream},
                                                 {"file", held.file},
                                                 {"row", scrub_.clean(row)}},
                                                sentence)};
  reading_->sink->unreadable(std::move(held), reason);
}

void LentHost::deliver(std::string_view key, std::string_view json) {
  RawRecord record = reader_.read(json);
  bool whole = is_object(record.json) && text::is_valid_utf8(key) && key.find('\0') == key.npos;
  if (key.empty() || !whole) {
    std::string row = std::to_string(record.row);
    mu_pair place[] = {{sdk::text("file"), sdk::text(record.file)}, {sdk::text("row"), sdk::text(row)}};
    return hold(key, record.json, whole ? "pull.empty_key" : "pull.bad_record", {}, {place, 2});
  }
  record.id = {connection_.name, reading_->stream, std::string(key)};
  reading_->sink->record(std::move(record));
}

int32_t LentHost::record(void* self, mu_text stream, mu_text key, mu_text json) {
  return of(self).into_sink(stream, [&](Reading& r) {
    r.pending = true;
    of(self).deliver(view(key), view(json));
    r.enough = ++r.records == r.max_records;
  });
}

int32_t LentHost::unreadable(void* self, mu_text stream, mu_text key, mu_text raw, mu_text id, mu_pairs args,
                             mu_text sentence) {
  return of(self).into_sink(stream, [&](Reading& r) {
    LentHost& host = of(self);
    r.pending = true;
    host.hold(view(key), view(raw), r.any_stream ? "pull.unreadable_post" : "pull.unreadable",
              connector_sentence(host.messages_, id, args, sentence, host.scrub_), args);
    r.enough = ++r.records == r.max_records;
  });
}

int32_t LentHost::checkpoint(void* self, mu_text stream, mu_text state) {
  return of(self).into_sink(stream, [&](Reading& r) {
    if (r.no_state) throw Error("pull.checkpoint_in_push", {{"connection", of(self).connection_.name}});
    std::string next(view(state));
    r.sink->checkpoint(r.stream, next);
    r.state = std::move(next);
    r.pending = false;
  });
}

int32_t LentHost::secret(void* self, mu_text name, mu_take take, void* to) {
  const auto& secrets = of(self).connection_.secrets;
  auto found = secrets.find(std::string(view(name)));
  if (found == secrets.end()) return MU_CONFIG;
  take(to, sdk::text(found->second));
  return MU_OK;
}

int32_t LentHost::keep_secret(void* self, mu_text name, mu_text value) {
  LentHost& host = of(self);
  host.scrub_.add(view(value));
  try {
    if (!host.reading_ && !host.keep_) throw Error("pull.outside_read", {{"connection", host.connection_.name}});
    host.reading_ ? host.reading_->sink->keep_secret(view(name), view(value)) : host.keep_(view(name), view(value));
    host.connection_.secrets[std::string(view(name))] = view(value);
    return MU_OK;
  } catch (...) {
    host.thrown_ = std::current_exception();
    return MU_STOPPED;
  }
}

int32_t LentHost::hold_secrets(void* self, int32_t hold) {
  LentHost& host = of(self);
  host.held_.reset();
  if (!hold || !host.hold_) return MU_OK;
  try {
    HeldSecrets held = host.hold_([&] { return host.stop_.stop_requested(); });
    if (!held.hold) return MU_STOPPED;
    host.held_ = std::move(held.hold);
    host.connection_.secrets = std::move(held.secrets);
    for (const auto& [name, value] : host.connection_.secrets) host.scrub_.add(value);
    return MU_OK;
  } catch (...) {
    host.thrown_ = std::current_exception();
    return MU_STOPPED;
  }
}

int32_t LentHost::stopping(void* self) {
  return of(self).stop_.stop_requested();
}

int32_t LentHost::first_time(void* self, mu_text id, int64_t seconds) {
  LentHost& host = of(self);
  if (host.thrown_) return 0;
  try {
    if (!host.reading_ || !host.reading_->any_stream) throw Error("pull.outside_push", {{"connection", host.connection_.name}});
    auto* deliveries = dynamic_cast<Deliveries*>(host.reading_->sink);
    return !deliveries || deliveries->first_time(storable(view(id)), std::chrono::seconds(std::max<int64_t>(seconds, 0)));
  } catch (...) {
    host.thrown_ = std::current_exception();
    return 0;
  }
}

void LentHost::log(void* self, int32_t level, mu_text line) {
  try {
    of(self).log_(level, of(self).scrub_.clean(view(line)));
  } catch (...) {
    return;  // a log that cannot be written must not end a read
  }
}

void LentHost::fail(void* self, mu_text id, mu_pairs args, mu_text sentence) {
  LentHost& host = of(self);
  host.sentence_ = connector_sentence(host.messages_, id, args, sentence, host.scrub_);
}

void LentHost::retry_after(void* self, int64_t milliseconds) {
  of(self).retry_after_ = std::chrono::milliseconds(std::max<int64_t>(milliseconds, 0));
}

}  // namespace musubi
