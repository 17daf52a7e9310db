// Records of mails as JSON (README.md describes their fields).
#pragma once
#include <string>

#include "connectors/mail/card.hpp"
#include "connectors/mail/form.hpp"
#include "connectors/mail/mail.hpp"
#include "connectors/mail/report.hpp"
#include "connectors/mail/settings.hpp"

namespace musubi::mail {

std::string message_json(const Mail& mail, const Settings& settings);
std::string report_json(const Mail& mail, const Report& report);
std::string form_json(const Mail& mail, const FormTemplate& form, const Answers& answers);
std::string card_json(const Mail& mail, const Card& card);
/// The settings' form of a template: {"from", "subject", "labels", "end"}.
std::string template_json(const FormTemplate& form);

/// JSON Schema of a stream's records.
std::string schema_json(std::string_view stream);

}  // namespace musubi::mail
