#include "core/app/looks.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "core/base/nearest.hpp"
#include "core/map/never_stored.hpp"
#include "core/pull/scrub.hpp"

namespace musubi {
namespace {

class Keep final : public Sink {
 public:
  explicit Keep(std::function<void(std::string_view, std::string_view)> keep_secret) : keep_secret_(std::move(keep_secret)) {}
  void record(RawRecord record) override { records.push_back(std::move(record)); }
  void checkpoint(const std::string&, std::string_view) override {}
  void unreadable(RawRecord, const Message& reason) override { problems.push_back(reason); }
  void keep_secret(std::string_view name, std::string_view value) override { keep_secret_(name, value); }
  std::vector<RawRecord> records;
  std::vector<Message> problems;

 private:
  std::function<void(std::string_view, std::string_view)> keep_secret_;
};

/// Leaves of a record what people may see: nothing that is not stored, and no secret (one of a few letters is in everything).
void strike_out(RawRecord& record, const Mapping* mapping, const std::map<std::string, std::string>& secrets) {
  constexpr size_t shortest = 4;
  Scrubber scrub;
  for (const auto& [name, secret] : secrets)
    if (secret.size() >= shortest) scrub.add(secret);
  record.json = scrub.clean(mapping ? without_forbidden(*mapping, record.json) : without_forbidden(record.json));
  if (!nlohmann::json::accept(record.json)) record.json = "{}";  // a number was one
  record.id.key = scrub.clean(record.id.key);
}

}  // namespace

Looks::Looks(Context& context) : configuration(configured(context)), plugins(connector_folders(configuration)), context_(context) {}

LentSecrets Looks::secrets(const ConnectionSettings& settings) {
  return {plugins, configuration.hub, [this]() -> Store& { return store(); }, settings, *context_.clock};
}

Store& Looks::store() {
  context_.interrupt = Interrupt::gently;
  const HubSettings& hub = configuration.hub;
  if (!store_) store_.emplace(Store::open(hub.database_url.value(), hub.data.string(), hub.readers));
  return *store_;
}

std::optional<Message> failure_of(const std::function<void()>& look) {
  try {
    look();
  } catch (const Error& e) {
    return e.message();
  }
  return {};
}

PeekedSource::PeekedSource(Context& context, Looks& looks, LentSecrets& secrets)
    : context_(context), secrets_(secrets), source_(secrets.open(looks.plugins, {}, hearing_requests())) {}

Heard PeekedSource::hearing_requests() {
  Heard heard;
  heard.request = [this](const std::string& json) {
    constexpr size_t most_requests = 20;
    requests_.push_back(json);
    if (requests_.size() >= most_requests) enough_.request_stop();
  };
  return heard;
}

Peeked PeekedSource::read(const std::string& stream, size_t records, const Mapping* mapping) {
  Keep keep(secrets_.keeper());
  enough_ = std::stop_source();
  std::stop_callback interrupted(context_.stop, [&] { enough_.request_stop(); });
  Peeked out;
  out.failure = failure_of([&] { source_.read(stream, "", keep, enough_.get_token(), records); });
  out.requests = std::exchange(requests_, {});
  const ConnectionSettings now = secrets_.settings();  // with what was renewed in this read
  for (RawRecord& record : keep.records) strike_out(record, mapping, now.secrets);
  out.records = std::move(keep.records);
  out.problems = std::move(keep.problems);
  return out;
}

/// All streams, or the one that is named.
std::vector<Source::Stream> chosen_streams(std::vector<Source::Stream> all, const std::string& connection, const std::string& name) {
  if (name.empty()) return all;
  std::vector<std::string> known;
  for (const Source::Stream& s : all) {
    if (s.name == name) return {s};
    known.push_back(s.name);
  }
  throw Error("app.no_such_stream", {{"connection", connection}, {"stream", name}, {"nearest", nearest(name, known)}});
}

}  // namespace musubi
