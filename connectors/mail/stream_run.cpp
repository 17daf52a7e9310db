#include "connectors/mail/stream_run.hpp"

#include "connectors/mail/delivery.hpp"
#include "connectors/mail/hash.hpp"
#include "connectors/mail/mailbox.hpp"
#include "connectors/mail/record.hpp"
#include "connectors/mail/state.hpp"

namespace musubi::mail {
namespace {

constexpr size_t kCheckpointEvery = 500, kMostSamples = 50;

class StreamRun {
 public:
  StreamRun(const Host& host, const Settings& settings, std::string stream, std::string_view state)
      : host_(host), settings_(settings), state_(state, in_hex(hash_of(settings.fingerprint))), delivery_(host, settings, std::move(stream)) {}

  void run() {
    for (const MailFile& file : find_mails(settings_.paths)) {
      pause_point();
      if (!state_.has(file.token)) take(file);
      state_.add(file.token);
      since_checkpoint_ += 1;
      // The state grows with the mailbox, and so does what writing it costs.
      if (delivery_.sent() && since_checkpoint_ >= std::max(kCheckpointEvery, state_.size() / 10)) checkpoint(state_.so_far());
    }
    checkpoint(state_.at_end());
  }

  /// All mails, as samples of one form.
  void suggest() {
    std::vector<Mail> samples;
    auto keep = [&](const std::string& bytes) {
      samples.push_back(read_mail(bytes, delivery_.now()));
      return samples.size() < kMostSamples;
    };
    for (const MailFile& file : find_mails(settings_.paths)) {
      std::string bytes;
      if (file.kind == MailFile::Kind::mbox)
        each_mail(file.path, settings_.max_size, [&](int64_t, const std::string& one) { return keep(one); });
      else if (samples.size() < kMostSamples && read_file(file, settings_.max_size, bytes))
        keep(bytes);
    }
    host_.record(delivery_.stream(), "template", template_json(suggested(samples)));
    host_.checkpoint(delivery_.stream(), "{\"v\":1}");
  }

 private:
  void pause_point() const {
    if (host_.stopping()) throw Stopped(MU_STOPPED);
  }

  void checkpoint(const std::string& state) {
    delivery_.checkpoint(state);
    since_checkpoint_ = 0;
  }

  void take(const MailFile& file) {
    if (file.kind == MailFile::Kind::mbox) {
      each_mail(file.path, settings_.max_size, [&](int64_t number, const std::string& bytes) {
        pause_point();
        delivery_.take(bytes, {number, file.name, {}});
        if (delivery_.sent() && ++since_checkpoint_ >= kCheckpointEvery) checkpoint(state_.so_far());
        return true;
      });
      return;
    }
    std::string bytes;
    if (read_file(file, settings_.max_size, bytes)) delivery_.take(bytes, {0, file.name, {}});
  }

  Host host_;
  const Settings& settings_;
  State state_;
  Delivery delivery_;
  size_t since_checkpoint_ = 0;
};

}  // namespace

std::vector<std::string_view> streams_of(const Settings& settings) {
  if (settings.suggest) return {"templates"};
  if (settings.cards) return {"cards", "forms", "messages", "reports"};
  return {"forms", "messages", "reports"};
}

void run_stream(const Host& host, const Settings& settings, std::string_view stream, std::string_view state) {
  StreamRun run(host, settings, std::string(stream), state);
  settings.suggest ? run.suggest() : run.run();
}

}  // namespace musubi::mail
