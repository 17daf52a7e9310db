// Dates of header fields.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi::mail {

struct MailDate {
  int64_t seconds = 0;  // since 1970, UTC; of a date without a zone as if that were UTC
  int offset = 0;       // minutes east
  bool zoned = true;    // the field names its zone
  std::string iso() const;  // 2026-03-01T09:00:00+09:00; without a zone 2026-03-01T09:00:00, which the connection's zone makes a time of
};

/// A Date field, or what stands behind the last ';' of a Received field; nullopt where it cannot be read. Besides RFC 5322: JST and KST, also in
/// brackets, GMT+9, 10.00.00, 1:00 PM. An offset of more than 14 hours is none.
std::optional<MailDate> mail_date(std::string_view raw);

}  // namespace musubi::mail
