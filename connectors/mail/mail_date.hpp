// Dates of header fields.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace musubi::mail {

struct MailDate {
  int64_t seconds = 0;  // since 1970, UTC
  int offset = 0;       // minutes east
  std::string iso() const;  // 2026-03-01T09:00:00+09:00
};

/// A Date field, or what stands behind the last ';' of a Received field; nullopt where it cannot be read.
std::optional<MailDate> mail_date(std::string_view raw);

}  // namespace musubi::mail
