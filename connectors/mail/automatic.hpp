// Mails that no person wrote.
#pragma once
#include <string>

#include "connectors/mail/mail.hpp"
#include "connectors/mail/settings.hpp"

namespace musubi::mail {

/// Whether a machine answers for its owner (an absence note): by what the header or the beginning of the subject say (RFC 3834, and what
/// Exchange, Notes and rental servers write instead). Delivery reports may say so of themselves as well. Pure.
bool is_auto_reply(const Mail& mail);

/// Whether a mail server writes in its own name: mailer-daemon, postmaster. Pure.
bool is_mail_machine(const Mail& mail);

/// Whether nobody reads what is sent to its writer (noreply@, bounces@) and no other is named who would; a cafe's owner reads cafe-owner@. Where a form's
/// server writes so for its visitor, Reply-To names them. Pure.
bool takes_no_answer(const Mail& mail);

/// Written by a machine: reply (is_auto_reply, or sent to many by its word but in answer to a mail of ours), list, generated (also from addresses that take no
/// answer, such as noreply@, and name nobody else to answer); "" by a person.
std::string automatic(const Mail& mail, const Settings& settings);

}  // namespace musubi::mail
