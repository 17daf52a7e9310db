// One mail, read: who, when, about what, its text and what was attached.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "connectors/mail/headers.hpp"
#include "connectors/mail/mime.hpp"
#include "connectors/mail/people.hpp"

namespace musubi::mail {

struct Mail {
  std::vector<Header> headers;
  Parts parts;
  std::string key;         // Message-ID "#" hash of what the sender wrote: the same for every copy
  std::string message_id;  // without < >, "" if there is none
  std::string date;        // ISO 8601 with offset; of the Date field, or of its reception (Received, `arrived`) where that is missing or impossible; "" unknown
  std::string date_said;   // the Date field as it stands, where it did not serve
  std::vector<Person> from, reply_to, to, cc, bcc;  // bcc: only the sender's own copy names them
  std::string subject, text;  // UTF-8
  std::string own;            // of the text what its sender wrote, without quotes (own_text.hpp)
  bool html = false;          // the text was HTML
  bool cut = false;           // the text was longer than kKeptBytes, or a field than kLongestField
};

/// Takes `bytes` apart. `now`: seconds since 1970, to know impossible dates. `arrived`: when it came into its mailbox, as header fields write
/// dates, where that is known; it serves where neither Date nor Received does. Never fails; a mail without headers has none.
Mail read_mail(std::string_view bytes, int64_t now, std::string_view arrived = {});

/// Whether the leaf is part of what the reader reads, not an attachment.
bool is_body(const Part& part);

/// Without < > and blanks; ids of a list (References) in order.
std::vector<std::string> message_ids(std::string_view raw);

}  // namespace musubi::mail
