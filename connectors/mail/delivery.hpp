// From a mail's bytes to the records of one stream.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "connectors/mail/direction.hpp"
#include "connectors/mail/mail.hpp"
#include "connectors/mail/report.hpp"
#include "connectors/mail/settings.hpp"
#include "core/sdk/connector.hpp"

namespace musubi::mail {

/// Streams as bits: those that a mail has something for.
using Streams = uint8_t;
inline constexpr Streams kMessages = 1, kReports = 2, kForms = 4, kCards = 8;
/// 0 for a name that is none.
Streams stream_bit(std::string_view stream);

class Delivery {
 public:
  /// `settings` must outlive it. Impossible dates are judged by the time at which it is made.
  Delivery(const Host& host, const Settings& settings, std::string stream);

  /// Sends what the mail holds for the stream; a mail that cannot be read or is larger than max_size is held. `sent_folder`: it lies where
  /// sent mails lie, so it is outgoing. `arrived`: as read_mail takes it. Returns what the mail belongs to. Throws Stopped.
  Streams take(const std::string& bytes, const Place& place, bool sent_folder = false, std::string_view arrived = {});
  /// Holds a mail of which only the beginning is there.
  void hold(std::string_view beginning, const Place& place, const char* why, Pairs args = {});

  void checkpoint(const std::string& state);
  /// Whether something was sent since the last checkpoint.
  bool sent() const { return sent_; }
  const std::string& stream() const { return stream_; }
  int64_t now() const { return now_; }

 private:
  void send_cards(const Mail& mail, const Ours& ours, const Place& place);
  void send_reports(const Mail& mail, const std::vector<Report>& reports, const Place& place);
  void send_form(const Mail& mail, const FormTemplate& form, const std::string& bytes, const Place& place);
  void send(const std::string& key, const std::string& json, const Place& place);
  void hold_as(const std::string& key, std::string_view bytes, const Place& place, const char* why, Pairs args);

  Host host_;
  const Settings& settings_;
  std::string stream_;
  int64_t now_;
  bool sent_ = false;
};

}  // namespace musubi::mail
