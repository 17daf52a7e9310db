// Alerts by mail: one for each connection that fails or is late, until it has recovered; one for each customer of whom an automatic
// answer says that they left or moved, until a steward has judged.
#pragma once
#include <functional>
#include <stop_token>
#include <string>

#include "core/flow/hub.hpp"
#include "core/store/hub_watch.hpp"

namespace musubi {

/// The mail that tells of an alert, as RFC 5322 wants it: cause, who must act, the command to go on with. No customers' values.
std::string alert_mail(const Alert& alert, const SmtpSettings& smtp, Lang lang, const std::string& zone);

/// Sends `mail` to all of `smtp.to`; TLS where the server offers it, always with smtps. Throws Error flow.mail_failed, and where the password is not to be had. Half a minute
/// at most.
void send_mail(const SmtpSettings& smtp, const std::string& mail);

/// Mails open alerts that have not been mailed, each once; one that cannot be sent is tried again every five minutes, and the first
/// failure in a row goes to `trouble`. Blocks until stopped; returns at once where no smtp is set.
void mail_alerts(Hub& hub, const Clock& clock, std::stop_token stop, const std::function<void(const Message&)>& trouble);

}  // namespace musubi
