// Modified UTF-7, in which IMAP writes names of folders (RFC 3501 §5.1.3): "&kAFP4W4IMH8w5TCk-" is 送信済みアイ.
#pragma once
#include <string>
#include <string_view>

namespace musubi::mail {

/// As UTF-8. What is no modified UTF-7 stands as it is, with bytes that are no UTF-8 replaced.
std::string from_mutf7(std::string_view name);

}  // namespace musubi::mail
