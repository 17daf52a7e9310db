// Delivery reports: which mail did not arrive where, and is the address dead?
#pragma once
#include <string>
#include <vector>

#include "connectors/mail/mail.hpp"

namespace musubi::mail {

/// What a report says of one recipient.
struct Report {
  std::string kind;       // bounce: it was not delivered; report: delivered, relayed, delayed, read; feedback: a reader complained
  std::string recipient;  // as the mail was addressed
  bool permanent = false; // the address itself is dead; never for report and feedback
  std::string action;     // failed, delayed, delivered, relayed, expanded, displayed …
  std::string status;     // 5.1.1
  std::string reason;     // bounce_reason.hpp; of feedback its type (abuse)
  std::string diagnostic; // the server's own words
  std::string original_id, original_subject;  // of the mail that it is about
};

/// One for each recipient; empty where the mail is no report. By RFC 3464, 8098 and 5965, else by the forms in which servers that know
/// none of these write, and the notices of services that send mail for others.
std::vector<Report> reports_of(const Mail& mail);

/// Of a notification of Amazon SES, JSON in the mail's text, bare or in an envelope of SNS; empty where it is none.
std::vector<Report> notice_reports_of(const Mail& mail);

/// Whether sender and subject are those of a machine that reports.
bool looks_like_report(const Mail& mail);

/// Of a mail without the parts of RFC 3464; empty where it does not look like a report.
std::vector<Report> loose_reports_of(const Mail& mail);

}  // namespace musubi::mail
