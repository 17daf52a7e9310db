// Who of the people of a mail is ours, and which way it went.
#pragma once
#include <set>
#include <string>
#include <string_view>

#include "connectors/mail/mail.hpp"
#include "connectors/mail/settings.hpp"

namespace musubi::mail {

class Ours {
 public:
  /// `settings` must outlive it. `sent_folder`: the mail lies where sent mails lie, so whoever wrote it is ours.
  Ours(const Mail& mail, const Settings& settings, bool sent_folder);

  bool operator()(const Person& p) const;
  /// Whether one of its senders is ours.
  bool wrote(const Mail& mail) const;
  /// "in"; "out" from us to others, or to nobody that is named; "internal" from us to us alone.
  std::string_view direction_of(const Mail& mail) const;

 private:
  const Settings& settings_;
  std::set<std::string> writers_;
};

}  // namespace musubi::mail
