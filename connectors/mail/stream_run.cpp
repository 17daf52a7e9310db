#include "connectors/mail/stream_run.hpp"

#include <chrono>

#include "connectors/mail/ascii.hpp"
#include "connectors/mail/fail.hpp"
#include "connectors/mail/hash.hpp"
#include "connectors/mail/mailbox.hpp"
#include "connectors/mail/record.hpp"
#include "connectors/mail/state.hpp"
#include "core/text/utf8.hpp"

namespace musubi::mail {
namespace {

constexpr size_t kCheckpointEvery = 500, kRawKept = 16 * 1024, kMostSamples = 50;

int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count();
}

/// What is held of a mail that cannot be read.
std::string beginning(std::string_view bytes) {
  return text::replace_invalid(bytes.substr(0, kRawKept));
}

bool has_headers(const Mail& mail) {
  for (const char* name : {"From", "To", "Subject", "Date", "Message-ID", "Received", "Return-Path"})
    if (!header(mail.headers, name).empty()) return true;
  return false;
}

class StreamRun {
 public:
  StreamRun(const Host& host, const Settings& settings, std::string stream, std::string_view state)
      : host_(host), settings_(settings), stream_(std::move(stream)), state_(state, in_hex(hash_of(settings.fingerprint))), now_(now_seconds()) {}

  void run() {
    for (const MailFile& file : find_mails(settings_.paths)) {
      pause_point();
      if (!state_.has(file.token)) take(file);
      state_.add(file.token);
      since_checkpoint_ += 1;
      // The state grows with the mailbox, and so does what writing it costs.
      if (sent_ && since_checkpoint_ >= std::max(kCheckpointEvery, state_.size() / 10)) checkpoint(state_.so_far());
    }
    checkpoint(state_.at_end());
  }

  /// All mails, as samples of one form.
  void suggest() {
    std::vector<Mail> samples;
    auto keep = [&](const std::string& bytes) {
      samples.push_back(read_mail(bytes, now_));
      return samples.size() < kMostSamples;
    };
    for (const MailFile& file : find_mails(settings_.paths)) {
      std::string bytes;
      if (file.kind == MailFile::Kind::mbox)
        each_mail(file.path, settings_.max_size, [&](int64_t, const std::string& one) { return keep(one); });
      else if (samples.size() < kMostSamples && read_file(file, settings_.max_size, bytes))
        keep(bytes);
    }
    host_.record(stream_, "template", template_json(suggested(samples)));
    host_.checkpoint(stream_, "{\"v\":1}");
  }

 private:
  void pause_point() const {
    if (host_.stopping()) throw Stopped(MU_STOPPED);
  }

  void checkpoint(const std::string& state) {
    host_.checkpoint(stream_, state);
    since_checkpoint_ = 0;
    sent_ = false;
  }

  void take(const MailFile& file) {
    if (file.kind == MailFile::Kind::mbox) {
      each_mail(file.path, settings_.max_size, [&](int64_t number, const std::string& bytes) {
        pause_point();
        take_mail(bytes, {number, file.name, {}});
        if (sent_ && ++since_checkpoint_ >= kCheckpointEvery) checkpoint(state_.so_far());
        return true;
      });
      return;
    }
    std::string bytes;
    if (read_file(file, settings_.max_size, bytes)) take_mail(bytes, {0, file.name, {}});
  }

  void take_mail(const std::string& bytes, const Place& place) {
    if (bytes.size() > settings_.max_size) return hold(bytes, place, "", "too_big", {{"size", std::to_string(bytes.size())}});
    Mail mail = read_mail(bytes, now_);
    if (!has_headers(mail)) return hold(bytes, place, "", "no_headers");
    if (stream_ == "cards") return send_cards(mail, place);
    std::vector<Report> reports = reports_of(mail);
    if (!reports.empty()) return send_reports(mail, reports, place);
    if (const FormTemplate* form = template_of(settings_.forms, mail)) return send_form(mail, *form, bytes, place);
    if (stream_ == "messages") send(mail.key, message_json(mail, settings_), place);
  }

  void send_reports(const Mail& mail, const std::vector<Report>& reports, const Place& place) {
    if (stream_ != "reports") return;
    for (size_t i = 0; i < reports.size(); ++i) send(mail.key + "/" + std::to_string(i + 1), report_json(mail, reports[i]), place);
  }

  void send_cards(const Mail& mail, const Place& place) {
    size_t number = 0;
    for (const Part& part : mail.parts.leaves)
      if (part.type == "text/vcard" || part.type == "text/x-vcard" || part.type == "text/directory" || lower(part.name).ends_with(".vcf"))
        for (const Card& card : cards_in(part.bytes, part.charset)) send(mail.key + "/card" + std::to_string(++number), card_json(mail, card), place);
  }

  void send_form(const Mail& mail, const FormTemplate& form, const std::string& bytes, const Place& place) {
    if (stream_ != "forms") return;
    Answers answers = answers_of(form, mail.text);
    if (answers.empty()) return hold(bytes, place, mail.key, "form_changed", {{"form", form.name}});
    send(mail.key, form_json(mail, form, answers), place);
  }

  void send(const std::string& key, const std::string& json, const Place& place) {
    host_.record(stream_, key, json, place);
    sent_ = true;
  }

  /// Only one stream tells of a mail that belongs to none.
  void hold(const std::string& bytes, const Place& place, const std::string& key, const char* why, Pairs args = {}) {
    if (stream_ != (key.empty() ? "messages" : "forms")) return;
    args.emplace_back("file", place.file);
    if (place.row) args.emplace_back("row", std::to_string(place.row));
    host_.unreadable(stream_, key, beginning(bytes), why, args);
    sent_ = true;
  }

  Host host_;
  const Settings& settings_;
  std::string stream_;
  State state_;
  int64_t now_;
  size_t since_checkpoint_ = 0;
  bool sent_ = false;
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
