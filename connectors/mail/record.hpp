// Records of mails as JSON (README.md describes their fields).
#pragma once
#include <string>

#include "connectors/mail/card.hpp"
#include "connectors/mail/direction.hpp"
#include "connectors/mail/form.hpp"
#include "connectors/mail/mail.hpp"
#include "connectors/mail/report.hpp"
#include "connectors/mail/settings.hpp"

namespace musubi::mail {

/// `sent_folder`: the mail lies among the sent ones, so whoever wrote it is one of ours.
std::string message_json(const Mail& mail, const Settings& settings, bool sent_folder = false);
/// The time of this version of a mail, as a Place has it: a copy that lies elsewhere (Cc to oneself) has no Bcc and cannot tell whether it is ours. It is
/// earlier than one that has, or lies among the sent ones, so that it never replaces it, whichever is read last. "" of those without a date.
std::string version_time(const Mail& mail, bool sent_folder = false);
std::string report_json(const Mail& mail, const Report& report);
/// With the first address for answers that is not ours.
std::string form_json(const Mail& mail, const FormTemplate& form, const Answers& answers, const Ours& ours);
/// `by`: whose word the card is: self (the sender's own), other, staff. Only the sender's own has the address that the mail came from.
std::string card_json(const Mail& mail, const Card& card, const std::string& by);
/// The settings' form of a template: {"from", "subject", "labels", "end"}.
std::string template_json(const FormTemplate& form);

/// JSON Schema of a stream's records.
std::string schema_json(std::string_view stream);

}  // namespace musubi::mail
