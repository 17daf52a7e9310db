// The parts of a mail, taken apart by GMime.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace musubi::mail {

/// One leaf. `bytes` is its content without transfer encoding, kept for texts, reports and business cards only, at most kKeptBytes of it;
/// of an enclosed mail (message/rfc822) its header.
struct Part {
  std::string type;         // "text/plain", lower case
  std::string charset;      // as named, "" if not
  std::string name;         // of the file, UTF-8
  bool attached = false;    // Content-Disposition: attachment
  bool flowed = false;      // format=flowed
  bool delsp = false;       // … with delsp=yes
  uint64_t size = 0;        // of the content
  std::string bytes;
};

struct Parts {
  std::vector<Part> leaves;      // in order
  std::string report_type;       // of a multipart/report: "delivery-status", "feedback-report" …
  bool too_many = false;         // more than kMostParts, or nested deeper than kDeepest; the rest is left out
};

inline constexpr size_t kKeptBytes = 1024 * 1024;
inline constexpr size_t kMostParts = 10'000;
inline constexpr int kDeepest = 100;

/// The parts of the mail whose bytes these are, whatever they are. Memory: a few times the mail. May be called from several threads.
Parts parts_of(std::string_view mail);

}  // namespace musubi::mail
