// Bytes of mails to UTF-8, whatever their label says of them.
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// `bytes` as UTF-8. `label` is the charset that the mail names, "" if none. The Japanese encodings and UTF-8 are read by core/text, vendor
/// characters and half-width kana included; others by iconv. Where the bytes do not fit the label (raw Shift_JIS called ISO-2022-JP or
/// US-ASCII), what they look like counts. Never fails: what cannot be read is U+FFFD.
std::string decoded(std::string_view bytes, std::string_view label);

}  // namespace musubi::mail
